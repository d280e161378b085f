"""The life of a run, as data: its statuses, the members that are set in each, and the order of its times.

Each fact was counted over 116 recorded snapshots. Facts that seem plausible but are false on the wire (`completed_at`
is set only when completed, `started_at` never changes, …) are not here.
"""

from __future__ import annotations

from typing import Final

from runlaws.contract import Force, Life, Order, Presence, Source

__all__ = ["LIFE", "STATUSES", "TERMINAL"]

STATUSES: Final = (
    "queued",
    "in_progress",
    "requires_action",
    "cancelling",
    "cancelled",
    "failed",
    "completed",
    "expired",
    "incomplete",  # on the wire since 2024-04-29, in the specification two weeks later
)
"""Every status there is, in the order of the specification."""

TERMINAL: Final = frozenset({"completed", "incomplete", "failed", "cancelled", "expired"})
"""The statuses that a run does not leave."""


_SPEC: Final = "openai-openapi, RunObject"


def _only_when(
    status: str,
    member: str,
    *,
    force: Force = Force.HARD,
    source: Source = Source.WIRE,
    cite: str = "",
    held: tuple[int, int] | None = None,
) -> Presence:
    return Presence(
        member,
        f"only-when-{status.replace('_', '-')}",
        f"is set exactly when status is {status}",
        set_in=frozenset({status}),
        force=force,
        source=source,
        cite=cite,
        held=held,
    )


LIFE: Final = Life(
    state="status",
    states=STATUSES,
    terminal=TERMINAL,
    presences=(
        _only_when(
            "requires_action", "required_action", source=Source.SPEC, cite=f"{_SPEC}.required_action", held=(116, 116)
        ),
        _only_when(
            "failed", "last_error", cite=f"recordings, {_SPEC}.last_error; hal-9100 differs, llm-edge/hal-9100 #45"
        ),
        _only_when("failed", "failed_at", cite="recordings; hal-9100 differs, llm-edge/hal-9100 #45"),
        _only_when("cancelled", "cancelled_at"),
        _only_when(
            "incomplete", "incomplete_details", force=Force.SOFT, source=Source.SPEC, cite=f"{_SPEC}.incomplete_details"
        ),
        Presence(
            "completed_at",
            "only-when-finished",
            "is set when status is completed or incomplete, may be when expired, and is null otherwise",
            set_in=frozenset({"completed", "incomplete"}),
            either_in=frozenset({"expired"}),  # three recorded expired runs have it
            held=(115, 116),  # the exception is a fixture that was edited by hand
        ),
        Presence(
            "usage",
            "null-until-terminal",
            "is null exactly until status is terminal",
            set_in=TERMINAL,  # failed and cancelled runs have usage too, often all 0
            optional=True,  # in no payload of 2023
            cite=f"recordings, {_SPEC}.usage",
        ),
        Presence(
            "expires_at",
            "null-once-terminal",
            "is null exactly once status is terminal",
            set_in=frozenset(STATUSES) - TERMINAL,  # a cancelling run keeps it
            cite="recordings; openai/openai-openapi #150 and #207, 64bit/async-openai #141",
        ),
        Presence(
            "started_at",
            "set-once-started",
            "is set in every status but queued, where it may be (the run resumed)",
            set_in=frozenset(STATUSES) - {"queued"},
            either_in=frozenset({"queued"}),  # nine recorded queued runs have it: tool outputs had been submitted
        ),
    ),
    orders=(
        Order("started_at", ("created_at",)),  # equality is common: the clock has whole seconds
        Order("completed_at", ("started_at", "created_at")),
        Order("failed_at", ("started_at", "created_at")),
        Order("cancelled_at", ("started_at", "created_at")),
        Order("expires_at", ("created_at",), strict=True),
    ),
)
"""What is certain of a run in each of its statuses."""
