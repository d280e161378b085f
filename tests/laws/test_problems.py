"""Refusals of one pydantic model are told apart by the place and the type of the first problem that each names."""

from __future__ import annotations

import json
from typing import Annotated, Any

import pydantic
import pytest

from runlaws import Policy, PythonClient
from runlaws.case import Case
from runlaws.known import Known
from runlaws.laws import find_law
from runlaws.observe import InProcess
from runlaws.trial import Memory, Trial
from runlaws.trial._alike import are_alike
from runlaws.values import Json
from runlaws.verdict import Failure
from tests.recordings import recorded

Short = Annotated[str, pydantic.StringConstraints(max_length=3)]


class Function(pydantic.BaseModel):
    name: Short


class Tool(pydantic.BaseModel):
    type: str
    function: Function | None = None


class Strict(pydantic.BaseModel):
    """A run as a strict SDK has it, which refuses some valid ones."""

    instructions: str
    created_at: int = pydantic.Field(gt=1)
    max_prompt_tokens: int | None = pydantic.Field(default=None, ge=256)
    tools: list[Tool] = pydantic.Field(max_length=2)
    metadata: dict[str, Short]


class Refused(ValueError):
    """What the client that wraps pydantic's errors refuses with."""


def decode_wrapped(document: bytes) -> Any:
    try:
        return Strict.model_validate_json(document)
    except pydantic.ValidationError as error:
        raise Refused(f"no run: {error}") from error


def decode_silently(document: bytes) -> Any:
    try:
        return Strict.model_validate_json(document)
    except pydantic.ValidationError as error:
        raise Refused("invalid for the expected schema") from error


PLAIN = PythonClient(decode=Strict.model_validate_json, policy=Policy(errors=(pydantic.ValidationError,)), name="plain")
WRAPPED = PythonClient(decode=decode_wrapped, policy=Policy(errors=(Refused,)), name="wrapped")
SILENT = PythonClient(decode=decode_silently, policy=Policy(errors=(Refused,)), name="silent")
CLIENTS = [pytest.param(client, id=client.name) for client in (PLAIN, WRAPPED, SILENT)]

SOUND: dict[str, Json] = {"instructions": "", "tools": [], "metadata": {}}


def tools(*names: str) -> dict[str, Json]:
    return {"tools": [{"type": "function", "function": {"name": name}} for name in names]}


PROBLEMS: dict[str, tuple[dict[str, Json], dict[str, Json]]] = {
    "instructions: string_type": ({"instructions": None}, {"instructions": None, "metadata": {"a": "long"}}),
    "created_at: greater_than": ({"created_at": 1}, {"created_at": 0, "model": "[type=missing]"}),
    "max_prompt_tokens: greater_than_equal": ({"max_prompt_tokens": 5}, {"max_prompt_tokens": 255}),
    "tools: too_long": (tools("a", "b", "c"), tools("a", "b", "c", "d")),
    "tools.*.function.name: string_too_long": (tools("long"), tools("a", "longer")),
    "metadata.*: string_too_long": ({"metadata": {"a.b (c)": "long"}}, {"metadata": {"type": "longer", "0": "a"}}),
}
"""The problem of two documents each, by its place and type."""


def failure_of(client: PythonClient, members: dict[str, Json]) -> tuple[Failure, Case]:
    case = Case.of_bytes(json.dumps({**recorded("v2-queued"), **SOUND, **members}).encode())
    trial = Trial(InProcess(client), [find_law("decodes-valid")], memory=Memory())
    return next(failure for _, verdict in trial.verdicts(case) for failure in verdict.failures), case


@pytest.mark.parametrize("client", CLIENTS)
def test_each_problem_is_a_cause_whatever_the_values_and_the_indices(client: PythonClient) -> None:
    for problem, documents in PROBLEMS.items():
        first, second = (failure_of(client, members)[0].cause for members in documents)
        assert (first.types, second.types) == (problem, problem)
        assert are_alike(first, second)


@pytest.mark.parametrize("client", CLIENTS)
def test_what_is_known_of_one_problem_covers_no_other(client: PythonClient) -> None:
    failures = {problem: failure_of(client, documents[0]) for problem, documents in PROBLEMS.items()}
    for problem, (failure, case) in failures.items():
        entry = Known.of_failure(failure, case, reason="why")
        assert [other for other, (its, _) in failures.items() if entry.covers(its)] == [problem]


def test_a_text_with_further_lines_that_name_no_problem_has_none() -> None:
    def decode(document: bytes) -> Any:
        raise Refused(f"cannot read\n  the run\n{document.decode()}")

    client = PythonClient(decode=decode, policy=Policy(errors=(Refused,)), name="other")
    assert failure_of(client, {"model": "[type=missing]"})[0].cause.types == ""


def test_the_problem_of_a_document_that_is_wrong_is_no_part_of_a_cause() -> None:
    """That the error of validation comes through is one fault, wherever the document is wrong."""
    escaping = PythonClient(decode=Strict.model_validate_json, policy=Policy(errors=(Refused,)), name="escaping")
    causes = []
    for members in ({"created_at": None}, {"tools": 1}):
        case = Case.of_bytes(json.dumps({**recorded("v2-queued"), **SOUND, **members}).encode())
        trial = Trial(InProcess(escaping), [find_law("fails-cleanly")], memory=Memory())
        causes += [failure.cause for _, verdict in trial.verdicts(case) for failure in verdict.failures]
    assert len(causes) == 2
    assert are_alike(*causes)
