"""Profile v1: the wire from 2023-11-06 until the first additions of 2024."""

from __future__ import annotations

from runlaws.contract import Choice, Items, Profile, Record, Text
from runlaws.objects.run import _shapes as s
from runlaws.objects.run._object import RUN
from runlaws.objects.run._relations import RUN_RELATIONS

__all__ = ["V1"]

TOOL = s.tagged(
    {"code_interpreter": s.CODE_INTERPRETER_TOOL, "retrieval": s.RETRIEVAL_TOOL, "function": s.FUNCTION_TOOL},
    gone={"file_search": "is the v2 wire's, v1 has retrieval"},
)

SHAPE = Record(
    {
        **s.FIRST_MEMBERS,
        "status": s.required(Choice(s.FIRST_STATUSES)),
        "required_action": s.loose(s.REQUIRED_ACTION, s.WIRE),  # absent unless there is one, until 2024-03
        "last_error": s.nullable(s.LAST_ERROR),
        "model": s.required(Text()),
        "instructions": s.nullable(Text(), s.WIRE),
        "tools": s.required(Items(TOOL, max_items=20)),
        "file_ids": s.required(s.FILE_IDS),
        "metadata": s.nullable(s.METADATA),
    }
)

V1 = Profile(
    name="v1",
    says="2023-11-06 to early 2024: no usage, no sampling members, retrieval instead of file search",
    object=RUN,
    shape=SHAPE,
    relations=tuple(relation for relation in RUN_RELATIONS if relation.reads <= SHAPE.members.keys()),
)
