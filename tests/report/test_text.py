"""The text of a finding: a newcomer can fix the fault with nothing else in hand.

The findings are written by hand, so that the snapshots change with our wording and with nothing else.
"""

from __future__ import annotations

import pytest
from attrs import evolve
from syrupy.assertion import SnapshotAssertion

from runlaws.case import Case, Likeness, Twin
from runlaws.contract import Judgement, News, NewsKind, Standing, Violation
from runlaws.finding import Finding
from runlaws.objects.run.profiles import V2
from runlaws.reports import text_of
from runlaws.reports._rest import rows_of_rest
from runlaws.values import ABSENT, Absent, Json
from runlaws.verdict import Failure, Words

RUN = b'{"id":"run_1","status":"queued","max_completion_tokens":null}'


def case_of(
    standing: Standing = Standing.VALID,
    *why: Violation | News,
    made: str = "valid",
    document: bytes = RUN,
    twin: Twin | None = None,
) -> Case:
    violations = tuple(one for one in why if isinstance(one, Violation))
    news = tuple(one for one in why if isinstance(one, News))
    return Case(document, Judgement(V2, standing, violations, news), made, twin)


def finding_of(failure: Failure, case: Case, **notable: Json | Absent) -> Finding:
    replay = f"runlaws replay {case.id} --client acme.runs:client"
    return Finding(failure, case, "acme 1.4.2", notable, replay)


FINDINGS = {
    "a valid document refused": finding_of(
        Failure(
            "decodes-valid",
            "",
            "refused: ValidationError",
            Words("a questionable document"),
            Words("ValidationError: max_prompt_tokens must be at least 256"),
        ),
        case_of(
            Standing.QUESTIONABLE,
            Violation("max_prompt_tokens.minimum", "/max_prompt_tokens", "must be at least 256, but is 255"),
            made="with max_prompt_tokens.minimum broken",
        ),
        max_prompt_tokens=255,
    ),
    "a crash on no bytes at all": finding_of(
        Failure(
            "fails-cleanly",
            "",
            "crashed: JSONDecodeError",
            Words("a malformed document, to be refused with AcmeError if at all"),
            Words("JSONDecodeError: Expecting value: line 1 column 1 (char 0)"),
        ),
        case_of(
            Standing.MALFORMED,
            Violation("json.syntax", "", "must be JSON: Expecting value at line 1, column 1"),
            made="malformed: not JSON",
            document=b"",
        ),
    ),
    "a number that lost its precision": finding_of(
        Failure("round-trip", "/max_completion_tokens", "precision lost", 9007199254740991, 9007199254740992.0),
        case_of(document=b'{"id":"run_1","status":"queued","max_completion_tokens":9007199254740991}'),
        max_completion_tokens=9007199254740991,
    ),
    "a member that was dropped": finding_of(
        Failure("round-trip", "/last_error/message", "dropped", "m", ABSENT),
        case_of(document=b'{"id":"run_1","status":"failed","last_error":{"code":"server_error","message":"m"}}'),
        status="failed",
    ),
    "news that was dropped": finding_of(
        Failure("round-trip", "/brand_new", "dropped", 1, ABSENT),
        case_of(
            Standing.EXTENDED,
            News(NewsKind.UNKNOWN_MEMBER, "/brand_new", "is not a member that the contract knows"),
            made="with an unknown member at the top",
            document=b'{"id":"run_1","brand_new":1}',
        ),
        brand_new=1,
    ),
    "a wrong value made into another": finding_of(
        Failure("no-silent-corruption", "/created_at", "type confused", True, 1),
        case_of(
            Standing.INVALID,
            Violation("created_at.type", "/created_at", "must be an integer, but is the boolean true"),
            Violation("expires_at.order", "/expires_at", "must be after created_at"),
            made="with 2 rules broken",
            document=b'{"id":"run_1","created_at":true}',
        ),
        created_at=True,
    ),
    "a default that stands for null": finding_of(
        Failure("field-invariants", "/completed_at", "null shown as a value", None, 0),
        case_of(document=b'{"id":"run_1","status":"queued","completed_at":null}'),
    ),
    "two runs that are equal though they differ": finding_of(
        Failure(
            "equality-significant-fields",
            "/tools/0/type",
            "equal though different",
            Words("two different documents"),
            Words("equal values"),
        ),
        case_of(
            made="with a copy that differs at /tools/0/type",
            document=b'{"id":"run_1","tools":[{"type":"file_search"}]}',
            twin=Twin(b'{"id":"run_1","tools":[{"type":"code_interpreter"}]}', Likeness.DIFFERENT, "/tools/0/type"),
        ),
        tools=[{"type": "file_search"}],
    ),
    "the same data, spelled differently": finding_of(
        Failure(
            "equality-spelling-blind", "", "not equal", Words("the same data, spelled differently"), Words("False")
        ),
        case_of(
            made="with a copy spelled differently",
            twin=Twin(b'{ "status": "queued", "id": "run_1" }', Likeness.SAME),
        ),
    ),
}


@pytest.mark.parametrize("name", FINDINGS)
def test_the_text_of_a_finding(name: str, snapshot: SnapshotAssertion) -> None:
    assert text_of(FINDINGS[name]) == snapshot


def test_other_places_of_the_same_finding_are_named_up_to_a_point(snapshot: SnapshotAssertion) -> None:
    finding = FINDINGS["a wrong value made into another"]
    assert text_of(finding, elsewhere(finding, "/expires_at", "")) == snapshot(name="two")
    many = elsewhere(finding, *(f"/metadata/{number}" for number in range(200)))
    assert text_of(finding, many) == snapshot(name="two hundred")


def test_what_else_shows_the_defect_is_named_up_to_a_point(snapshot: SnapshotAssertion) -> None:
    """By other exceptions and other laws: in a line each."""
    finding = FINDINGS["a crash on no bytes at all"]
    kinds = ("TypeError", "KeyError", "TypeError", "ValueError", "AttributeError", "IndexError", "NameError")
    others = [evolve(finding, failure=Failure("fails-cleanly", "", f"crashed: {kind}", 1, 2)) for kind in kinds]
    refused = evolve(finding, failure=Failure("decodes-valid", "", "crashed: TypeError", 1, 2))
    assert text_of(finding, [others[0], refused]) == snapshot(name="two")
    assert text_of(finding, others) == snapshot(name="six and a repetition")


def rows(first: Finding, *rest: Finding) -> list[str]:
    return [text for label, text in rows_of_rest(first, rest) if label == "and also"]


def crash(law: str, text: str, line: int) -> Finding:
    """Return a finding with an exception from a line."""
    at = f"acme/runs.py in Run.read, line {line} (by json)"
    failure = Failure(law, "", f"crashed: {text.partition(':')[0]}", Words("a document"), Words(text), raised=(at,))
    return evolve(FINDINGS["a crash on no bytes at all"], failure=failure)


def test_what_else_was_raised_is_named_with_its_message_and_its_statement_where_these_are_others() -> None:
    first = crash("fails-cleanly", "KeyError: 'id'", 7)
    assert rows(first, crash("fails-cleanly", "KeyError: 'id'", 7)) == []
    assert [text.partition("): ")[2] for text in rows(first, crash("fails-cleanly", "TypeError: no", 7))] == ["no"]
    (other,) = rows(first, crash("decodes-valid", "KeyError: 'id'", 9))
    assert other.endswith("), in acme/runs.py in Run.read, line 9, which breaks decodes-valid")
    *_, last = rows(first, *(crash("fails-cleanly", f"KeyError: '{line}'", line) for line in range(7, 20)))
    assert last == "7 more; 13 statements raise in all"


def test_other_lines_of_the_function_that_raise_the_same_are_named_up_to_a_point() -> None:
    """One finding stands for a function that checks nothing, and says that it is not one line."""
    at = "acme/runs.py in Run.read, line"
    several = [*(f"{at} {line} (by json)" for line in range(7, 30)), "acme/runs.py in Run.write, line 5"]
    first = evolve(crash("fails-cleanly", "KeyError: 'id'", 7), statements=tuple(several[:2]))
    assert rows(first) == ["crashed: KeyError, in line 8 of acme/runs.py in Run.read"]
    lines = "8, 9, 10, 11, 12, 13, 14, 15, 16, 17 and 12 more"
    assert rows(evolve(first, statements=tuple(several))) == [
        f"crashed: KeyError, in lines {lines} of acme/runs.py in Run.read"
    ]


def test_of_what_else_shows_the_defect_one_of_each_sort_comes_first() -> None:
    """So no law and no exception is missing since there are many places."""
    first, *lost = (
        finding_of(Failure("round-trip", f"/{name}", f"kind {name <= 'a'}", 0.5, 1), case_of()) for name in "abcdefgh"
    )
    second, third, *_ = rows(first, *lost, crash("decodes-valid", "KeyError: 'id'", 7))
    assert (second, third.partition(" (")[0]) == ("/b: 0.5 became 1", "crashed: KeyError")


def elsewhere(finding: Finding, *pointers: str) -> list[Finding]:
    failure = finding.failure
    return [
        evolve(finding, failure=Failure(failure.law, pointer, failure.kind, failure.sent, failure.got))
        for pointer in pointers
    ]


HOSTILE = '\x1b[31m\n\r\t\x00\x7f\x9b\u00a0\u2028\u202e\ud800é日😀"\\'


def hostile_finding() -> Finding:
    failure = Failure("round-trip", f"/{HOSTILE}", HOSTILE, HOSTILE, {HOSTILE: [HOSTILE]})
    twin = Twin(HOSTILE.encode("utf-8", "surrogatepass"), Likeness.DIFFERENT, f"/{HOSTILE}")
    case = case_of(made=HOSTILE, document=HOSTILE.encode("utf-8", "surrogatepass"), twin=twin)
    return Finding(failure, case, HOSTILE, {HOSTILE: HOSTILE}, f"runlaws replay 0 --client {HOSTILE}")


def test_nothing_in_a_finding_reaches_the_terminal_but_what_is_printable(snapshot: SnapshotAssertion) -> None:
    text = text_of(hostile_finding(), elsewhere(hostile_finding(), f"/{HOSTILE}/0"))
    assert all(line.isprintable() for line in text.split("\n"))
    assert text.encode()
    assert text == snapshot


@pytest.mark.parametrize("size", [4000, 4001, 10_000_000])
def test_a_very_long_document_is_shortened_and_its_size_told(size: int) -> None:
    document = b"[" * size
    finding = finding_of(Failure("round-trip", "", "dropped", "x" * size, "y" * size), case_of(document=document))
    (shown,) = (line for line in text_of(finding).splitlines() if line.startswith("  document "))
    if size <= 4000:
        assert shown == f"  document {document.decode()}"
    else:
        assert shown.endswith(f"  ({size} bytes)")
    assert len(text_of(finding)) < 6000


def test_a_value_that_is_no_json_is_shown_by_its_text() -> None:
    finding = finding_of(Failure("round-trip", "/a", "value changed", float("nan"), {1}), case_of())
    lines = text_of(finding).splitlines()
    assert "  sent     NaN" in lines
    assert "  got      {1}    (value changed)" in lines


def test_a_law_of_the_users_own_is_told_by_its_name() -> None:
    assert text_of(finding_of(Failure("ours", "", "bad", 1, 2), case_of())).splitlines()[0] == "ours"


def test_the_twin_is_shown_only_where_the_law_looks_at_it() -> None:
    twin = Twin(b"{}", Likeness.SAME)
    text = text_of(finding_of(Failure("round-trip", "", "dropped", 1, 2), case_of(twin=twin)))
    assert "twin" not in text
