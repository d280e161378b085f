"""The relations of the run: which members go together, and in what order its times stand.

Each was counted over 116 recorded snapshots; the sentences that read well and are false on the wire
(completed_at only when completed, started_at never changes, …) are not here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from runlaws.contract import Breach, Force, Relation, Source, number, relation
from runlaws.values import at_path

__all__ = ["KNOWN_STATUSES", "RUN_RELATIONS", "TERMINAL"]

TERMINAL = frozenset({"completed", "incomplete", "failed", "cancelled", "expired"})
KNOWN_STATUSES = TERMINAL | {"queued", "in_progress", "requires_action", "cancelling"}
_FINISHED = frozenset({"completed", "incomplete"})
_YEAR_5138 = 10**11

_Run = Mapping[str, Any]


def _exactly_when(run: _Run, member: str, statuses: frozenset[str]) -> Iterable[Breach]:
    """Find a member that is null in one of the statuses, or set in another known one."""
    status, value = run.get("status"), run.get(member)
    if value is None:
        return [((member,), f"must not be null when status is {status!r}")] if status in statuses else ()
    if status in KNOWN_STATUSES and status not in statuses:
        return [((member,), f"must be null when status is {status!r}")]
    return ()


def _only_when(status: str, member: str, *, force: Force = Force.HARD, source: Source = Source.WIRE) -> Relation:
    @relation(
        f"{member}.only-when-{status.replace('_', '-')}",
        f"is set exactly when status is {status}",
        reads=f"status {member}",
        force=force,
        source=source,
    )
    def breaches(run: _Run) -> Iterable[Breach]:
        return _exactly_when(run, member, frozenset({status}))

    return breaches


@relation(
    "completed_at.only-when-finished",
    "is set when status is completed or incomplete, may be when expired, and is null otherwise",
    reads="status completed_at",
)
def completed_at_only_when_finished(run: _Run) -> Iterable[Breach]:
    """Three recorded expired runs have it."""
    if run.get("status") != "expired":
        return _exactly_when(run, "completed_at", _FINISHED)
    return ()


@relation("usage.null-until-terminal", "is null exactly until status is terminal", reads="status usage")
def usage_null_until_terminal(run: _Run) -> Iterable[Breach]:
    """Failed and cancelled runs have usage too, often all 0."""
    return _exactly_when(run, "usage", TERMINAL) if "usage" in run else ()


@relation("expires_at.null-once-terminal", "is null exactly once status is terminal", reads="status expires_at")
def expires_at_null_once_terminal(run: _Run) -> Iterable[Breach]:
    """A cancelling run keeps it."""
    return _exactly_when(run, "expires_at", KNOWN_STATUSES - TERMINAL)


@relation(
    "started_at.set-once-started",
    "is set in every status but queued, where it may be (the run resumed)",
    reads="status started_at",
)
def started_at_set_once_started(run: _Run) -> Iterable[Breach]:
    """Nine recorded queued runs have it: tool outputs had been submitted."""
    status = run.get("status")
    if status in KNOWN_STATUSES - {"queued"} and run.get("started_at") is None:
        yield ("started_at",), f"must not be null when status is {status!r}"


def _in_order(run: _Run, earlier: str, later: str, *, strict: bool = False) -> Iterable[Breach]:
    first, second = run.get(earlier), run.get(later)
    if first is None or second is None or second > first or (second == first and not strict):
        return ()
    word = "after" if strict else "at or after"
    return [((later,), f"must be {word} {earlier} ({number(first)}), is {number(second)}")]


@relation("started_at.order", "is at or after created_at", reads="created_at started_at")
def started_at_order(run: _Run) -> Iterable[Breach]:
    """Equality is common: the clock has whole seconds."""
    return _in_order(run, "created_at", "started_at")


def _ends_in_order(member: str) -> Relation:
    @relation(f"{member}.order", "is at or after started_at", reads=f"created_at started_at {member}")
    def breaches(run: _Run) -> Iterable[Breach]:
        return _in_order(run, "created_at" if run.get("started_at") is None else "started_at", member)

    return breaches


@relation("expires_at.order", "is after created_at", reads="created_at expires_at")
def expires_at_order(run: _Run) -> Iterable[Breach]:
    """The life of a run is 600 or 1800 seconds."""
    return _in_order(run, "created_at", "expires_at", strict=True)


@relation(
    "expires_at.ttl",
    "is 600 seconds (OpenAI, Azure OpenAI) or 1800 seconds (Azure agents) after created_at",
    reads="created_at expires_at",
    force=Force.SOFT,
)
def expires_at_ttl(run: _Run) -> Iterable[Breach]:
    """Held on 167 of 167 recordings; other servers choose."""
    created, expires = run.get("created_at"), run.get("expires_at")
    if created is not None and expires is not None and expires > created and expires - created not in (600, 1800):
        yield ("expires_at",), f"must be 600 or 1800 seconds after created_at, is {number(expires - created)}"


@relation("created_at.seconds", "is in seconds, not milliseconds", reads="created_at", force=Force.SOFT)
def created_at_seconds(run: _Run) -> Iterable[Breach]:
    """One compatible server sends milliseconds."""
    created = run.get("created_at")
    if created is not None and created >= _YEAR_5138:
        yield ("created_at",), f"must be seconds since the epoch, {number(created)} looks like a finer unit"


@relation("usage.total", "has total_tokens = prompt_tokens + completion_tokens", reads="usage")
def usage_total(run: _Run) -> Iterable[Breach]:
    """Held on 44 of 44."""
    usage = run.get("usage")
    if usage is None:
        return
    total = usage["prompt_tokens"] + usage["completion_tokens"]
    if usage["total_tokens"] != total:
        yield (
            ("usage", "total_tokens"),
            f"must be prompt_tokens + completion_tokens = {number(total)}, is {number(usage['total_tokens'])}",
        )


def _calls(run: _Run) -> Iterable[tuple[int, Mapping[str, Any]]]:
    if run.get("required_action") is None:
        return ()
    calls = at_path(run, _CALLS)
    return enumerate(calls) if calls else ()


_CALLS = ("required_action", "submit_tool_outputs", "tool_calls")


@relation(
    "tool_calls.not-empty",
    "holds at least one call",
    reads="required_action",
    force=Force.SOFT,
    source=Source.SPEC,
)
def tool_calls_not_empty(run: _Run) -> Iterable[Breach]:
    """The specification implies it and sets no bound."""
    if run.get("required_action") is not None and at_path(run, _CALLS) in ([], ()):
        yield _CALLS, "must hold at least one call"


@relation("tool_calls.ids-unique", "have ids of their own", reads="required_action", force=Force.SOFT)
def tool_calls_ids_unique(run: _Run) -> Iterable[Breach]:
    """All ids are answered in one request."""
    seen: set[str] = set()
    for index, call in _calls(run):
        if call["id"] in seen:
            yield (
                (*_CALLS, index, "id"),
                f"must be unique among the calls, {call['id'][:40]!r} is there twice",
            )
        seen.add(call["id"])


@relation(
    "tool_calls.function-offered",
    "name functions that are among the run's tools",
    reads="required_action tools",
    force=Force.SOFT,
)
def tool_calls_function_offered(run: _Run) -> Iterable[Breach]:
    """Held on 10 of 10."""
    if run.get("required_action") is None:
        return
    offered = {at_path(tool, ("function", "name")) for tool in run.get("tools") or ()}
    for index, call in _calls(run):
        name = at_path(call, ("function", "name"))
        if isinstance(name, str) and name not in offered:
            yield (*_CALLS, index, "function", "name"), f"must be a function among tools, is {name[:40]!r}"


@relation(
    "tool_calls.arguments-object",
    "have arguments that are the text of a JSON object",
    reads="required_action",
    force=Force.SOFT,
    source=Source.DOCS,
)
def tool_calls_arguments_object(run: _Run) -> Iterable[Breach]:
    """The text is the model's: it may be anything."""
    for index, call in _calls(run):
        arguments = at_path(call, ("function", "arguments"))
        if not isinstance(arguments, str):
            continue
        try:
            fine = isinstance(json.loads(arguments), dict)
        except (ValueError, RecursionError):
            fine = False
        if not fine:
            yield (*_CALLS, index, "function", "arguments"), "must be the text of a JSON object"


@relation(
    "truncation_strategy.last-messages-by-type",
    "has last_messages exactly when its type is last_messages",
    reads="truncation_strategy",
    force=Force.SOFT,
)
def truncation_last_messages(run: _Run) -> Iterable[Breach]:
    """Held on every recording."""
    strategy = run.get("truncation_strategy")
    if strategy is None:
        return
    wanted, has = strategy["type"] == "last_messages", strategy.get("last_messages") is not None
    if wanted != has:
        path = ("truncation_strategy", "last_messages")
        yield path, f"must {'' if wanted else 'not '}be set when type is {strategy['type']!r}"


@relation("response_format.schema-by-type", "has json_schema when its type is json_schema", reads="response_format")
def response_format_schema(run: _Run) -> Iterable[Breach]:
    """By the schema of the specification."""
    form = run.get("response_format")
    if isinstance(form, Mapping) and form.get("type") == "json_schema" and form.get("json_schema") is None:
        yield ("response_format", "json_schema"), "must be set when type is 'json_schema'"


RUN_RELATIONS: tuple[Relation, ...] = (
    _only_when("requires_action", "required_action", source=Source.SPEC),
    _only_when("failed", "last_error"),
    _only_when("failed", "failed_at"),
    _only_when("cancelled", "cancelled_at"),
    _only_when("incomplete", "incomplete_details", force=Force.SOFT, source=Source.SPEC),
    completed_at_only_when_finished,
    usage_null_until_terminal,
    expires_at_null_once_terminal,
    started_at_set_once_started,
    started_at_order,
    *map(_ends_in_order, ("completed_at", "failed_at", "cancelled_at")),
    expires_at_order,
    expires_at_ttl,
    created_at_seconds,
    usage_total,
    tool_calls_not_empty,
    tool_calls_ids_unique,
    tool_calls_function_offered,
    tool_calls_arguments_object,
    truncation_last_messages,
    response_format_schema,
)
"""Every relation of the run object; a profile may leave some out."""
