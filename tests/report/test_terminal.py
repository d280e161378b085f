"""The report on a terminal: it fits the width, has colours only where they are wanted, and shows what matters."""

from __future__ import annotations

import io
from typing import Any

import pytest
from attrs import evolve
from rich.console import Console

from runlaws.case import Case, Likeness, Twin
from runlaws.contract import Judgement, Standing
from runlaws.finding import Finding, SearchResult, Tally
from runlaws.objects.run.profiles import V2
from runlaws.reports import write_to_terminal
from runlaws.reports._cut import cut
from runlaws.reports._excerpt import excerpt, excerpt_of
from runlaws.values import ABSENT
from runlaws.verdict import Failure, Words
from runlaws_strategies import simplest

RUN = b'{"id":"run_1","status":"queued","tools":[{"type":"code_interpreter"},{"type":"function","name":"a"}],"n":null}'
TWIN = Twin(b'{"id":"run_1"}', Likeness.DIFFERENT, "/status")
FAILURE = Failure(
    "decodes-valid",
    "",
    "refused: ValidationError",
    Words("a valid document"),
    Words("ValidationError: 2 errors"),
    raised=("acme/models.py in Run.from_dict, line 88", "KeyError: 'id'", "TypeError: no dict"),
    further=("id", "  Input should be a valid string"),
)
FINDING = Finding(FAILURE, Case(RUN, Judgement(V2, Standing.VALID), "valid", TWIN), "acme 1", replay="runlaws replay x")
RESULT = SearchResult("acme 1", "v2", 500, 7, (FINDING,), spec="acme:client")


def printed(width: int = 100, *, terminal: bool = False) -> str:
    file = io.StringIO()
    write_to_terminal(RESULT, Console(file=file, width=width, force_terminal=terminal))
    return file.getvalue()


def test_an_exception_is_shown_with_all_lines_of_its_text_its_place_and_what_led_to_it() -> None:
    lines = [line.strip() for line in printed().splitlines()]
    begins = lines.index("got      ValidationError: 2 errors    (refused: ValidationError)")
    assert lines[begins + 1 : begins + 6] == [
        "id",
        "Input should be a valid string",
        "raised   in acme/models.py in Run.from_dict, line 88",
        "cause    KeyError: 'id'",
        "cause    TypeError: no dict",
    ]


def test_a_finding_says_which_file_has_the_whole_document_where_there_is_one() -> None:
    file = io.StringIO()
    write_to_terminal(RESULT, Console(file=file, width=100), lambda finding: f"cases/{finding.case.id}.json")
    assert f"whole in cases/{FINDING.case.id}.json" in file.getvalue()
    assert "whole in" not in printed()


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, printed(width).splitlines())) <= width


def test_a_terminal_that_is_narrower_than_any_is_taken_for_one_of_forty_columns() -> None:
    assert max(map(len, printed(10).splitlines())) <= 40


def test_colours_are_for_a_terminal_alone_and_not_where_they_are_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1;33mrefusal" in printed(terminal=True)
    assert "\x1b" not in printed()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;33m" not in printed(terminal=True)


@pytest.mark.parametrize(
    ("pointer", "shown"),
    [
        ("/status", '{…, "status": "queued"}'),
        ("/tools/1/name", '{…, "tools": [{"type": "code_interpreter"}, {"type": "function", "name": "a"}]}'),
        ("/usage/total_tokens", '{…}  (without "usage")'),
        ("", RUN.decode()),
    ],
)
def test_a_document_is_cut_to_the_place_that_matters(pointer: str, shown: str) -> None:
    assert excerpt(RUN, pointer) == shown


LONG = {"type": "function", "name": "a" * 200, "new": 7, "text": "b" * 200}


@pytest.mark.parametrize(
    ("tree", "places", "shown"),
    [
        ({"a": 1, "b": 2, "c": 3}, ["/a", "/c"], '{…, "a": 1, "c": 3}'),
        ({"a": 1}, ["/a", "/d", "/e/f"], '{"a": 1}  (without "d", "e")'),
        ({"a": [{"id": 7, "type": "new"}]}, ["/a/0/type"], '{"a": [{"id": 7, "type": "new"}]}'),
        ({"a": [LONG]}, ["/a/0/type"], '{"a": [{…, "type": "function", "new": 7}]}'),
        ({"a": [LONG, LONG]}, ["/a/1/type"], '{"a": […, {…, "type": "function", "new": 7}]}'),
        (
            {"a": [LONG]},
            ["/a/*/text"],
            f'{{"a": [{{…, "type": "function", "new": 7, "text": "{"b" * 119}…}}]}}',
        ),
        ({"a": [*range(200)], "b": 1}, ["/a"], f'{{…, "a": [{", ".join(map(str, range(12)))}, …]}}'),
        ({"a": [7] * 200}, ["/a"], f'{{"a": [{", ".join("7" * 12)}, …]}}'),
        ({"a": [*range(200)]}, ["/a", "/a/99"], f'{{"a": [{", ".join(map(str, range(12)))}, …, 99, …]}}'),
    ],
)
def test_what_matters_is_never_left_out_of_a_document(tree: dict[str, Any], places: list[str], shown: str) -> None:
    """Of a short member nothing is, and of a long one neither a place that matters nor what is short beside it."""
    assert cut(tree, places) == shown


@pytest.mark.parametrize(
    ("document", "shown"),
    [
        (b'{"a": 1, "b": "x", "b": null}', '{…, "b": "x", "b": null}'),
        (b'{"a": 1, "b":1.0e2}', '{…, "b": 1.0e2}'),
        (b'{"a": 1, "b": %b}' % (b"7" * 5000), f'{{…, "b": {"7" * 120}…}}'),
        (b'{"a": 1, "b": {"c": 1, "c": 2} }', '{…, "b": {"c": 1, "c": 2}}'),
        (b'{"a": 1, "b": "%b"}' % (b"x" * 200), f'{{…, "b": "{"x" * 119}…}}'),
    ],
)
def test_what_is_spelled_in_another_way_is_shown_as_it_is(document: bytes, shown: str) -> None:
    """A name that stands twice does so, and a number has its form."""
    assert excerpt(document, "/b") == shown


def test_where_too_many_places_matter_the_first_of_them_are_there() -> None:
    tree = {f"member_{number}": "x" * 100 for number in range(1000)}
    text = cut(tree, [f"/{name}" for name in tree])
    assert len(text) <= 1000
    assert text.startswith('{…, "member_0": "xxx')


UNKNOWN_TOOL = {"type": "brand_new", "code_interpreter": "no object"}
CASES: dict[str, tuple[dict[str, Any], str, dict[str, Any], tuple[str, ...], str]] = {
    "what is wrong": ({"model": 7}, "", {}, (), '{…, "model": 7}'),
    "the whole of an unknown variant": (
        {"tools": [UNKNOWN_TOOL]},
        "/tools/0/type",
        {},
        (),
        '{…, "tools": [{"type": "brand_new", "code_interpreter": "no object"}]}',
    ),
    "an unknown member that is not where the failure is": (
        {"tools": [{"type": "code_interpreter", "__dict__": {}}]},
        "/tools/0/type",
        {},
        (),
        '{…, "tools": [{"type": "code_interpreter", "__dict__": {}}]}',
    ),
    "a member that is not in its simplest form": (
        {"model": "m", "top_p": 0.5},
        "/top_p",
        {"model": "m"},
        (),
        '{…, "model": "m", "top_p": 0.5}',
    ),
    "a place that matters": (
        {"metadata": {"a": "x" * 300, "b": "y" * 100}, "top_p": 0.5},
        "/top_p",
        {},
        ("/metadata/*", "top_p.type"),
        f'{{…, "metadata": {{"a": "{"x" * 119}…, "b": "{"y" * 100}"}}, "top_p": 0.5}}',
    ),
    "a member that is missing": (
        {"top_p": 0.5},
        "/top_p",
        {"model": ABSENT},
        (),
        '{…, "top_p": 0.5}  (without "model")',
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_a_finding_is_shown_with_all_that_it_goes_away_without(what: str) -> None:
    """Whatever is wrong, new or not as in the simplest document is there, wherever the client failed."""
    members, place, notable, matter, shown = CASES[what]
    simplest_run = {**simplest("queued", profile=V2), **members}
    case = Case.of_tree(
        {name: value for name, value in simplest_run.items() if name not in notable or name in members},
        V2,
        made="valid",
    )
    assert excerpt_of(Finding(evolve(FAILURE, pointer=place), case, "acme 1", notable, matter=matter)) == shown


def test_a_body_that_is_no_object_is_cut_to_its_beginning() -> None:
    assert excerpt(b"[" * 1000, "") == f"{'[' * 300}…  (1000 bytes)"


@pytest.mark.parametrize(("width", "shown"), [(100, True), (60, False)])
def test_a_table_at_the_end_has_the_broken_laws_by_severity_and_in_how_many_cases(width: int, shown: bool) -> None:
    """Where it is narrow, without the number of cases."""
    file = io.StringIO()
    tallies = (Tally("decodes-valid", 1197, 3, {}), Tally("round-trip", 100, 0, {}))
    findings = (FINDING, evolve(FINDING, failure=Failure("fails-cleanly", "", "crashed: KeyError", 1, 2)))
    write_to_terminal(evolve(RESULT, findings=findings, tallies=tallies), Console(file=file, width=width))
    _, _, table = file.getvalue().rpartition(" severity ")
    rows = [line.split() for line in table.splitlines()[2:4]]
    assert rows[0][:3] == ["crash", "fails-cleanly", "1"]
    assert rows[1][:3] == ["refusal", "decodes-valid", "1"]
    assert ("3 of 1,200 cases" in table) is shown
    assert max(map(len, file.getvalue().splitlines())) <= width


def test_the_coverage_of_the_contract_is_said_where_it_was_looked_at() -> None:
    """In one line, in per cent that are rounded down."""
    file = io.StringIO()
    write_to_terminal(evolve(RESULT, coverage={"rules": 0.999, "states": 1.0}), Console(file=file, width=100))
    assert "\ncontract coverage of v2: rules 99 %, states 100 %\nacme 1: 1 finding in" in file.getvalue()
    assert "coverage" not in printed()
