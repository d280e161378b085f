"""Two messages are one where they differ in nothing but what their documents put into them, by chance or not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runlaws import Policy, PythonClient
from runlaws.case import Case
from runlaws.known import Known
from runlaws.laws import find_law, parts_of, readings_of
from runlaws.observe import InProcess
from runlaws.trial import Memory, Trial
from runlaws.values import Json
from runlaws.verdict import Cause, Failure
from tests.recordings import recorded


def readings(message: str, **members: Json) -> frozenset[str]:
    return readings_of(message, parts_of(message, case_with(members)))


def case_with(members: dict[str, Any]) -> Case:
    return Case.of_bytes(json.dumps({**recorded("v2-queued"), **members}).encode())


ALIKE: dict[str, tuple[tuple[str, dict[str, Any]], tuple[str, dict[str, Any]]]] = {
    "a text": (("no status: Odd", {"status": "Odd"}), ("no status: Brand new", {"status": "Brand new"})),
    "a text that is a word": (("no status: expired", {"status": "expired"}), ("no status: Odd", {"status": "Odd"})),
    "a word of the sentence": (("a Run is odd", {"model": "Run"}), ("a Run is odd", {"model": "is"})),
    "a name": (("model must be set", {"model": None}), ("top_p must be set", {"top_p": None})),
    "a path": (("tools[0].type: no", {}), ("required_action.submit_tool_outputs.tool_calls[12].id: no", {})),
    "a pointer": (("/tools/0/type: no", {}), ("/model: no", {})),
    "an object": (("bad tool {'type': 'x', 'n': [1]}", {}), ("bad tool {'type': \"it's\"}", {})),
    "nothing": (("got None", {}), ("got 17", {})),
    "a type": (("expected str, got list", {}), ("expected str, got NoneType", {})),
    "several": (("missing 1 required argument: 'a'", {}), ("missing 3 required arguments: 'a', 'b', and 'c'", {})),
    "lines": (("no status: one", {"status": "one\ntwo"}), ("no status: Odd", {"status": "Odd"})),
    "an index": (("'int' object is not subscriptable", {}), ("string indices must be integers, not 'str'", {})),
    "slices": (("'int' object is not subscriptable", {}), ("list indices must be integers or slices, not str", {})),
}


@pytest.mark.parametrize(("one", "other"), ALIKE.values(), ids=ALIKE)
def test_what_differs_by_document_makes_no_other_message(
    one: tuple[str, dict[str, Any]], other: tuple[str, dict[str, Any]]
) -> None:
    assert readings(one[0], **one[1]) & readings(other[0], **other[1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cannot read the status", "cannot read the tools of it"),
        ("bad tool {'type': 1}", "no tool {'type': 1}"),
        ("Status is odd", "Model is odd"),
        ("'int' object is not subscriptable", "'int' object is not iterable"),
    ],
)
def test_other_words_make_another_message(one: str, other: str) -> None:
    assert not readings(one) & readings(other)
    assert not readings(one, model="cannot") & readings(other, model="bad")


SENTENCE = "The status is not one of Ours: it must be set (see the docs)"


class Refused(ValueError):
    """What the client below refuses with."""


def client_that_says(sentence: str) -> PythonClient:
    def decode(document: bytes) -> Any:
        run = json.loads(document)
        raise Refused(f"{sentence} {run['model']}" if run["instructions"] else "there are no instructions")

    return PythonClient(decode=decode, policy=Policy(errors=(Refused,)), name="it")


def failure_of(trial: Trial, case: Case) -> Failure:
    return next(failure for _, verdict in trial.verdicts(case) for failure in verdict.failures)


WORDS = st.sampled_from([*SENTENCE.split(), SENTENCE, "see the docs", "it must", "(", ":", " ", "e", "'", "0"])


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(texts=st.lists(st.tuples(WORDS | st.text(), WORDS | st.text(min_size=1)), min_size=1, max_size=8))
def test_texts_that_are_words_of_the_message_by_chance_make_no_other_cause(texts: list[tuple[str, str]]) -> None:
    """Random cases draw texts that a message happens to have; the first case may be one of these."""
    trial = Trial(InProcess(client_that_says(SENTENCE)), [find_law("decodes-valid")], memory=Memory())
    cases = [case_with({"model": model, "instructions": words, "metadata": {words[:9]: "a"}}) for model, words in texts]
    causes = {failure_of(trial, case).cause for case in cases}
    assert len(causes) == 1
    other = failure_of(trial, case_with({"instructions": ""})).cause
    assert other not in causes


@settings(max_examples=200, deadline=None)
@given(known=st.tuples(WORDS, WORDS), now=st.tuples(WORDS | st.text(), WORDS | st.text(min_size=1)))
def test_an_entry_covers_its_failure_whatever_words_its_witness_or_the_document_has(
    known: tuple[str, str], now: tuple[str, str]
) -> None:
    trial = Trial(InProcess(client_that_says(SENTENCE)), [find_law("decodes-valid")], memory=Memory())
    witness, case = (case_with({"model": model, "instructions": words}) for model, words in (known, now))
    entry = Known.of_failure(failure_of(trial, witness), witness, reason="why")
    assert entry.covers(failure_of(trial, case))
    assert not entry.covers(failure_of(trial, case_with({"instructions": ""})))


def test_an_entry_of_before_with_an_ellipsis_for_each_value_is_read_as_ever() -> None:
    cause = Cause("decodes-valid", "", "refused: Refused", raw="no status: Odd", values=("Odd", "status"))
    failure = Failure(cause.law, "", cause.kind, {}, "Refused", cause=cause)
    before = Known(cause.law, "", cause.kind, case_with({}), "why", message="no status: …", matter=())
    assert before.covers(failure)
    assert not Known(cause.law, "", cause.kind, case_with({}), "why", message="no tool: …", matter=()).covers(failure)
