"""What people hold: each kind of file that `check` opens, and broken ones of each kind."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zlib
from typing import Any, Final

import pytest
import yaml

from runlaws.objects import PROFILES
from runlaws.recordings import Fragment, FragmentKind, open_recording
from tests.recordings import recorded

QUEUED: Final = recorded("v2-queued")
DONE: Final = recorded("v2-completed")
RUN: Final = json.dumps(QUEUED).encode()
OTHER_RUN: Final = json.dumps(DONE).encode()
PRINTED: Final = json.dumps(QUEUED, indent=2).encode()
EVENTS: Final = (
    b"event: thread.run.created\ndata: " + RUN + b"\n\n: ping\n\n"
    b'event: thread.run.step.delta\ndata: {"object": "thread.run.step.delta"}\n\n'
    b"event: thread.run.completed\ndata: " + OTHER_RUN + b"\n\nevent: done\ndata: [DONE]\n\n"
)


def opened(body: bytes, suffix: str = "") -> list[Fragment]:
    stream = io.BufferedReader(io.BytesIO(body))
    return list(open_recording(stream, PROFILES["v2"], suffix=suffix))


def runs_in(body: bytes, suffix: str = "") -> list[str]:
    return [fragment.place for fragment in opened(body, suffix) if fragment.kind is FragmentKind.RUN]


def cassette(*bodies: Any) -> dict[str, Any]:
    response = [{"body": body if isinstance(body, dict) else {"string": body}} for body in bodies]
    return {"interactions": [{"request": {"body": RUN.decode()}, "response": each} for each in response], "version": 1}


def capture(**content: str) -> bytes:
    return json.dumps({"log": {"entries": [{"request": {}, "response": {"content": content}}]}}).encode()


def notebook(*outputs: dict[str, Any]) -> bytes:
    return json.dumps({"cells": [{"cell_type": "code", "outputs": list(outputs)}], "nbformat": 4}).encode()


def chunked(content: bytes) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (content[:100], content[100:])) + b"0\r\n\r\n"


KINDS: Final[dict[str, tuple[bytes, list[str]]]] = {
    "run": (RUN, [""]),
    "run, printed": (PRINTED, [""]),
    "array": (b"[" + RUN + b"," + OTHER_RUN + b"]", [" /0", " /1"]),
    "list page": (b'{"object": "list", "data": [' + RUN + b"]}", [" /data/0"]),
    "JSON lines": (RUN + b"\n\n" + OTHER_RUN + b"\r\n", [":1", ":3"]),
    "lines of envelopes": (b'{"event": "thread.run.queued", "data": ' + RUN + b"}\n{}\n", [":1 /data"]),
    "printed after one another": (PRINTED + b"\n" + PRINTED, [" document 1", " document 2"]),
    "wrapper": (b'{"response": ' + RUN + b"}", [" /response"]),
    "what an event announces": (b'{"event": "thread.run.failed", "data": {"id": "run_1"}}', [" /data"]),
    "text in JSON": (json.dumps({"body": RUN.decode()}).encode(), [" /body"]),
    "JSON text": (json.dumps(RUN.decode()).encode(), [""]),
    "JSON text twice": (json.dumps(json.dumps(RUN.decode())).encode(), [""]),
    "events": (EVENTS, [" event 1", " event 3"]),
    "events, CRLF": (EVENTS.replace(b"\n", b"\r\n"), [" event 1", " event 3"]),
    "events without names": (b"data: " + RUN + b"\n\ndata: [DONE]\n\n", [" event 1"]),
    "an event on several lines": (b"data: " + PRINTED.replace(b"\n", b"\ndata: ") + b"\n\n", [" event 1"]),
    "cassette, YAML": (yaml.safe_dump(cassette(RUN.decode())).encode(), [" interaction 1"]),
    "cassette, compressed body": (yaml.safe_dump(cassette(gzip.compress(RUN))).encode(), [" interaction 1"]),
    "cassette of events": (
        yaml.safe_dump(cassette("<html>", EVENTS.decode())).encode(),
        [" interaction 2 event 1", " interaction 2 event 3"],
    ),
    "cassette of Ruby": (
        b"---\nhttp_interactions:\n- request: {}\n  response:\n    body:\n      string: !binary |-\n        "
        + base64.b64encode(RUN),
        [" interaction 1"],
    ),
    "cassette, JSON": (json.dumps(cassette(RUN.decode())).encode(), [" interaction 1"]),
    "cassette, base64": (
        json.dumps(cassette({"base64_string": base64.b64encode(RUN).decode()})).encode(),
        [" interaction 1"],
    ),
    "capture": (capture(text=RUN.decode()), [" entry 1"]),
    "capture, base64": (capture(text=base64.b64encode(RUN).decode(), encoding="base64"), [" entry 1"]),
    "reply": (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + RUN, [""]),
    "reply, chunked and compressed": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
        + chunked(gzip.compress(RUN)),
        [""],
    ),
    "reply, deflate": (b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + zlib.compress(RUN), [""]),
    "reply in Latin-1": (
        b"HTTP/2 200\nContent-Type: application/json; charset=iso-8859-1\n\n" + RUN.replace(b'"gpt', b'"\xe9gpt'),
        [""],
    ),
    "replies": (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + RUN, [" reply 2"]),
    "notebook": (
        notebook({"data": {"text/plain": [repr(QUEUED)]}}, {"text": [RUN.decode()]}, {"data": {"text/plain": "42"}}),
        [" cell 1 output 1", " cell 1 output 2"],
    ),
    "gzip": (gzip.compress(RUN), [""]),
    "gzip of lines": (gzip.compress(RUN + b"\n" + RUN), [":1", ":2"]),
    "gzip twice": (gzip.compress(gzip.compress(RUN)), [""]),
    "UTF-16": (RUN.decode().encode("utf-16"), [""]),
    "UTF-32": (RUN.decode().encode("utf-32"), [""]),
    "dict": (repr(QUEUED).encode(), [""]),
    "dicts on lines": ((repr(QUEUED) + "\n" + repr(DONE)).encode(), [":1", ":2"]),
    "tuple of dicts": (repr((QUEUED, DONE)).encode(), [" /0", " /1"]),
    "bytes": (repr(RUN).encode(), [""]),
    "YAML": (yaml.safe_dump(QUEUED).encode(), [""]),
    "log": (b"[10:00] INFO start\n[10:01] INFO " + RUN + b"\n", [":2"]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_run_in_a_file_has_its_place(kind: str) -> None:
    body, places = KINDS[kind]
    assert runs_in(body) == places


def test_a_run_has_its_own_bytes_also_in_an_array_with_a_name_that_stands_twice() -> None:
    run = b'{"id": "run_1", ' + RUN[1:]
    assert opened(run)[0].document == run
    (fragment,) = opened(b'{"data": [ ' + run + b" ]}")
    assert fragment.document == run
    assert fragment.reading is not None
    assert [dispute.rule for dispute in fragment.reading.disputes] == ["json.duplicate-name"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b'{"object": "thread", "id": "thread_1"}', "a thread"),
        (b'{"object": "thread.run.step", "status": "completed"}', "a run step"),
        (b'{"error": {"message": "No run"}}', "an API error: No run"),
        (b"{}", "nothing here looks like a run"),
        (
            b'{"a":' * 40 + RUN + b"}" * 40,
            "nothing here looks like a run within 20 levels, the most that are looked into",
        ),
    ],
)
def test_what_is_no_run_is_named(body: bytes, says: str) -> None:
    assert [(fragment.kind, fragment.says) for fragment in opened(body)] == [(FragmentKind.OTHER, says)]


def test_beside_a_run_nothing_is_passed_over() -> None:
    places = {fragment.place: fragment.says for fragment in opened(b"[" + RUN + b', {"object": "thread"}, 5]')}
    assert places == {" /0": "", " /1": "a thread", " /2": "nothing here looks like a run"}


LATIN: Final = RUN.replace(b'"gpt', b'"\xe9gpt')
YAML_CUT: Final = yaml.safe_dump(cassette(RUN.decode())).encode()[:400]
BROKEN: Final[dict[str, tuple[bytes, str, str]]] = {
    "run, cut": (RUN[:-1], ".json", "must be JSON: "),
    "run in Latin-1": (LATIN, ".json", "must be UTF-8, but byte "),
    "a picture as JSON": (b"\x89PNG\r\n\x1a\n", ".json", "is a picture, which is not opened"),
    "page, cut": (b'{"data": [' + RUN, ".json", "must be JSON: "),
    "events, cut": (EVENTS[:400], ".sse", "must be JSON: "),
    "events in Latin-1": (b"event: thread.run.created\ndata: " + LATIN + b"\n\n", ".sse", "must be UTF-8, but byte "),
    "prose as events": (b"hello", ".sse", "nothing here looks like a run: it is not JSON, "),
    "cassette, cut": (YAML_CUT, ".yaml", "must be YAML: "),
    "cassette in Latin-1": (b"interactions: \xe9", ".yaml", "must be UTF-8, but byte "),
    "cassette with a tag": (b"a: !!python/name:os.system x", ".yaml", "has the YAML tag "),
    "capture, cut": (capture(text=RUN.decode())[:-9], ".har", "must be JSON: "),
    "capture, no base64": (capture(text="%", encoding="base64"), ".har", "has a body that is not base64: "),
    "reply, cut": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n{",
        ".http",
        "is an HTTP reply that is cut",
    ),
    "reply, head cut": (b"HTTP/1.1 200 OK\r\nContent", ".http", "is an HTTP reply that is cut: its headers do not end"),
    "reply in Brotli": (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\x8b", ".http", "has a body compressed by br"),
    "notebook, cut": (notebook({"text": RUN.decode()})[:-9], ".ipynb", "must be JSON: "),
    "dict, cut": (repr(QUEUED)[:-1].encode(), ".txt", "begins as a Python literal, but is not one: "),
    "dict with a call": (b"{'id': open('x')}", ".txt", "begins as a Python literal, but is not one: there is a call"),
    "repr of a class": (b"Run(id='run_1')", ".txt", "is the repr of a class, Run(...): "),
    "gzip, cut": (gzip.compress(RUN)[:-9], ".gz", "is compressed, but cut"),
    "gzip, spoiled": (gzip.compress(RUN)[:30] + b"xx" + gzip.compress(RUN)[32:], ".gz", "is compressed, but broken"),
    "a zip file as gzip": (b"PK\x03\x04", ".gz", "is a zip archive, which is not opened"),
    "UTF-16, cut": (RUN.decode().encode("utf-16")[:-1], ".json", "begins as UTF-16, but is not: "),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_one_fragment_that_says_why(kind: str) -> None:
    body, suffix, says = BROKEN[kind]
    (fragment,) = opened(body, suffix)
    assert fragment.kind in (FragmentKind.BROKEN, FragmentKind.FOREIGN)
    assert fragment.says.startswith(says)


@pytest.mark.parametrize(
    "lines", [(RUN, RUN[:50], b"hello", RUN), (RUN[:50], RUN, RUN), (RUN, LATIN, RUN)], ids=["middle", "first", "latin"]
)
def test_a_broken_line_costs_that_line(lines: tuple[bytes, ...]) -> None:
    fragments = opened(b"\n".join(lines))
    assert [fragment.place for fragment in fragments] == [f":{number + 1}" for number in range(len(lines))]
    good = [line == RUN for line in lines]
    assert [fragment.kind is FragmentKind.RUN for fragment in fragments] == good


LAUGHS: Final = b"a: &a [x, x]\n" + b"".join(
    b"%c: &%c [%b]\n" % (98 + number, 98 + number, b", ".join([b"*%c" % (97 + number)] * 9)) for number in range(12)
)


@pytest.mark.parametrize(
    ("body", "suffix", "limit"),
    [
        (LAUGHS, ".yaml", "expand to more than 1,000,000 values"),
        (b"a: &a 1\nb: [" + b"*a," * 20_000 + b"]", ".yaml", "more than 10,000 YAML aliases"),
        (b"a: &a [*a]", ".yaml", "a YAML alias that holds itself"),
        (b"".join(b" " * level + b"a:\n" for level in range(200)), ".yaml", "deeper than 100 levels"),
        (gzip.compress(b"\0" * 40 * 2**20), ".gz", "more than 500 times its size"),
        (b"[" + b" " * 65 * 2**20 + b"]", ".json", "larger than 64 MiB"),
        (b'{"a": "' + b" " * 17 * 2**20 + b'"}\n' + RUN, ".jsonl", "larger than 16 MiB"),
        (gzip.compress(RUN), "", ""),
    ],
    ids=["laughs", "aliases", "itself", "nested", "bomb", "large", "long line", "none"],
)
def test_a_limit_is_named(body: bytes, suffix: str, limit: str) -> None:
    assert limit in opened(body, suffix)[0].says


def test_formats_inside_one_another_have_a_limit() -> None:
    body = RUN
    for _ in range(10):
        body = gzip.compress(body)
    assert [fragment.says for fragment in opened(body)] == ["is inside more than 8 formats, the most that are opened"]


def test_json_lines_are_read_one_by_one() -> None:
    stream = io.BufferedReader(io.BytesIO((RUN + b"\n") * 1000), 4096)
    next(open_recording(stream, PROFILES["v2"]))
    assert stream.tell() < 10 * len(RUN)


PAGE = b"<!DOCTYPE html>\n<html>\n<body>\n</body>\n</html>\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty: expected a JSON document"),
        (b"\n \n", "is empty: expected a JSON document"),
        (PAGE, "is no JSON lines: line 1 must be JSON: Expecting value at line 1, column 1"),
        (
            b"\n\xe9\xff\n\x00{\n\x80",
            "is no JSON lines: line 2 must be UTF-8, but byte 0 (0xE9) is not, which is é in Latin-1",
        ),
        ('{"id": "run_1"}\n'.encode("utf-16-le"), "must be UTF-8, but is UTF-16"),
        ('{"id": "run_1"}\n{"id": "run_2"}\n'.encode("utf-16-be"), "must be UTF-8, but is UTF-16"),
        (b"x\n" * 1000, "is no JSON lines: line 1 must be JSON: Expecting value at line 1, column 1"),
    ],
    ids=["empty", "blank", "a page", "bytes", "UTF-16-LE", "UTF-16-BE", "words"],
)
def test_a_file_without_a_line_of_json_is_one_fragment(content: bytes, says: str) -> None:
    (fragment,) = opened(content, ".jsonl")
    assert (fragment.place, fragment.kind, fragment.says) == ("", FragmentKind.BROKEN, says)


@pytest.mark.parametrize("line", [RUN, b'{"id": "run_1", "sta'])
def test_where_a_line_is_json_or_begins_as_json_each_other_line_has_its_place(line: bytes) -> None:
    lines = (b"x", b"\xff", line, b"y")
    fragments = opened(b"\n".join(lines), ".jsonl")
    assert [fragment.place for fragment in fragments] == [":1", ":2", ":3", ":4"]


def test_of_many_lines_before_the_first_of_json_the_first_hundred_are_kept() -> None:
    fragments = opened(b"x\n" * 1000 + RUN, ".jsonl")
    assert [fragment.place for fragment in fragments[-3:]] == [":100", "", ":1001"]
    assert fragments[-2].says == "has 900 more lines that are not JSON"
