"""The relations between members of a run: those that follow from its life, and those of its parts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from runlaws.contract import Breach, Force, Relation, Source, number, relation
from runlaws.objects.run.life import LIFE
from runlaws.values import at_path, items_of, members_of

__all__ = ["RUN_RELATIONS"]

_YEAR_5138 = 10**11

_Run = Mapping[str, Any]


@relation(
    "expires_at.ttl",
    "is 600 seconds (OpenAI, Azure OpenAI) or 1800 seconds (Azure agents) after created_at",
    reads="created_at expires_at",
    force=Force.SOFT,
    cite="OpenAI documentation, Run lifecycle (10 minutes); recordings",
    held=(167, 167),
)
def expires_at_ttl(run: _Run) -> Iterable[Breach]:
    """Soft, since other servers choose other times."""
    created, expires = run.get("created_at"), run.get("expires_at")
    if created is not None and expires is not None and expires > created and expires - created not in (600, 1800):
        yield ("expires_at",), f"must be 600 or 1800 seconds after created_at, but is {number(expires - created)}"


@relation(
    "created_at.seconds",
    "is in seconds, not milliseconds",
    reads="created_at",
    force=Force.SOFT,
    cite="openai-openapi, RunObject.created_at; Alibaba DashScope differs",
)
def created_at_seconds(run: _Run) -> Iterable[Breach]:
    """Soft, since one compatible server (Alibaba DashScope) sends milliseconds."""
    created = run.get("created_at")
    if created is not None and created >= _YEAR_5138:
        yield ("created_at",), f"must be seconds since the epoch, {number(created)} looks like a finer unit"


@relation(
    "usage.total",
    "has total_tokens = prompt_tokens + completion_tokens",
    reads="usage",
    cite="openai-openapi, RunCompletionUsage; recordings",
    held=(44, 44),
)
def usage_total(run: _Run) -> Iterable[Breach]:
    usage = run.get("usage")
    if usage is None:
        return
    total = usage["prompt_tokens"] + usage["completion_tokens"]
    if usage["total_tokens"] != total:
        yield (
            ("usage", "total_tokens"),
            f"must be prompt_tokens + completion_tokens = {number(total)}, but is {number(usage['total_tokens'])}",
        )


def _calls(run: _Run) -> Iterable[tuple[int, Mapping[str, Any]]]:
    if run.get("required_action") is None:
        return ()
    return enumerate(map(members_of, items_of(at_path(run, _CALLS))))


_CALLS = ("required_action", "submit_tool_outputs", "tool_calls")


@relation(
    "tool_calls.not-empty",
    "holds at least one call",
    reads="required_action",
    force=Force.SOFT,
    source=Source.SPEC,
    cite="openai-openapi, RunObject.required_action",
    held=(10, 10),
)
def tool_calls_not_empty(run: _Run) -> Iterable[Breach]:
    """Soft, since the specification implies it but sets no bound."""
    if run.get("required_action") is not None and at_path(run, _CALLS) in ([], ()):
        yield _CALLS, "must hold at least one call"


@relation(
    "tool_calls.ids-unique",
    "have ids of their own",
    reads="required_action",
    force=Force.SOFT,
    cite="recordings; all are answered in one request, teams-sdk #2154",
    held=(10, 10),
)
def tool_calls_ids_unique(run: _Run) -> Iterable[Breach]:
    """All calls are answered in one request, by their ids."""
    seen: set[str] = set()
    for index, call in _calls(run):
        if call["id"] in seen:
            yield (
                (*_CALLS, index, "id"),
                f"must be unique among the calls, {call['id'][:40]!r} occurs twice",
            )
        seen.add(call["id"])


@relation(
    "tool_calls.function-offered",
    "name functions that are among the run's tools",
    reads="required_action tools",
    force=Force.SOFT,
    cite="recordings",
    held=(10, 10),
)
def tool_calls_function_offered(run: _Run) -> Iterable[Breach]:
    if run.get("required_action") is None:
        return
    names = (at_path(tool, ("function", "name")) for tool in run.get("tools") or ())
    offered = {name for name in names if isinstance(name, str)}
    for index, call in _calls(run):
        name = at_path(call, ("function", "name"))
        if isinstance(name, str) and name not in offered:
            yield (*_CALLS, index, "function", "name"), f"must be a function among tools, but is {name[:40]!r}"


@relation(
    "tool_calls.arguments-object",
    "have arguments that are the text of a JSON object",
    reads="required_action",
    force=Force.SOFT,
    source=Source.DOCS,
    cite="OpenAI documentation, Function calling",
)
def tool_calls_arguments_object(run: _Run) -> Iterable[Breach]:
    """Soft, since the model writes the text, and may write anything."""
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
    cite="recordings; openai-openapi, TruncationObject.last_messages",
)
def truncation_last_messages(run: _Run) -> Iterable[Breach]:
    strategy = run.get("truncation_strategy")
    if strategy is None:
        return
    wanted, has = strategy["type"] == "last_messages", strategy.get("last_messages") is not None
    if wanted != has:
        path = ("truncation_strategy", "last_messages")
        yield path, f"must {'' if wanted else 'not '}be set when type is {strategy['type']!r}"


@relation(
    "response_format.schema-by-type",
    "has json_schema when its type is json_schema",
    reads="response_format",
    source=Source.SPEC,
    cite="openai-openapi, AssistantsApiResponseFormatOption",
)
def response_format_schema(run: _Run) -> Iterable[Breach]:
    form = run.get("response_format")
    if isinstance(form, Mapping) and form.get("type") == "json_schema" and form.get("json_schema") is None:
        yield ("response_format", "json_schema"), "must be set when type is 'json_schema'"


RUN_RELATIONS: tuple[Relation, ...] = (
    *LIFE.relations(),
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
