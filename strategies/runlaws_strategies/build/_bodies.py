"""Bodies: a whole document in something that is not a JSON object, as proxies, streams and other servers send it.

A fragment shows nothing here: what unpacks a body refuses it all the same if there is no document in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias
from urllib.parse import quote_plus

from runlaws.case import Case
from runlaws.contract import Profile, Standing
from runlaws.document import write
from runlaws.values import Json

__all__ = ["BODIES", "Body", "wrapped"]

Body: TypeAlias = Callable[[bytes, bytes], bytes]
"""Makes a body of a document and another one: both are JSON objects, in ASCII but for one character."""


def _between(before: bytes, after: bytes = b"") -> Body:
    return lambda whole, _: before + whole + after


def _both(separator: bytes, before: bytes = b"", after: bytes = b"") -> Body:
    return lambda whole, other: before + whole + separator + other + after


def _twice(separator: bytes, before: bytes = b"", after: bytes = b"") -> Body:
    return lambda whole, _: before + whole + separator + whole + after


def _as_text(whole: bytes, _: bytes) -> bytes:
    return json.dumps(whole.decode(), ensure_ascii=False).encode()


def _in(encoding: str, *, mark: bytes = b"") -> Body:
    return lambda whole, _: mark + whole.decode().encode(encoding, "xmlcharrefreplace")


def _with_raw_text(raw: bytes) -> Body:
    """Return what puts some bytes in place of the first text in a document."""

    def body(whole: bytes, _: bytes) -> bytes:
        before, quote, rest = whole.partition(b':"')
        return before + quote + raw + rest if quote else before[:-1] + b',"x":"' + raw + b'"}'

    return body


LINES: Final[tuple[Body, ...]] = (
    _twice(b""),
    _both(b""),
    _twice(b"\n"),
    _both(b"\n", after=b"\n"),
    _both(b"\r\n", after=b"\r\n"),
    _both(b"\n\n"),
    lambda whole, other: b"\n".join((whole, other, whole)),
    _both(b" "),
    _twice(b","),
    _both(b"\n\x1e", before=b"\x1e", after=b"\n"),
    _between(b"\x1e", b"\n"),
    _between(b"", b"\n{}"),
    _between(b"{}\n"),
    _between(b"", b"\nnull"),
    _between(b"null\n"),
    lambda whole, other: whole + b"\n" + other[:40],
    lambda whole, other: other[40:] + b"\n" + whole,
)
FRAMES: Final[tuple[Body, ...]] = (
    _between(b"data: ", b"\n\n"),
    _between(b"data:", b"\n\n"),
    _between(b"event: thread.@object.completed\ndata: ", b"\n\n"),
    _between(b"event: thread.@object.completed\r\ndata: ", b"\r\n\r\n"),
    _between(b"id: 1\nevent: message\nretry: 100\ndata: ", b"\n\n"),
    _between(b": comment\n\ndata: ", b"\n\n"),
    _between(b"data: ", b"\n\ndata: [DONE]\n\n"),
    _both(b"\n\nevent: thread.@object.completed\ndata: ", b"event: thread.@object.created\ndata: ", b"\n\n"),
    _twice(b"\n\ndata: ", b"data: ", b"\n\n"),
)
LISTS: Final[tuple[Body, ...]] = (
    _between(b"[", b"]"),
    _twice(b",", b"[", b"]"),
    _both(b",", b"[", b"]"),
    _between(b"[[", b"]]"),
    _between(b"[null,", b"]"),
    _between(b"[", b",null]"),
    _between(b"[", b",[]]"),
    _between(b"[200,", b"]"),
)
TEXTS: Final[tuple[Body, ...]] = (
    _as_text,
    lambda whole, _: _as_text(_as_text(whole, b""), b""),
    lambda whole, _: b"[" + _as_text(whole, b"") + b"]",
    lambda whole, _: repr(whole.decode()).encode(),
    lambda whole, _: repr(json.loads(whole)).encode(),
    lambda whole, _: whole.replace(b'"', b"'"),
    lambda whole, _: whole.replace(b'"', b"&quot;"),
    lambda whole, _: whole.replace(b'"', b'\\"'),
    lambda whole, _: b"body=" + quote_plus(whole).encode(),
    lambda whole, _: quote_plus(whole).encode(),
)
LAX: Final[tuple[Body, ...]] = (
    lambda whole, _: whole[:-1] + b",}",
    lambda whole, _: b"{," + whole[1:],
    lambda whole, _: whole[:-1] + b',"x":[1,]}',
    lambda whole, _: whole[:-1] + b',"x":{"y":1,}}',
    lambda whole, _: whole[:-1] + b',,"x":1}',
    lambda whole, _: whole[:-1] + b';"x":1}',
    lambda whole, _: whole.replace(b":", b"=", 1),
    lambda whole, _: whole[:-1] + b"/* comment */}",
    lambda whole, _: whole + b" // comment",
    lambda whole, _: b"# comment\n" + whole,
    lambda whole, _: whole[:-1] + b',"x":None}',
    lambda whole, _: whole[:-1] + b',"x":undefined}',
    lambda whole, _: whole[:-1] + b',"x":NULL}',
    lambda whole, _: whole[:-1] + b',"x":01}',
    lambda whole, _: whole[:-1] + b',"x":+1}',
    lambda whole, _: whole[:-1] + b',"x":.5}',
    lambda whole, _: whole[:-1] + b',"x":1.}',
    lambda whole, _: whole[:-1] + b',"x":0x10}',
    lambda whole, _: whole[:-1] + b",x:1}",
    lambda whole, _: whole[:-1],
    lambda whole, _: whole + b"}",
    lambda whole, _: whole[1:-1],
    _with_raw_text(b"\n"),
    _with_raw_text(b"\t"),
    _with_raw_text(b"\x00"),
    _with_raw_text(b"\\x41"),
    _with_raw_text(b"\\'"),
)
AROUND: Final[tuple[Body, ...]] = (
    _between(b")]}',\n"),
    _between(b"while(1);"),
    _between(b"callback(", b");"),
    _between(b"(", b")"),
    _between(b"", b";"),
    _between(b"<pre>", b"</pre>"),
    _between(b"```json\n", b"\n```"),
    _between(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"),
    lambda whole, _: f"{len(whole):x}\r\n".encode() + whole + b"\r\n0\r\n\r\n",
    _between(b"", b"\x00"),
    _between(b"\x00"),
    _between(b"", b"\x1a"),
    _between(b"\xc2\xa0"),
    _between(b"", b"\xe2\x80\xa8"),
    _between(b"\x0b"),
)
CHARSETS: Final[tuple[Body, ...]] = (
    _in("utf-16"),
    _in("utf-16-le"),
    _in("utf-16-be"),
    _in("utf-16-be", mark=b"\xfe\xff"),
    _in("utf-32"),
    _in("utf-32-le"),
    _in("utf-32-be"),
    _in("utf-32-be", mark=b"\x00\x00\xfe\xff"),
    _with_raw_text(b"\xe9"),
    _with_raw_text(b"\x93a\x94"),
    _with_raw_text(b"\x82\xa0"),
    _with_raw_text(b"\xc0\x80"),
    _with_raw_text(b"\xc3"),
    _with_raw_text(b"\xed\xa0\xbd\xed\xb8\x80"),
    _with_raw_text(b"\xed\xa0\x80"),
    _with_raw_text(b"\xf4\x90\x80\x80"),
    _between(b"\xef\xbb"),
    _between(b"", b"\xff"),
)
BODIES: Final = (*LINES, *FRAMES, *LISTS, *TEXTS, *LAX, *AROUND, *CHARSETS)
"""Ways to make a body that is not a JSON object of a whole document."""

_NAMES: Final = ("data", "@object", "result", "response", "body", "value", "payload", "object")


def wrapped(tree: dict[str, Json], profile: Profile) -> Iterator[Case]:
    """Yield cases of objects that hold a whole document in one member, and so lack the members that a document has."""
    whole = write(tree).decode()
    for name in _NAMES:
        inner: dict[str, Json] = {name.replace("@object", profile.object.name): tree}
        for outer in (inner, {"event": "created", **inner}, {name: whole}, {name: [tree]}):
            case = Case.of_tree(outer, profile, made="with a whole document in a member", origin=write(tree))
            yield case.expect(Standing.INVALID)
