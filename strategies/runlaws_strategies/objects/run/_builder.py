"""The plans of the run's profiles: their pools, and what the build must know about their members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from runlaws.contract import Profile
from runlaws.values import Json
from runlaws_strategies.build._plan import Disputes, Growth, Plan, Siblings, states_of
from runlaws_strategies.build._rows import Alone, Rows
from runlaws_strategies.objects.run._assemble import CALLS, Assembly
from runlaws_strategies.objects.run._breaks import BREAKS, EDITS, SPARED
from runlaws_strategies.objects.run._by_status import ERRORS, REASONS, USAGES
from runlaws_strategies.objects.run._odd import COPIES, ODD
from runlaws_strategies.objects.run._pools import STATUSES, V2_ROWS
from runlaws_strategies.objects.run._traffic import TRAFFIC
from runlaws_strategies.objects.run._wires import (
    ANY_ROWS,
    APPROVALS,
    AZURE_ROWS,
    LATE_LEFT_OUT,
    RICH_ROWS,
    V1_LATE_ROWS,
    V1_LEFT_OUT,
    V1_ROWS,
)

__all__ = ["builder"]

_ROWS: Final[Mapping[str, Mapping[str, Rows]]] = {
    "v2": V2_ROWS,
    "azure-agents": AZURE_ROWS,
    "v1": V1_ROWS,
    "v1-late": V1_LATE_ROWS,
    "any": ANY_ROWS,
}
_LEFT_OUT: Final[Mapping[str, Sequence[tuple[str, ...]]]] = {
    "v1": V1_LEFT_OUT,
    "v1-late": LATE_LEFT_OUT,
    "any": Alone(((), *LATE_LEFT_OUT)),
}
_APPROVALS: Final[Mapping[str, Sequence[Json]]] = {"azure-agents": APPROVALS, "any": APPROVALS}

_SIBLINGS: Final = Siblings(
    states={"in_progress": ("cancelling",), "cancelling": ("in_progress",), "completed": ("expired",)},
    values={
        "tools": ([], [{"type": "code_interpreter"}], [{"type": "file_search"}]),
        "tool_resources": ({}, {"code_interpreter": {"file_ids": ["file-x"]}}),
        "response_format": ("auto", {"type": "text"}, {"type": "json_object"}),
        "tool_choice": ("auto", "none", {"type": "file_search"}),
        "truncation_strategy": ({"type": "auto"}, {"type": "last_messages", "last_messages": 2}),
        "file_ids": ([], ["file-x"]),
        "required_action": (),
    },
    fixed=frozenset({"usage.prompt_tokens", "usage.completion_tokens", "usage.total_tokens"}),
    kept=frozenset({"truncation_strategy.last_messages"}),
)
_GROWTH: Final = Growth(
    variants=(
        ("brand_new", {}),
        ("web_search", {"web_search": {"domains": [], "limit": None}}),
        ("memory", {"function": "not an object", "id": 7, "connections": [{"connection_id": "c"}]}),
    ),
    closed=frozenset({"tools"}),
)
_DISPUTES: Final = Disputes(
    numbers=("max_prompt_tokens", "max_completion_tokens", "temperature", "top_p", "started_at", "unknown"),
    texts=("instructions", "model", "id"),
    twice=(
        '"status":"completed"',
        '"id":"run_other"',
        '"id":null',
        '"tools":[]',
        '"unknown":1,"unknown":2',
        '"metadata":{"k":"v","k":"w"},"x":0',
    ),
)


def builder(profile: Profile) -> Plan:
    """Return the plan of a profile of the run; a profile of the user's own gets the rows of v2."""
    known = states_of(profile)
    return Plan(
        profile=profile,
        states=tuple(status for status in STATUSES if status in known),
        rows=_ROWS.get(profile.name, V2_ROWS),
        by_state={
            "required_action": (CALLS, *_APPROVALS.get(profile.name, ())),
            "last_error": ERRORS,
            "incomplete_details": REASONS,
            "usage": USAGES,
        },
        assemble=Assembly(_LEFT_OUT.get(profile.name, ((),))),
        breaks=BREAKS,
        edits=EDITS,
        spared=SPARED,
        ground={"required_action": (CALLS,)},
        bound={"tools": frozenset({"requires_action"})},  # what a call names must stay among the tools
        rich={**RICH_ROWS, "tools": V1_ROWS["tools"][-1:]} if profile.name == "v1" else RICH_ROWS,
        rich_states=("requires_action", "failed", "requires_action", "failed"),
        siblings=_SIBLINGS,
        growth=_GROWTH,
        disputes=_DISPUTES,
        odd=ODD,
        copies=COPIES,
        traffic=TRAFFIC if profile.name == "v2" else None,
    )
