"""Profile any: for each member, what at least one wire allows. It is for servers that mix wires."""

from __future__ import annotations

from runlaws.contract import Items, Profile, Record, Tagged
from runlaws.objects.run import _shapes as s
from runlaws.objects.run._object import RUN
from runlaws.objects.run._relations import RUN_RELATIONS
from runlaws.objects.run.profiles.azure_agents import AZURE_AGENTS
from runlaws.objects.run.profiles.v1_late import V1_LATE

__all__ = ["ANY"]


def _tools() -> Tagged:
    tools = AZURE_AGENTS.shape.members["tools"].shape
    assert isinstance(tools, Items)
    assert isinstance(tools.item, Tagged)
    return s.tagged({**tools.item.variants, "retrieval": s.RETRIEVAL_TOOL})


ANY = Profile(
    name="any",
    says="the union of all: what at least one wire allows of each member",
    object=RUN,
    shape=Record(
        {
            **V1_LATE.shape.members,
            "required_action": s.loose(AZURE_AGENTS.shape.members["required_action"].shape, s.WIRE),
            "tools": s.required(Items(_tools(), max_items=20)),
            "tool_choice": s.loose(AZURE_AGENTS.shape.members["tool_choice"].shape, s.WIRE),
            "parallel_tool_calls": AZURE_AGENTS.shape.members["parallel_tool_calls"],
            "reasoning_effort": AZURE_AGENTS.shape.members["reasoning_effort"],
            "file_ids": s.loose(s.FILE_IDS, s.WIRE),
        }
    ),
    relations=RUN_RELATIONS,
)
