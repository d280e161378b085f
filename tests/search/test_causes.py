"""Causes with one face: each is found, and what is known of one hides no other."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from runlaws import Policy, PythonClient
from runlaws.finding import Finding
from runlaws.grouping import grouped
from runlaws.known import Known, read_known, unknown_part, with_added
from runlaws.laws import find_law
from runlaws.observe import InProcess
from runlaws.search import search
from runlaws.trial import Trial

pytestmark = pytest.mark.slow


class Refused(ValueError):
    """What the clients below refuse with, always with the same text and from the same function."""


def refuse() -> None:
    raise Refused("cannot read the run")


CHECKS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "an empty text": lambda run: run.get("instructions") == "",
    "a JSON schema": lambda run: isinstance(run.get("response_format"), dict),
    "an expired run": lambda run: run.get("status") == "expired",
}


def client_that(*checks: str) -> PythonClient:
    """Return a client that refuses what one of the checks is true of."""

    def decode(document: bytes) -> Any:
        run = json.loads(document)
        if isinstance(run, dict) and any(CHECKS[check](run) for check in checks):
            refuse()
        return run

    return PythonClient(decode=decode, encode=json.dumps, policy=Policy(errors=(Refused,), hashable=False), name="it")


def findings_of(client: PythonClient, law: str = "decodes-valid", **settings: Any) -> tuple[Finding, ...]:
    return search(client, laws=[find_law(law)], examples=0, **settings).findings


def matters(findings: tuple[Finding, ...]) -> set[tuple[str, ...]]:
    return {finding.matter for finding in findings}


def test_refusals_with_one_text_are_told_apart_by_what_matters() -> None:
    findings = findings_of(client_that(*CHECKS))
    assert matters(findings) == {("/instructions",), ("/response_format",), ("/status",)}
    assert len({finding.failure.cause for finding in findings}) == 1
    assert len(list(grouped(findings))) == 3, "at one place, what matters is what tells them apart"


def test_one_cause_is_one_finding_whatever_else_is_in_the_documents() -> None:
    assert matters(findings_of(client_that("an empty text"))) == {("/instructions",)}


def test_where_the_simplest_document_fails_nothing_more_can_be_told() -> None:
    def decode(document: bytes) -> Any:
        json.loads(document)
        refuse()

    client = PythonClient(decode=decode, encode=json.dumps, policy=Policy(errors=(Refused,), hashable=False))
    assert matters(findings_of(client)) == {()}


def test_values_of_two_types_made_one_are_two_causes() -> None:
    def decode(document: bytes) -> Any:
        run = json.loads(document)
        if isinstance(run, dict) and isinstance(run.get("created_at"), str | bool):
            with contextlib.suppress(ValueError):
                run["created_at"] = int(run["created_at"])
        return run

    client = PythonClient(decode=decode, encode=json.dumps, policy=Policy(hashable=False))
    findings = findings_of(client, "no-silent-corruption")
    types = {finding.failure.cause.types for finding in findings if finding.failure.pointer == "/created_at"}
    assert types == {"string -> integer", "boolean -> integer"}


def entries_of(path: Path, *checks: str) -> tuple[Known, ...]:
    """Return the entries for what a client with some of the checks shows, as they are read from a file."""
    findings = findings_of(client_that(*checks))
    with_added(path, [Known.of_failure(finding.failure, finding.case, reason="why") for finding in findings])
    return read_known(path)


def test_a_known_failure_hides_no_bug_that_is_not_known(tmp_path: Path) -> None:
    known = entries_of(tmp_path / "known.toml", "an empty text")
    client = client_that(*CHECKS)
    findings = findings_of(client, less_known=lambda *shown: unknown_part(known, *shown))
    assert matters(findings) == {("/response_format",), ("/status",)}
    trial = Trial(InProcess(client), [find_law("decodes-valid")])
    for finding in findings:
        assert known[0].covers(finding.failure), "they look alike"
        assert unknown_part(known, finding.failure, finding.case, trial) is not None


def test_what_is_known_of_every_cause_is_silent(tmp_path: Path) -> None:
    known = entries_of(tmp_path / "known.toml", *CHECKS)
    assert len(known) == 3, "law, pointer and kind are the same: what matters is not"
    assert not findings_of(client_that(*CHECKS), less_known=lambda *shown: unknown_part(known, *shown))


def test_an_entry_of_the_older_form_covers_what_it_always_did(tmp_path: Path) -> None:
    path = tmp_path / "known.toml"
    entries_of(path, "an empty text")
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(("message", "frame", "matter"))))
    (older,) = read_known(path)
    assert older.is_older
    assert not findings_of(client_that(*CHECKS), less_known=lambda *shown: unknown_part([older], *shown))


@pytest.mark.parametrize("seed", range(3))
def test_what_is_told_apart_is_so_each_time(seed: int) -> None:
    findings = findings_of(client_that(*CHECKS), seed=seed)
    assert [(finding.case.document, finding.matter) for finding in findings] == [
        (finding.case.document, finding.matter) for finding in findings_of(client_that(*CHECKS))
    ]


ENDED = ("cancelled", "expired", "incomplete")

SAID: dict[str, tuple[str, Callable[[dict[str, Any]], Iterable[str]]]] = {
    "a value that may be a word": (
        "/status",
        lambda run: [f"The status is not one of ours: {run['status']}"] if run.get("status") in ENDED else [],
    ),
    "a whole object": (
        "/tools/*",
        lambda run: [f"cannot use {tool}" for tool in tools_of(run) if tool.get("type") == "file_search"],
    ),
    "the type of a value": (
        "/instructions",
        lambda run: [f"got {type(run['instructions']).__name__}"] if run.get("instructions") is not None else [],
    ),
}


def tools_of(run: dict[str, Any]) -> list[dict[str, Any]]:
    tools = run.get("tools")
    return [tool for tool in tools if isinstance(tool, dict)] if isinstance(tools, list) else []


@pytest.mark.parametrize(("place", "says"), SAID.values(), ids=SAID)
def test_what_a_message_shows_of_the_document_makes_no_other_finding(
    place: str, says: Callable[[dict[str, Any]], Iterable[str]]
) -> None:
    def decode(document: bytes) -> Any:
        run = json.loads(document)
        for message in says(run) if isinstance(run, dict) else []:
            raise Refused(message)
        return run

    client = PythonClient(decode=decode, encode=json.dumps, policy=Policy(errors=(Refused,), hashable=False))
    assert matters(findings_of(client)) == {(place,)}
