"""A fault is reported by one law wherever it shows, and what depends on more than the document by a law of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import attrs
import pytest

from runlaws.case import Case
from runlaws.client import NOT_SHOWN
from runlaws.contract import Standing
from runlaws.laws import LAWS, decoding_is_repeatable
from runlaws.liars import LIARS, Honest, faces
from runlaws.liars._edits import changed
from runlaws.liars._honest import Decoded, Lenient, Trusting
from runlaws.liars._promises import BuildsItsTablesFirst
from runlaws.objects.run.profiles import V2
from runlaws.observe import InProcess
from runlaws.saved import Saved, read_saved, write_saved
from runlaws.search import finding_of
from runlaws.trial import Trial
from runlaws.values import Json, members_of, replaced
from runlaws.verdict import Failure
from runlaws_strategies import make_case
from runlaws_strategies.build import controls
from tests.client.odd import client

_VALID = (make_case(7, index, kinds=("valid",)) for index in range(200))
_CASES = [
    *(make_case(7, index) for index in range(60)),
    *(case for case in _VALID if (case.tree or {})["status"] == "requires_action"),
]


_SIBLINGS = [make_case(7, index, kinds=("sibling",)) for index in range(60)]
_OF_SEVERAL_FACES = [liar for liar in LIARS if liar.__module__ == faces.__name__]


def all_failures(made: Honest, cases: Sequence[Case] = _CASES) -> list[Failure]:
    """Return what a client does wrong in some cases."""
    trial = Trial(InProcess(made), LAWS, controls)
    return [failure for case in cases for _, verdict in trial.verdicts(case) for failure in verdict.failures]


def red(made: Honest, cases: Sequence[Case] = _CASES) -> set[str]:
    """Return the laws that a client breaks in some cases."""
    return {failure.law for failure in all_failures(made, cases)}


@pytest.mark.parametrize(
    "liar", [liar for liar in LIARS if liar.law == decoding_is_repeatable.id], ids=lambda liar: liar.__name__
)
def test_what_depends_on_more_than_the_document_is_reported_by_one_law(liar: type[Honest]) -> None:
    assert red(liar()) == {decoding_is_repeatable.id}


@pytest.mark.parametrize("member", ["max_prompt_tokens", "response_format"])
def test_a_member_that_is_never_kept_is_reported_by_one_law_whatever_it_held(member: str) -> None:
    def taken(_: Honest, tree: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in tree.items() if name != member}

    assert red(client(taken=taken)) == {"round-trip"}


def test_what_becomes_of_an_empty_text_hides_nothing_of_what_becomes_of_others() -> None:
    def taken(_: Honest, tree: dict[str, Any]) -> dict[str, Any]:
        return {**tree, "instructions": tree["instructions"].strip() or None}

    tree = dict(controls(V2)[0].tree or {})
    cases = [Case.of_tree({**tree, "instructions": text}, V2, made="valid") for text in ("", " x ")]
    failures = all_failures(client(taken=taken), cases)
    kinds = {(failure.law, failure.kind) for failure in failures if failure.pointer == "/instructions"}
    assert kinds == {("round-trip", "made null"), ("round-trip-text", "text changed")}


def test_a_member_made_up_where_none_was_sent_is_reported_by_one_law_though_the_origin_has_it() -> None:
    """The origin of an extended case may have the very value that a client makes up, and then shows nothing."""
    liar = next(liar for liar in LIARS if liar.__name__ == "AddsAnIndexToCalls")
    calls = "required_action", "submit_tool_outputs", "tool_calls", 0
    state = next(case for case in controls(V2) if (case.tree or {})["status"] == "requires_action")
    origin = members_of(replaced(dict(state.tree or {}), (*calls, "index"), 0))
    news = members_of(replaced(origin, calls, {"id": "call_1", "type": "brand_new"}))
    case = Case.of_tree(news, V2, made="extended", origin=Case.of_tree(origin, V2, made="valid").document)
    assert red(liar(), [case]) <= {liar.law}


@pytest.mark.parametrize("liar", _OF_SEVERAL_FACES, ids=lambda liar: liar.__name__)
def test_a_fault_with_several_faces_is_reported_by_one_law(liar: type[Honest]) -> None:
    assert red(liar()) <= {liar.law}


def test_a_finding_silences_no_law_that_asks_another_question() -> None:
    def printed(_: Honest, value: Decoded) -> str:
        value.run = attrs.evolve(value.run, instructions=None)
        return "a run"

    def equal(_: Honest, mine: Decoded, other: Decoded) -> bool:
        return bool(attrs.evolve(mine.run, metadata=None) == attrs.evolve(other.run, metadata=None))

    both = {"questions-change-nothing", "equality-significant-fields"}
    assert red(client(printed=printed, equal=equal, hash_of=lambda *_: 1), _SIBLINGS) == both


def test_a_client_that_cuts_what_is_null_to_nothing_may_have_another_fault_at_that_place() -> None:
    def taken(_: Honest, tree: dict[str, Any]) -> dict[str, Any]:
        if tree["instructions"] is None:
            return {name: value for name, value in tree.items() if name != "instructions"}
        return tree

    def read(self: Honest, value: Decoded, path: Any) -> Any:
        shown = Honest.read(self, value, path)
        return f"{shown}!" if path == ("instructions",) and isinstance(shown, str) else shown

    assert red(client(taken=taken, read=read)) == {"round-trip-absent-and-null", "reads-fields"}


def emptied(_: Honest, tree: dict[str, Any]) -> dict[str, Any]:
    return {**tree, "tools": tree.get("tools") or []}


def test_a_crash_over_one_of_several_new_members_is_told_at_that_one() -> None:
    """A law of news names the first new member, which another one in the same document may follow."""
    valid = controls(V2)[0]

    def taken(_: Honest, tree: dict[str, Any]) -> dict[str, Any]:
        return {**tree, "model": tree["model"].lower()} if "odd" not in tree else tree["odd"].lower()

    news = {"brand_new": 1, "odd": 2}
    cases = [
        Case.of_tree({**(valid.tree or {}), **some}, V2, made="extended", origin=valid.document)
        for some in (news, {"odd": 2})
    ]
    failures = all_failures(client(taken=taken), cases)
    assert {(failure.law, failure.pointer) for failure in failures} == {("tolerates-unknown-members", "/odd")}
    assert len({failure.cause for failure in failures}) == 1


def hidden(self: Honest, value: Decoded, path: Any) -> Any:
    return NOT_SHOWN if path[-1] == "strict" else Honest.read(self, value, path)


def misread(self: Honest, value: Decoded, path: Any) -> Any:
    shown = Honest.read(self, value, path)
    return str(shown) if path[-1] == "strict" else shown


def nothing(*_: object) -> Any:
    return NOT_SHOWN


@pytest.mark.parametrize("read", [hidden, misread, nothing])
@pytest.mark.parametrize("sent", ["", {}, 0])
def test_how_a_place_is_read_does_not_explain_what_is_written_for_a_wrong_value_there(read: Any, sent: Json) -> None:
    """In the origin, too, a member of a tool is not shown, or shown wrong; the tools are written as another value."""
    tool: Json = {"type": "function", "function": {"name": "f", "strict": True}}
    origin = members_of(replaced(dict(controls(V2)[0].tree or {}), ("tools",), [tool]))
    wrong = members_of(replaced(origin, ("tools",), sent))
    case = Case.of_tree(wrong, V2, made="invalid", origin=Case.of_tree(origin, V2, made="valid").document)
    made = type("Emptying", (Lenient,), {"taken": emptied, "read": read})()
    failures = all_failures(made, [case])
    assert ("no-silent-corruption", "/tools") in {(failure.law, failure.pointer) for failure in failures}


def test_what_becomes_of_one_of_two_values_under_a_name_is_not_told_again_where_both_stand() -> None:
    """Each file is kept once: of two lists with repeats, what comes back is neither, and that is no mixture of both."""

    def taken(_: Honest, tree: dict[str, Any]) -> dict[str, Any]:
        return changed(tree, "/tool_resources/code_interpreter/file_ids", lambda ids: ids and list(dict.fromkeys(ids)))

    ids: list[Json] = [["file-a", "file-a"], ["file-b", "file-b"]]
    run = {**(controls(V2)[0].tree or {}), "tool_resources": {"code_interpreter": {"file_ids": ids[1]}}}
    written = json.dumps(run).replace('"file_ids": ', f'"file_ids": {json.dumps(ids[0])}, "file_ids": ')
    case = Case.of_bytes(written.encode(), V2, made="ambiguous")
    assert case.standing is Standing.AMBIGUOUS
    assert all_failures(type("Once", (Trusting,), {"taken": taken})(), [case]) == []


def test_what_is_read_under_the_key_of_another_document_is_not_blamed_on_members() -> None:
    liar = next(liar for liar in LIARS if liar.__name__ == "RemembersRunsByTheirIds")
    failures = {failure.kind for failure in all_failures(liar())}
    assert failures == {"not the same where another document has its key"}


def test_a_first_call_that_is_slow_is_no_hang() -> None:
    slow = type("Slow", (BuildsItsTablesFirst,), {"seconds": 0.2})()
    trial = Trial(InProcess(slow, deadline=0.05), LAWS, controls)
    assert [failure for _, verdict in trial.verdicts(_CASES[0]) for failure in verdict.failures] == []
    assert slow.has_tables


def test_a_saved_case_has_the_documents_that_came_before(tmp_path: Any) -> None:
    liar = next(liar for liar in LIARS if liar.__name__ == "FillsInWhatItReadBefore")
    trial = Trial(InProcess(liar()), [decoding_is_repeatable], controls)
    cases = (make_case(0, index, kinds=("valid",)) for index in range(200))
    failure, case = next(
        (failure, case) for case in cases for _, verdict in trial.verdicts(case) for failure in verdict.failures
    )
    finding = finding_of(failure, case, "liar", replay="")
    assert finding.case.before
    path = write_saved(tmp_path, Saved(failure.law, failure.pointer, failure.kind, "liar", "", finding.case))
    again = read_saved(path).case
    assert again.before == finding.case.before
    verdicts = Trial(InProcess(liar()), [decoding_is_repeatable]).verdicts(again)
    assert [failure.law for _, verdict in verdicts for failure in verdict.failures] == [decoding_is_repeatable.id]


@pytest.mark.parametrize(
    "liar", [liar for liar in LIARS if liar.law == decoding_is_repeatable.id], ids=lambda liar: liar.__name__
)
def test_every_failure_of_a_client_that_remembers_is_seen_again_with_what_came_before(liar: type[Honest]) -> None:
    trial = Trial(InProcess(liar()), LAWS, controls)
    shown = [(failure, case) for case in _CASES for _, verdict in trial.verdicts(case) for failure in verdict.failures]
    for failure, case in shown[:8]:
        again = attrs.evolve(case, before=failure.before)
        verdicts = Trial(InProcess(liar()), [decoding_is_repeatable]).verdicts(again)
        assert [other for _, verdict in verdicts for other in verdict.failures], (failure, case.made)


class _OfAState(Decoded):
    """A value of a class that there is for its state."""

    __slots__ = ()


class HasAClassForEachState(Honest):
    """A run that is over is of another class."""

    def decode(self, document: bytes) -> Any:
        value = super().decode(document)
        value.__class__ = _OfAState if value.run.status in {"completed", "expired", "failed"} else Decoded
        return value


def test_a_client_with_a_class_for_each_state_breaks_no_law() -> None:
    assert red(HasAClassForEachState(), [*_CASES, *_SIBLINGS]) == set()


class LeavesSomeOfItADict(HasAClassForEachState):
    """What is cancelled is a plain dict."""

    def decode(self, document: bytes) -> Any:
        value = super().decode(document)
        return json.loads(document) if value.run.status == "cancelled" else value


def test_a_dict_is_no_class_for_a_state() -> None:
    failures = {(failure.law, failure.kind) for failure in all_failures(LeavesSomeOfItADict())}
    assert failures == {("one-place-one-class", "decoded to another class")}
