"""Files of requests and answers that are not what they should be: one sentence each, with the line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from runlaws.observe.pipe import WorkerError
from runlaws.offline import OfflineError, Sheet, hello_line, judged, read_requests

HELLO = {"id": 0, "hello": {"protocol": 1, "name": "mine", "offers": []}}
ASK: list[dict[str, Any]] = [{"do": "drop"}, {"do": "decode", "as": 0, "document": "e30="}]
REPLY = {"id": 7, "answers": [{}, {"type": "dict"}]}


def lines(*messages: Any) -> bytes:
    """Return messages as lines; bytes are left as they are."""
    return b"".join(each if isinstance(each, bytes) else json.dumps(each).encode() + b"\n" for each in messages)


def sheet(folder: Path, requests: bytes, answers: bytes) -> Sheet:
    """Return what is in two files."""
    (folder / "q").write_bytes(requests)
    (folder / "a").write_bytes(answers)
    return Sheet.read(folder / "a", read_requests(folder / "q"))


REQUESTS = lines(hello_line("v2"), {"id": 7, "ask": ASK}, {"id": 8, "ask": ASK[:1]})

ANSWERS = {
    "cut": (lines(HELLO, b'{"id": 7, "answ'), "a, line 2: expected a reply as a JSON object on one line, got"),
    "garbage": (lines(HELLO, b"Loading model...\n"), "a, line 2: expected a reply as a JSON object on one line, got"),
    "bytes": (lines(HELLO, b"\xff\xfe\n"), "a, line 2: expected a reply as a JSON object"),
    "no number": (lines(HELLO, {"answers": []}), 'a, line 2: expected a reply with its number as "id", got'),
    "an array": (lines(HELLO, [1]), 'a, line 2: expected a reply with its number as "id", got [1]'),
    "another's": (lines(HELLO, {**REPLY, "id": 99}), "a, line 2: a reply to request 99, which is not in "),
    "twice": (lines(HELLO, REPLY, REPLY), "a, line 3: a second reply to request 7; the first is on line 2"),
    "too few": (lines(HELLO, {**REPLY, "answers": [{}]}), "a, line 2: 1 answers to the 2 operations of request 7"),
    "no answers": (lines(HELLO, {"id": 7}), 'a, line 2: expected {"id": 7, "answers": […]}, got {"id":7}'),
    "a problem": (
        lines(HELLO, {"id": 7, "problem": "no operation named drop"}),
        "a, line 2: the worker could not do request 7: no operation named drop",
    ),
    "two clients": (
        lines(HELLO, {"id": 0, "hello": {**HELLO["hello"], "name": "other"}}),  # type: ignore[dict-item] # a dict is there
        "a, line 2: expected the hello of line 1 again, got that of another client",
    ),
    "no hello": (lines(REPLY), 'a: expected the reply to the hello, {"id": 0, "hello": {…}}, and there is none'),
    "nothing": (b"", 'a: expected the reply to the hello, {"id": 0, "hello": {…}}, and there is none'),
}
ASKED = {
    "nothing": (b"", "q is empty: expected requests, as `runlaws catalogue --requests FILE` writes them"),
    "no requests": (lines(HELLO), "q, line 1: the worker's hello, expected a request: are the two files changed over?"),
    "no JSON": (b"<html>\n", "q, line 1: expected a request as a JSON object on one line, got '<html>'"),
    "no hello": (lines({"id": 7, "ask": ASK}), 'q, line 1: expected the hello first: {"id": 0, "hello": {…}}'),
    "twice": (lines(REQUESTS, {"id": 7, "ask": ASK}), "q, line 4: request 7 is in the file twice"),
    "something else": (lines(hello_line("v2"), {"id": 3}), 'q, line 2: expected a request, {"id": …, "ask": […]}, got'),
    "two profiles": (
        lines(hello_line("v2"), hello_line("v1")),
        "q, line 2: expected the profile 'v2', as in the hello before, got 'v1'",
    ),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_wrong_answers_are_one_sentence_with_the_line(kind: str, tmp_path: Path) -> None:
    """Answers that are none, or not to these requests, are refused with what was expected and where."""
    answers, sentence = ANSWERS[kind]
    with pytest.raises(OfflineError) as refused:
        sheet(tmp_path, REQUESTS, answers)
    assert str(refused.value).removeprefix(f"{tmp_path}/").startswith(sentence)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("kind", ASKED)
def test_wrong_requests_are_one_sentence_with_the_line(kind: str, tmp_path: Path) -> None:
    """Requests that are none are refused with what was expected and where."""
    requests, sentence = ASKED[kind]
    with pytest.raises(OfflineError) as refused:
        sheet(tmp_path, requests, lines(HELLO))
    assert str(refused.value).removeprefix(f"{tmp_path}/").startswith(sentence)


@pytest.mark.parametrize(
    ("hello", "sentence"),
    [
        ({"protocol": 2, "name": "mine", "offers": []}, "the worker speaks protocol 2, expected 1"),
        ({"protocol": 1, "offers": []}, 'expected the reply to the hello, got a hello without "name"'),
        ({"protocol": 1, "name": "mine", "offers": [], "policy": {"x": 1}}, "its hello has a policy that is none"),
    ],
)
def test_a_hello_that_is_none_of_this_protocol_is_named_with_its_line(
    hello: Any, sentence: str, tmp_path: Path
) -> None:
    """A hello from the future, or with something missing, is one sentence with the file and the line."""
    with pytest.raises(WorkerError) as refused:
        judged(sheet(tmp_path, REQUESTS, lines({"id": 0, "hello": hello})))
    assert f"{tmp_path / 'a'}, line 1" in str(refused.value)
    assert sentence in str(refused.value)


def test_answers_may_come_in_any_order_and_from_several_workers(tmp_path: Path) -> None:
    """Answers out of order are found, with the hello of each worker among them; what is missing is known by number."""
    shuffled = sheet(tmp_path, REQUESTS, lines(REPLY, HELLO, HELLO))
    assert shuffled.to(ASK) == REPLY
    assert shuffled.unanswered() == [8]
    assert not shuffled.asked


def test_what_is_asked_next_has_the_hello_first_and_new_numbers(tmp_path: Path) -> None:
    """What was looked up in vain is asked next, once, under a number that no request has."""
    asked = sheet(tmp_path, REQUESTS, lines(HELLO))
    further = [*ASK, {"do": "names", "value": 0}]
    assert asked.to(further) is asked.to(further) is None
    hello, request = asked.more()
    assert hello == hello_line("v2")
    assert json.loads(request) == {"id": 9, "ask": further}
