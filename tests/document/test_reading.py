"""What makes a document malformed or ambiguous, each with the nearest that is not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from runlaws.contract import Standing
from runlaws.document import (
    DISPUTES,
    DOCUMENT_RULES,
    MAX_DEPTH,
    read,
    write,
)
from runlaws.objects import UnknownProfile, judge
from tests.edits import edited
from tests.recordings import V2_RECORDINGS, recorded

PLAIN = write(recorded("v2-queued"))
HOLE = b'"@@"'


def holding(member: str, raw: str) -> bytes:
    """Return a document with raw text as the value of a member."""
    return write(edited(recorded("v2-queued"), {f"/{member}": "@@"})).replace(HOLE, raw.encode())


def document_rules(document: bytes) -> list[tuple[str, str]]:
    """Return the rules of JSON that a document breaks, with the places."""
    return [(v.rule, v.pointer) for v in judge(document).violations if v.rule.startswith("json.")]


def nested(levels: int) -> str:
    """Return arrays that make the document around them this many levels deep."""
    return "[" * (levels - 1) + "]" * (levels - 1)


MALFORMED = [
    ("json.encoding", b'{"id": "\xff"}'),
    ("json.encoding", b'{"id": "\xc3\x28"}'),
    ("json.encoding", b'{"id": "\xed\xa0\x80"}'),
    *(("json.encoding", PLAIN.decode().encode(name)) for name in ("utf-16", "utf-16-le", "utf-16-be")),
    *(("json.encoding", PLAIN.decode().encode(name)) for name in ("utf-32", "utf-32-le", "utf-32-be")),
    ("json.syntax", b"\0" + PLAIN),
    ("json.syntax", PLAIN + b"\0"),
    ("json.syntax", b"\0"),
    ("json.encoding", PLAIN.replace(b"Answer", "é".encode("latin-1"))),
    ("json.syntax", b""),
    ("json.syntax", b"\xef\xbb\xbf"),
    ("json.syntax", b" \n"),
    ("json.syntax", PLAIN[:-1]),
    ("json.syntax", PLAIN + PLAIN),
    ("json.syntax", PLAIN + b"x"),
    ("json.syntax", PLAIN.replace(b":", b"=", 1)),
    ("json.syntax", PLAIN.replace(b"}", b",}", 1)),
    ("json.syntax", PLAIN.replace(b'"', b"'")),
    ("json.syntax", b'{"id": "\t"}'),
    ("json.syntax", b'{"id": 01}'),
    ("json.syntax", b'{"id": .5}'),
    ("json.syntax", b'{"id": "\\u12"}'),
    ("json.syntax", b"nan"),
    ("json.object", b"null"),
    ("json.object", b"[]"),
    ("json.object", b"[" + PLAIN + b"]"),
    ("json.object", b'"run_1"'),
    ("json.object", b"17"),
    ("json.object", b"NaN"),
]


@pytest.mark.parametrize(("rule", "document"), MALFORMED, ids=lambda value: repr(value)[:40])
def test_what_is_no_json_object_is_malformed_and_nothing_else(rule: str, document: bytes) -> None:
    judgement = judge(document)
    assert judgement.standing is Standing.MALFORMED
    assert [(v.rule, v.pointer) for v in judgement.violations] == [(rule, "")]
    assert read(document).tree is None


@pytest.mark.parametrize(
    ("encoding", "says"),
    [
        ("utf-16", "but is UTF-16"),
        ("utf-16-be", "but is UTF-16"),
        ("utf-32", "but is UTF-32"),
        ("utf-32-le", "but is UTF-32"),
        ("latin-1", "but byte 8 (0xE9) is not, which is \u00e9 in Latin-1"),
        ("cp437", "but byte 8 (0x82) is not"),
    ],
)
def test_a_body_that_is_not_utf_8_is_called_what_it_is(encoding: str, says: str) -> None:
    (fault,) = read('{"id": "\u00e9"}'.encode(encoding)).faults
    assert fault.says == f"must be UTF-8, {says}"


BIG = 2**53
AMBIGUOUS = [
    # number: around 2^53 and around the range of a double
    ("json.precision", "/max_prompt_tokens", holding("max_prompt_tokens", str(BIG))),
    ("json.precision", "/max_prompt_tokens", holding("max_prompt_tokens", str(BIG + 1))),
    ("json.precision", "/max_prompt_tokens", holding("max_prompt_tokens", str(-BIG))),
    ("json.precision", "/max_prompt_tokens", holding("max_prompt_tokens", "9007199254740993.0")),
    ("json.precision", "/max_prompt_tokens", holding("max_prompt_tokens", "123456789012345678e2")),
    ("json.precision", "/temperature", holding("temperature", "0.30000000000000000000001")),
    ("json.precision", "/temperature", holding("temperature", "0." + "1" * 5000)),
    ("json.range", "/temperature", holding("temperature", "1e400")),
    ("json.range", "/temperature", holding("temperature", "-1E400")),
    ("json.range", "/temperature", holding("temperature", "1" * 5000)),
    ("json.range", "/temperature", holding("temperature", "-" + "1" * 5000)),
    ("json.range", "/temperature", holding("temperature", "1e99999999999999999999")),
    ("json.constant", "/temperature", holding("temperature", "NaN")),
    ("json.constant", "/temperature", holding("temperature", "-Infinity")),
    ("json.constant", "/metadata/a", holding("metadata", '{"a": Infinity}')),
    # text
    ("json.lone-surrogate", "/instructions", holding("instructions", r'"\ud800"')),
    ("json.lone-surrogate", "/instructions", holding("instructions", r'"\uDFFF"')),
    ("json.lone-surrogate", "/instructions", holding("instructions", r'"\ude00\ud83d"')),
    ("json.lone-surrogate", "/metadata", holding("metadata", r'{"\udabc": "v"}')),
    # names
    ("json.duplicate-name", "/id", b'{"id":"run_1",' + PLAIN[1:]),
    ("json.duplicate-name", "/metadata/a", holding("metadata", '{"a": "1", "b": "2", "a": "1"}')),
    ("json.duplicate-name", "/unknown/0/a", holding("unknown", '[{"a": 1, "a": 2}]')),
    ("json.duplicate-name", "/metadata/é", holding("metadata", r'{"é": "1", "\u00e9": "2"}')),
    ("json.duplicate-name", "/metadata/a~1b", holding("metadata", '{"a/b": "1", "a/b": "2"}')),
    # whole
    ("json.byte-order-mark", "", b"\xef\xbb\xbf" + PLAIN),
    ("json.depth", "", holding("unknown", nested(MAX_DEPTH + 1))),
    ("json.depth", "", holding("unknown", nested(100_000))),
    ("json.depth", "", holding("unknown", '{"a":' * MAX_DEPTH + "1" + "}" * MAX_DEPTH)),
]


@pytest.mark.parametrize(
    ("rule", "place", "document"),
    AMBIGUOUS,
    ids=[f"{rule}-{place}-{n}" for n, (rule, place, _) in enumerate(AMBIGUOUS)],
)
def test_what_parsers_dispute_is_ambiguous_at_its_place(rule: str, place: str, document: bytes) -> None:
    assert judge(document).standing is Standing.AMBIGUOUS
    assert document_rules(document) == [(rule, place)]


UNDISPUTED = {
    "2^53 - 1": holding("max_prompt_tokens", str(BIG - 1)),
    "1 - 2^53": holding("unknown", str(1 - BIG)),
    "2^53 as a double that is exact": holding("unknown", "9007199254740992.0"),
    "0.1": holding("temperature", "0.1"),
    "as many digits as a double has": holding("temperature", "0.30000000000000004"),
    "zeros behind": holding("temperature", "0.5000000000000000000000000"),
    "the largest double": holding("unknown", "1.7976931348623157e308"),
    "the least double": holding("unknown", "5e-324"),
    "minus zero": holding("temperature", "-0.0"),
    "a pair of escapes": holding("instructions", r'"\ud83d\ude00"'),
    "a pair of escapes in capitals": holding("instructions", r'"\uD83D\uDE00"'),
    "an escaped backslash before": holding("instructions", r'"\\ud800"'),
    "a character beyond the plane": holding("instructions", '"😀"'),
    "a mark inside": holding("instructions", '"\ufeff"'),
    "one name in two objects": holding("unknown", '[{"a": 1}, {"a": 1}]'),
    "one name at two levels": holding("metadata", '{"a": "a"}').replace(b'"metadata":', b'"metadata" :'),
    "names in two cases": holding("metadata", '{"a": "1", "A": "2"}'),
    "names in two normal forms": holding("metadata", '{"é": "1", "e\u0301": "2"}'),
    "as deep as it may be": holding("unknown", nested(MAX_DEPTH)),
    "wide and not deep": holding("unknown", "[" + ",".join(["[]"] * 2000) + "]"),
    "brackets in text": holding("instructions", '"' + "[{" * 2000 + '"'),
    "escaped quotes and brackets in text": holding("instructions", '"' + r"\"[" * 2000 + '"'),
    "white space around": b" \r\n\t" + PLAIN + b"\n",
    "constants as text": holding("instructions", '"NaN"'),
}


@pytest.mark.parametrize("document", UNDISPUTED.values(), ids=UNDISPUTED)
def test_the_nearest_thing_that_all_parsers_agree_on_is_not(document: bytes) -> None:
    assert document_rules(document) == []
    assert judge(document).standing in (Standing.VALID, Standing.EXTENDED, Standing.QUESTIONABLE)


@pytest.mark.parametrize("token", ["1e-400", "5e-325", "-1e-999"])
def test_a_number_too_small_for_a_double_is_ambiguous(token: str) -> None:
    assert judge(holding("temperature", token)).standing is Standing.AMBIGUOUS


@pytest.mark.parametrize("token", ["1e-99999999999999999999", "0.5e-99999999999999999999"])
def test_a_number_with_an_absurd_exponent_is_ambiguous(token: str) -> None:
    assert judge(holding("temperature", token)).standing is Standing.AMBIGUOUS


def test_every_dispute_of_a_document_is_told_and_what_its_profile_says_beside_them() -> None:
    document = b"\xef\xbb\xbf" + holding("temperature", "NaN").replace(b'"model":', b'"id":"run_2","model":')
    judgement = judge(document)
    assert document_rules(document) == [
        ("json.byte-order-mark", ""),
        ("json.duplicate-name", "/id"),
        ("json.constant", "/temperature"),
    ]
    assert "model.required" not in {violation.rule for violation in judgement.violations}
    broken = judge(holding("created_at", "9007199254740993").replace(b'"thread.run"', b'"run"'))
    assert {violation.rule for violation in broken.violations} >= {"json.precision", "object.enum"}
    assert broken.standing is Standing.AMBIGUOUS


def test_the_rules_of_json_are_listed_and_each_is_broken_by_an_example_here() -> None:
    listed = {rule.id for rule in DOCUMENT_RULES}
    assert listed == {rule for rule, *_ in (*MALFORMED, *AMBIGUOUS)}


def test_the_last_of_two_members_of_a_name_is_the_one_that_is_read() -> None:
    tree = read(b'{"id":"run_1",' + PLAIN[1:]).tree
    assert tree is not None
    assert tree["id"] == recorded("v2-queued")["id"]


@pytest.mark.parametrize(
    ("document", "others"),
    [
        (b'{"a":1,"a":2}', {"/a": (1,)}),
        (b'{"a":1,"a":1}', {"/a": (1,)}),
        (b'{"a":1,"a":2,"a":null}', {"/a": (1, 2)}),
        (b'{"a":{"b":1},"a":[2]}', {"/a": ({"b": 1},)}),
        (b'{"a":[{"b":1,"b":2},{"b":3}],"c":1,"c":2}', {"/a/0/b": (1,), "/c": (1,)}),
        (b'{"a":{"b":1,"b":2,"c":3,"c":4}}', {"/a/b": (1,), "/a/c": (3,)}),
        (b'{"a/b~c":1,"a/b~c":2}', {"/a~1b~0c": (1,)}),
        (b'{"a":{"b":1,"b":2},"a":{"b":3}}', {"/a": ({"b": 2},)}),
        (b'{"a":{"b":1,"b":2},"a":{"b":3,"b":4}}', {"/a": ({"b": 2},), "/a/b": (3,)}),
        (b'{"a":1,"A":2}', {}),
        (b'{"a":{"a":1},"b":{"a":2}}', {}),
        (b'{"a":NaN}', {}),
        (b"[]", {}),
        (b'{"a":1,"a":', {}),
    ],
)
def test_the_other_values_of_a_member_that_stands_twice_are_kept_by_its_place(
    document: bytes, others: dict[str, Any]
) -> None:
    reading = read(document)
    assert reading.others == others
    twice = {violation.pointer for violation in reading.disputes if violation.rule == "json.duplicate-name"}
    assert twice == set(others)


@pytest.mark.parametrize("document", [document for *_, document in AMBIGUOUS], ids=range(len(AMBIGUOUS)))
def test_where_disputes_are_not_asked_for_the_tree_is_the_same(document: bytes) -> None:
    plain, full = read(document, disputes=False), read(document)
    assert repr(plain.tree) == repr(full.tree)
    assert (plain.faults, plain.others) == ((), {})


def test_what_makes_a_document_ambiguous_is_a_dispute_and_what_makes_it_malformed_is_none() -> None:
    assert {rule for rule, *_ in AMBIGUOUS} == DISPUTES
    assert DISPUTES.isdisjoint({rule for rule, _ in MALFORMED})


@pytest.mark.parametrize("recording", V2_RECORDINGS, ids=str)
def test_a_recording_is_read_as_json_reads_it(recording: Any) -> None:
    reading = read(recording.document)
    assert (reading.faults, reading.disputes) == ((), ())
    assert reading.tree == json.loads(recording.document)


def test_a_document_may_be_given_as_bytes_text_or_tree() -> None:
    tree = recorded("v2-completed")
    judgements = {judge(tree), judge(write(tree)), judge(write(tree).decode())}
    assert [judgement.standing for judgement in judgements] == [Standing.VALID]


def test_text_that_no_bytes_can_hold_is_malformed() -> None:
    assert judge('{"id": "\ud800"}').standing is Standing.MALFORMED


def test_an_unknown_profile_is_told_with_the_names_there_are() -> None:
    with pytest.raises(UnknownProfile, match=r"'v9'; there is v2"):
        judge(b"{}", "v9")


def test_a_tree_is_written_in_the_plain_spelling() -> None:
    assert write({"a": [1, 1.0, None, True, "é/\n"]}) == '{"a":[1,1.0,null,true,"é/\\n"]}'.encode()


def test_a_lone_surrogate_is_written_as_the_escape_it_came_as() -> None:
    document = write({"a": "é\ud800"})
    assert document.isascii()
    assert read(document).tree == {"a": "é\ud800"}


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (b'{"a":[1 , ]}', "Illegal trailing comma before end of array at line 1, column 9"),
        (b'{"a":1,\n}', "Illegal trailing comma before end of object at line 1, column 7"),
        (b'{"a":[1}', "Expecting ',' delimiter at line 1, column 8"),
        (b'{"a":[}', "Expecting value at line 1, column 7"),
        (b'{"a":[1, }', "Expecting value at line 1, column 10"),
        (b'{"a":]}', "Expecting value at line 1, column 6"),
    ],
)
def test_what_is_no_json_is_worded_alike_in_every_python(document: bytes, says: str) -> None:
    (fault,) = read(document).faults
    assert fault.says == f"must be JSON: {says}"
