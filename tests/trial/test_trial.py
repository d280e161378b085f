"""One client held to laws: a defect that two laws could tell is told by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import islice
from typing import Any

import pytest
from attrs import evolve

from runlaws.case import Case
from runlaws.client import Policy, Question
from runlaws.document import read, write
from runlaws.laws import LAWS, find_law
from runlaws.liars import PROFILE, Honest, Lenient
from runlaws.liars._honest import Decoded
from runlaws.observe import InProcess
from runlaws.search import listed_cases
from runlaws.trial import Trial, check
from runlaws.values import Json, Path
from runlaws.verdict import Failure
from runlaws_strategies import catalogue, make_case
from runlaws_strategies.build import controls
from tests.client.odd import client, raising
from tests.client.recorder import Recorder
from tests.edits import edited
from tests.laws.observed import (
    EXTENDED,
    INVALID,
    MALFORMED,
    SIBLING,
    SPELLED,
    VALID,
    case_of,
    changed,
    with_spelling,
)


def broken(made: Any, case: Case) -> list[tuple[str, str, str]]:
    """Return law, place and kind of all that a client does wrong with a case."""
    return [(failure.law, failure.pointer, failure.kind) for failure in check(made, LAWS, case)]


def why_not(made: Any, case: Case, law: str) -> str:
    """Return why a law says nothing of what a client does with a case."""
    ((_, verdict),) = Trial(InProcess(made), [find_law(law)]).verdicts(case)
    assert verdict.failures == ()
    return verdict.why_not


def made_of(case: Case, **members: Json) -> Case:
    """Return the case of a document with other members, that knows the one it was made of."""
    return Case.of_bytes(write(edited(case.tree or {}, {f"/{n}": v for n, v in members.items()})), origin=case.document)


class RemembersByIdStatusAndStart(Honest):
    """A run with the id, status and start of one that it read before is that one to it."""

    def __init__(self) -> None:
        self.known: dict[Any, dict[str, Any]] = {}

    def taken(self, tree: dict[str, Any]) -> dict[str, Any]:
        return self.known.setdefault((tree["id"], tree["status"], tree["started_at"]), tree)


def test_a_client_that_remembers_runs_by_more_than_their_id_breaks_one_law() -> None:
    """What it drops of a document is what another one did not have that was shown before."""
    trial = Trial(InProcess(RemembersByIdStatusAndStart()), LAWS, controls)
    cases = islice(listed_cases(trial, PROFILE), 40)
    reported = Counter(law.id for case in cases for law, verdict in trial.verdicts(case) if verdict.failures)
    assert set(reported) == {"decoding-is-repeatable"}


class WritesTheModelByItsRepr(Honest):
    """The model is an object, whose text has an address in memory."""

    def written(self, tree: dict[str, Any]) -> dict[str, Any]:
        return {**tree, "model": f"{tree['model']} {object()!r}"}


def test_an_address_in_what_is_written_makes_no_client_vary() -> None:
    """It is a changed text each time, and not another value each time."""
    trial = Trial(InProcess(WritesTheModelByItsRepr()), LAWS, controls)
    cases = islice(listed_cases(trial, PROFILE), 40)
    reported = Counter(law.id for case in cases for law, verdict in trial.verdicts(case) if verdict.failures)
    assert set(reported) == {"round-trip-text"}


class ShowsTheModelByItsRepr(Honest):
    """The model is shown as an object, whose text has an address in memory."""

    def read(self, value: Decoded, path: Path) -> Any:
        held = super().read(value, path)
        return f"{held} {object()!r}" if path == ("model",) else held


def test_an_address_in_what_is_shown_makes_no_client_vary() -> None:
    """It is another text each time, and not another value each time."""
    trial = Trial(InProcess(ShowsTheModelByItsRepr()), LAWS, controls)
    cases = islice(listed_cases(trial, PROFILE), 40)
    reported = Counter(law.id for case in cases for law, verdict in trial.verdicts(case) if verdict.failures)
    assert set(reported) == {"reads-fields"}


# -- verdicts


def test_every_law_gives_a_verdict_in_order() -> None:
    found = list(Trial(InProcess(Honest()), LAWS).verdicts(VALID))
    assert [law for law, _ in found] == list(LAWS)
    assert [verdict.failures for _, verdict in found] == [()] * len(LAWS)
    assert not {law.id: verdict for law, verdict in found}["refuses-malformed"].applies


def test_only_the_laws_that_are_named_are_asked() -> None:
    trial = Trial(InProcess(client(decode=raising(KeyError()))), [find_law("fails-cleanly")])
    assert [(law.id, verdict.applies) for law, verdict in trial.verdicts(VALID)] == [("fails-cleanly", False)]


def test_check_returns_failures_alone() -> None:
    (failure,) = check(client(decode=raising(KeyError("id"))), LAWS, VALID)
    assert failure == Failure("decodes-valid", "", "crashed: KeyError", failure.sent, failure.got)
    assert check(Honest(), LAWS, VALID) == []


def test_a_policy_may_stand_in_for_the_clients_own() -> None:
    assert broken(Honest(), INVALID) == []
    failures = check(Honest(), LAWS, INVALID, policy=Policy(errors=OSError))
    assert [failure.kind for failure in failures] == ["crashed: InvalidDocument"]


# -- what is asked


@pytest.mark.parametrize(
    ("laws", "case", "calls"),
    [
        (["decodes-valid"], SIBLING, {"decode"}),
        (["round-trip"], VALID, {"decode", "encode"}),
        (["reads-types"], VALID, {"decode", "encode", "read"}),
        (["equality-reflexive"], VALID, {"decode", "=="}),
        (["hash-agrees-with-equality"], SPELLED, {"decode", "==", "hash"}),
        (["equality-symmetric", "round-trip"], VALID, {"decode", "encode"}),
        (["equality-negation"], SIBLING, {"decode", "==", "!="}),
        (["refuses-invalid", "round-trip"], EXTENDED, {"decode"}),
    ],
)
def test_a_client_is_asked_what_the_laws_that_speak_of_a_case_go_by(
    laws: list[str], case: Case, calls: set[str]
) -> None:
    made = Recorder()
    list(Trial(InProcess(made), [find_law(law) for law in laws]).verdicts(case))
    assert {what for what, _ in made.asked} == calls


def test_a_value_is_looked_at_closely_only_where_there_is_another_document_to_decode() -> None:
    asked: dict[str, Counter[str]] = {}
    for name, case in (("alone", VALID), ("spelled", SPELLED), ("sibling", SIBLING)):
        made = Recorder()
        list(Trial(InProcess(made), LAWS).verdicts(case))
        asked[name] = Counter(what for what, _ in made.asked)
    assert asked["alone"]["decode"] < asked["sibling"]["decode"]
    assert asked["alone"]["repr"] >= 2
    assert asked["alone"]["copy"] > 0


@pytest.mark.parametrize("case", [EXTENDED, INVALID])
def test_what_is_not_valid_is_printed_and_copied_too(case: Case) -> None:
    made = Recorder()
    list(Trial(InProcess(made), LAWS).verdicts(case))
    assert {"copy", "deepcopy", "pickle", "repr"} <= {what for what, _ in made.asked}


def test_the_members_that_a_document_lacks_are_read_too() -> None:
    def read_more(self: Honest, value: Decoded, path: Any) -> Any:
        return {} if path == ("required_action",) else Honest.read(self, value, path)

    tree = {name: value for name, value in changed(VALID).items() if name != "reasoning_effort"}
    read_paths: list[Any] = []

    def note(self: Honest, value: Decoded, path: Any) -> Any:
        read_paths.append(path)
        return read_more(self, value, path)

    check(client(read=note), [find_law("field-invariants")], Case.of_bytes(write(tree)))
    assert ("reasoning_effort",) in read_paths


# -- the document that a case was made of


def _without_model(_: Honest, tree: dict[str, Any]) -> dict[str, Any]:
    return {**tree, "model": "gpt"}


def test_a_crash_that_the_valid_document_shows_too_is_told_by_the_law_about_valid_documents_alone() -> None:
    made = client(decode=raising(KeyError()))
    case = made_of(VALID, created_at="1700000000")
    assert broken(made, case) == []
    told = "the client fails in the same way on the valid document it was made from"
    assert why_not(made, case, "fails-cleanly") == told
    assert broken(made, VALID) == [("decodes-valid", "", "crashed: KeyError")]


def test_a_case_that_was_made_of_no_document_is_told_as_it_is() -> None:
    made = client(decode=raising(KeyError()))
    assert broken(made, evolve(INVALID, origin=None)) == [("fails-cleanly", "", "crashed: KeyError")]
    assert broken(made, MALFORMED) == [("fails-cleanly", "", "crashed: KeyError")]


def test_a_crash_that_only_the_fault_brings_about_is_told() -> None:
    def decode(self: Honest, document: bytes) -> Any:
        tree: Any = read(document).tree
        return Honest.decode(self, document) if tree["created_at"] - 1 else None

    made = client(decode=decode)
    case = made_of(VALID, created_at="1700000000")
    assert broken(made, case) == [("fails-cleanly", "", "crashed: TypeError")]


def test_a_loss_that_the_valid_document_shows_too_is_told_at_it_alone() -> None:
    made = client(taken=_without_model)
    case = made_of(VALID, brand_new=1)
    assert broken(made, VALID) == [("round-trip-text", "/model", "text changed")]
    assert broken(made, case) == []
    assert broken(made, evolve(case, origin=None)) == [("round-trip-unknowns", "/model", "text changed")]


def test_a_loss_at_another_place_is_told_beside_it() -> None:
    def taken(self: Honest, tree: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in _without_model(self, tree).items() if name != "brand_new"}

    assert broken(client(taken=taken), made_of(VALID, brand_new=1)) == [
        ("round-trip-unknowns", "/brand_new", "dropped")
    ]


@pytest.mark.parametrize(
    ("lost", "told"),
    [
        ("usage", []),
        ("usage/total_tokens", []),
        ("model", [("no-silent-corruption", "/usage/total_tokens", "type confused")]),
    ],
)
def test_a_loss_at_below_or_above_a_place_that_the_valid_document_shows_is_not_told(
    lost: str, told: list[tuple[str, str, str]]
) -> None:
    def written(_: Honest, tree: dict[str, Any]) -> dict[str, Any]:
        usage = {**tree["usage"], "total_tokens": int(tree["usage"]["total_tokens"])}
        other: Any = None if lost == "usage" else -1 if lost == "usage/total_tokens" else "gpt"
        return edited({**tree, "usage": usage}, {f"/{lost}": other})

    made: Honest = type("Odd", (Lenient,), {"written": written})()
    case = Case.of_bytes(write(edited(changed(VALID), {"/usage/total_tokens": "0"})), origin=VALID.document)
    assert broken(made, VALID) != []
    assert broken(made, case) == told


def test_what_cannot_be_written_of_the_valid_document_either_is_told_of_it_alone() -> None:
    made: Honest = type("Odd", (Lenient,), {"encode": lambda *_: b"[]"})()
    case = made_of(VALID, created_at="1700000000")
    assert broken(made, VALID) == [("round-trip-encodes", "", "NotJson")]
    assert [law for law, _, _ in broken(made, case)] == ["round-trip-encodes"]


def test_the_valid_document_is_looked_at_only_when_something_is_wrong() -> None:
    decoded: list[bytes] = []

    def decode(self: Honest, document: bytes) -> Any:
        decoded.append(document)
        return Honest.decode(self, document)

    case = made_of(VALID, brand_new=1)
    of_others = {Question.REPEAT, Question.COPY, Question.PRINT_BESIDE, Question.DISTURB}
    trial = Trial(InProcess(client(decode=decode)), [law for law in LAWS if not law.asks & of_others])
    assert not any(verdict.failures for _, verdict in trial.verdicts(case))
    assert set(decoded) == {case.document}


@pytest.mark.parametrize("kind", ["extended", "invalid", "wrecked", "ambiguous", "questionable"])
def test_a_client_that_reads_no_document_at_all_is_told_by_one_law_of_made_cases(kind: str) -> None:
    made = client(decode=raising(KeyError()))
    told = {law for index in range(20) for law, *_ in broken(made, make_case(5, index, kinds=(kind,)))}
    assert told <= {"decodes-valid"}


# -- the plainest case


def test_a_failure_is_told_of_the_valid_document_where_it_shows_there_too() -> None:
    trial = Trial(InProcess(client(taken=_without_model)), LAWS)
    case = made_of(VALID, id="9b2f6a52")
    (failure,) = (failure for _, verdict in trial.verdicts(case) for failure in verdict.failures)
    plain, origin = trial.plainest(failure, case)
    assert (plain.cause, origin.document, origin.made) == (failure.cause, VALID.document, "valid")


def test_a_failure_that_the_valid_document_does_not_show_is_told_of_its_case() -> None:
    def taken(_: Honest, tree: dict[str, Any]) -> dict[str, Any]:
        return {**tree, "id": "run_other"} if not tree["id"].startswith("run_") else tree

    trial = Trial(InProcess(client(taken=taken)), LAWS)
    case = made_of(VALID, id="9b2f6a52")
    (failure,) = (failure for _, verdict in trial.verdicts(case) for failure in verdict.failures)
    assert trial.plainest(failure, case) == (failure, case)
    alone = evolve(case, origin=None)
    assert trial.plainest(failure, alone) == (failure, alone)


# -- values that change when they are asked


def _drains(self: Honest, left: Decoded, right: Decoded) -> bool:
    """Compare, and lose the tools of what is compared."""
    found = Honest.equal(self, left, right)
    left.run = evolve(left.run, tools=(*left.run.tools, *left.run.tools, *_ONE_TOOL))
    return found


_ONE_TOOL: Any = Honest().decode(case_of(tools=[{"type": "file_search"}]).document).run.tools


def test_a_value_that_comparing_changes_is_told_by_purity_alone() -> None:
    made = client(equal=_drains)
    for case in (SIBLING, SPELLED, VALID):
        assert {law for law, *_ in broken(made, case)} == {"questions-change-nothing"}


@pytest.mark.parametrize(
    ("law", "case", "answer"),
    [
        ("equality-reflexive", VALID, lambda *_: False),
        ("equality-spelling-blind", SPELLED, lambda mine, other: mine is other),
        ("hash-agrees-with-equality", SPELLED, lambda *_: True),
    ],
)
def test_a_law_about_comparing_has_no_answer_to_go_by_then(
    law: str, case: Case, answer: Callable[[Decoded, Decoded], bool]
) -> None:
    def equal(self: Honest, left: Decoded, right: Decoded) -> bool:
        _drains(self, left, right)
        return answer(left, right)

    made = client(equal=equal, hash_of=lambda _, mine: id(mine))
    assert why_not(made, case, law) == "questions-change-nothing fails on this case, so the answers mean nothing"


def test_a_client_whose_values_stay_what_they_are_is_told_by_the_law_that_it_breaks() -> None:
    made = client(equal=lambda *_: False)
    assert {law for law, *_ in broken(made, SIBLING)} == {"equality-reflexive"}


def test_whether_asking_changes_a_value_is_looked_into_once_for_failures_that_are_alike() -> None:
    printed: list[Decoded] = []

    def print_it(self: Honest, value: Decoded) -> str:
        printed.append(value)
        return Honest.printed(self, value)

    laws = [find_law("equality-spelling-blind"), find_law("hash-agrees-with-equality")]
    trial = Trial(InProcess(client(equal=lambda _, mine, other: mine is other, printed=print_it)), laws)
    cases = [with_spelling(case) for case in (case_of(created_at=number) for number in range(1, 6))]
    told = [[verdict.failures for _, verdict in trial.verdicts(case)] for case in cases]
    assert all(spelling and not hashes for spelling, hashes in told)
    assert len(printed) == 2  # repr and str, of one value


def test_what_printing_changes_and_what_equality_ignores_are_told_both() -> None:
    def print_it(self: Honest, value: Decoded) -> str:
        value.run = evolve(value.run, instructions=None)
        return Honest.printed(self, value)

    def equal(self: Honest, left: Decoded, right: Decoded) -> bool:
        return Honest.equal(self, *(Decoded(evolve(one.run, id=""), b"", self) for one in (left, right)))

    made = client(printed=print_it, equal=equal, hash_of=lambda *_: 0)
    cases = (case for case in catalogue(kinds="sibling") if case.twin and case.twin.pointer == "/id")
    case = next(case for case in cases if (case.tree or {})["instructions"])
    assert {law for law, *_ in broken(made, case)} == {"questions-change-nothing", "equality-significant-fields"}


def test_what_is_lost_is_told_though_comparing_changes_the_value() -> None:
    made = client(equal=_drains, taken=_without_model)
    assert {law for law, *_ in broken(made, SIBLING)} == {"questions-change-nothing", "round-trip-text"}
