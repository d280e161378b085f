"""The plainest case that still fails: nothing in its document but what matters."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

import runlaws.liars
from runlaws import Policy, PythonClient
from runlaws.case import Case, Likeness, Twin
from runlaws.contract import Standing
from runlaws.document import write
from runlaws.laws import find_law
from runlaws.liars import HONEST, LIARS, PROFILE, Honest
from runlaws.observe import InProcess
from runlaws.search import drawn_cases, minimal
from runlaws.trial import Trial
from runlaws.values import values_at
from runlaws_strategies import catalogue, kinds_for, simplest
from runlaws_strategies.build import controls

BUSY: dict[str, Any] = {
    **simplest("failed"),
    "model": "gpt-4o-2024-08-06",
    "instructions": "Be brief.",
    "metadata": {"k": "v", "l": "w"},
    "tools": [{"type": "code_interpreter"}, {"type": "file_search", "file_search": {"max_num_results": 5}}],
    "temperature": 0.7,
}


def forgetting(*path: str) -> PythonClient:
    """Return a client that does not write what stands at a path."""

    def encode(tree: dict[str, Any]) -> str:
        copy = json.loads(json.dumps(tree))
        holder = copy
        for name in path[:-1]:
            holder = (holder.get(name) or {}) if isinstance(holder, dict) else holder[int(name)] if holder else {}
        if isinstance(holder, dict):
            holder.pop(path[-1], None)
        return json.dumps(copy)

    return PythonClient(decode=json.loads, encode=encode, policy=Policy(hashable=False))


def plainest(client: PythonClient, law: str, case: Case) -> Case:
    trial = Trial(InProcess(client), [find_law(law)])
    ((_, verdict),) = trial.verdicts(case)
    failure, found = minimal(trial, verdict.failures[0], case)
    assert failure.cause == verdict.failures[0].cause
    return found


def test_what_does_not_matter_is_as_in_the_simplest_document_of_the_status() -> None:
    case = plainest(forgetting("last_error", "message"), "round-trip", Case.of_bytes(write(BUSY)))
    assert case.tree == simplest("failed")


def test_a_member_that_matters_keeps_only_the_part_that_does() -> None:
    case = plainest(forgetting("metadata", "l"), "round-trip", Case.of_bytes(write(BUSY)))
    assert case.tree == {**simplest("queued"), "metadata": {"l": "w"}}


def test_items_of_a_list_that_do_not_matter_are_left_out() -> None:
    busy = {**BUSY, "tools": [{"type": "file_search", "file_search": {"max_num_results": 5}}, *BUSY["tools"]]}
    case = plainest(forgetting("tools", "0", "file_search"), "round-trip", Case.of_bytes(write(busy)))
    assert case.tree is not None
    assert values_at(case.tree, "/tools/*/type") == ["file_search"]


def test_an_invalid_document_keeps_the_one_fault_that_matters_and_gets_no_other() -> None:
    tree = {**BUSY, "created_at": "1700000000", "model": 5, "completed_at": True}

    def decode(document: bytes) -> Any:
        value = json.loads(document)
        return {**value, "created_at": int(value["created_at"])} if "created_at" in value else value

    client = PythonClient(decode=decode, encode=json.dumps, policy=Policy(hashable=False))
    case = plainest(client, "no-silent-corruption", Case.of_bytes(write(tree)))
    assert case.tree == {**simplest("queued"), "created_at": "1700000000"}
    assert case.standing is Standing.INVALID
    assert case.made == "with created_at.type broken"


def test_a_questionable_document_becomes_the_valid_one_it_was_made_of() -> None:
    origin = write(simplest("failed"))
    case = Case.of_bytes(write({**simplest("failed"), "id": "9b2f"}), origin=origin)
    assert case.standing is Standing.QUESTIONABLE
    found = plainest(forgetting("last_error", "message"), "round-trip", case)
    assert (found.standing, found.tree) == (Standing.VALID, simplest("failed"))


def test_twins_are_made_plain_together_and_stay_different_in_one_member() -> None:
    other = {**BUSY, "model": "gpt-5"}
    case = Case.of_bytes(write(BUSY), twin=Twin(write(other), Likeness.DIFFERENT, "/model"))

    class Run(dict[str, Any]):
        def __eq__(self, other: object) -> bool:
            return isinstance(other, Run)

        __hash__ = None

    client = PythonClient(
        decode=lambda document: Run(json.loads(document)), encode=json.dumps, policy=Policy(hashable=False)
    )
    found = plainest(client, "equality-significant-fields", case)
    assert found.tree == {**simplest("queued"), "model": "gpt-4o-2024-08-06"}
    assert found.twin is not None
    assert json.loads(found.twin.document) == {**simplest("queued"), "model": "gpt-5"}


def test_of_three_documents_the_two_that_are_taken_for_equal_are_left() -> None:
    class Run(dict[str, Any]):
        def __eq__(self, other: object) -> bool:
            return isinstance(other, Run) and {**self, "model": self["model"].strip()} == {
                **other,
                "model": other["model"].strip(),
            }

        __hash__ = None

    first, second, third = (write({**BUSY, "model": model}) for model in ("gpt-5", "gpt-6", "gpt-6 "))
    twins = (Twin(document, Likeness.DIFFERENT, "/model") for document in (second, third))
    client = PythonClient(
        decode=lambda document: Run(json.loads(document)), encode=json.dumps, policy=Policy(hashable=False)
    )
    found = plainest(client, "equality-significant-fields", Case.of_bytes(first, twin=next(twins), third=next(twins)))
    assert found.twin is not None
    assert found.third is None
    assert (found.tree or {})["model"] == "gpt-6"
    assert json.loads(found.twin.document)["model"] == "gpt-6 "


def refusing(is_refused: Callable[[str], bool], says: str = "no") -> PythonClient:
    """Return a client that refuses some instructions; the text of its exception may hold them (`{}`)."""

    def decode(document: bytes) -> Any:
        value = json.loads(document)
        if is_refused(value["instructions"] or ""):
            raise LookupError(says.format(value["instructions"]))
        return value

    return PythonClient(decode=decode, encode=json.dumps, policy=Policy(hashable=False))


def plain_instructions(client: PythonClient, instructions: str) -> Any:
    case = plainest(client, "decodes-valid", Case.of_bytes(write({**BUSY, "instructions": instructions})))
    assert case.tree is not None
    assert {**case.tree, "instructions": None} == simplest("queued")
    return case.tree["instructions"]


@pytest.mark.parametrize("says", ["no", "no: {}", "no: {!r} is too long"])
@pytest.mark.parametrize("letters", ["x" * 300, "Be brief, and say why. " * 40])
def test_a_text_that_is_too_long_is_cut_to_the_shortest_that_is(letters: str, says: str) -> None:
    assert plain_instructions(refusing(lambda text: len(text) > 17, says), letters) == "x" * 18


@pytest.mark.parametrize("odd", ["\u2028", "é", "😀", "\0"])
def test_of_a_long_text_only_the_character_that_matters_is_left(odd: str) -> None:
    text = f"{'Be brief. ' * 20}{odd}{' Say why.' * 10}"
    assert plain_instructions(refusing(lambda text: odd in text), text) == odd


def test_of_a_long_text_the_parts_that_matter_together_are_left() -> None:
    client = refusing(lambda text: "{" in text and "}" in text)
    assert plain_instructions(client, f"Answer with a {{name}}, {'and more of that, ' * 10}and no {{place}}.") == "{}"


def test_of_a_text_whose_length_and_one_character_matter_the_others_are_made_plain() -> None:
    assert (
        plain_instructions(refusing(lambda text: len(text) > 20 and text[3] == "!"), "abc!" * 10) == f"xxx!{'x' * 17}"
    )


@pytest.mark.parametrize(("refused", "left"), [("", "brand_new"), ("function", "functions")])
def test_a_new_tag_is_a_plain_word_unless_the_client_looks_at_it(refused: str, left: str) -> None:
    def decode(document: bytes) -> Any:
        value = json.loads(document)
        if any(tool["type"] != "function" and tool["type"].startswith(refused) for tool in value["tools"]):
            raise LookupError
        return value

    extended = {**simplest("queued"), "tools": [{"type": "functions"}]}
    client = PythonClient(decode=decode, encode=json.dumps, policy=Policy(hashable=False))
    case = plainest(client, "tolerates-unknown-variants", Case.of_bytes(write(extended)))
    assert values_at(case.tree, "/tools/*/type") == [left]


def test_a_short_text_and_what_is_new_stay_as_they_are() -> None:
    tree = {**simplest("queued"), "instructions": "Be brief.", "model": "y" * 40}

    def decode(document: bytes) -> Any:
        value = json.loads(document)
        if "unknown_" in json.dumps(value["tools"]) and value["instructions"]:
            raise LookupError
        return value

    extended = {**tree, "tools": [{"type": "unknown_" + "z" * 40}]}
    client = PythonClient(decode=decode, encode=json.dumps, policy=Policy(hashable=False))
    case = plainest(client, "tolerates-unknown-variants", Case.of_bytes(write(extended)))
    assert case.tree == {**simplest("queued"), "tools": extended["tools"], "instructions": "Be brief."}


SAMPLE = [liar for number, liar in enumerate(LIARS) if number % 16 == 0 and liar.law != "never-hangs"]


@pytest.mark.slow
@pytest.mark.parametrize("liar", SAMPLE, ids=lambda liar: liar.__name__)
def test_whatever_a_law_finds_stays_found_and_gets_no_busier(liar: type[Honest]) -> None:
    assert liar not in HONEST
    trial = Trial(InProcess(liar(), deadline=0.5), [find_law(liar.law)], controls)
    found = 0
    law = find_law(liar.law)
    listed = (case for case in catalogue(profile=PROFILE, kinds=kinds_for(law)) if law.speaks_of(case))
    for case in itertools.chain(drawn_cases(law, 60, seed=3), listed):
        for _, verdict in trial.verdicts(case):
            for failure in verdict.failures[:1]:
                same, plain = minimal(trial, failure, case)
                found += 1
                assert same.cause == failure.cause
                assert len(plain.document) <= len(case.document) + 200, "the simplest document may be longer by nulls"
        if found >= 3:
            return
    assert found, "a liar of the sample is caught"


# -- two spellings of the same data

BUSY_BACKWARDS: dict[str, Any] = dict(reversed({**BUSY, "metadata": dict(reversed(BUSY["metadata"].items()))}.items()))


@pytest.mark.parametrize(
    ("kind", "twin", "left"),
    [
        ("ComparesMetadataInOrder", write(BUSY_BACKWARDS), {"metadata": {"k": "v", "l": "w"}}),
        ("ComparesTheText", write(BUSY_BACKWARDS), {}),
        ("RefusesSpaceInFront", b" " + write(BUSY), None),
    ],
)
def test_two_spellings_lose_what_does_not_matter_and_stay_the_same_data(
    kind: str, twin: bytes, left: dict[str, Any] | None
) -> None:
    """What takes white space stays as it was."""
    client = getattr(runlaws.liars, kind)()
    case = Case.of_tree(BUSY, PROFILE, made="valid")
    least = plainest(client, "equality-spelling-blind", evolve(case, twin=Twin(twin, Likeness.SAME)))
    assert least.twin is not None
    assert json.loads(least.twin.document) == json.loads(least.document) == least.tree
    if left is None:
        assert least.tree == BUSY
    else:
        assert least.tree == {**simplest("failed"), **left}
