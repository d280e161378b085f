"""The JSON report: it fits its schema, and what is read back is what was written."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # its stubs are a package of their own

import runlaws.reports
from runlaws.client._data import exactly
from runlaws.finding import SearchResult
from runlaws.reports import REPORTS, ResultsError, as_json, read_results, results_schema
from runlaws.reports._form import RESULT
from runlaws.reports._schema import schema_text
from runlaws.values import ABSENT
from runlaws.verdict import Words
from tests.report.made import finding_of, hostile_result, result_of, searched

RESULTS: dict[str, Callable[[], list[SearchResult]]] = {
    "nothing": list,
    "no findings": lambda: [result_of()],
    "one client": lambda: [result_of(finding_of(), finding_of(sent=2**64, got=None))],
    "two clients": lambda: [result_of(finding_of()), result_of(client="other 2")],
    "one that ended": lambda: [result_of(ended="the client ended it", last=finding_of().case, tallies=())],
    "one with coverage": lambda: [result_of(coverage={"rules": 0.25, "states": 1.0})],
    "a real search": lambda: [searched()],
    "hostile": lambda: [hostile_result(), result_of()],
}


def written(tmp_path: Path, *results: SearchResult) -> Path:
    path = tmp_path / "results.json"
    path.write_text(REPORTS["json"](*results), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", RESULTS)
def test_what_is_written_fits_the_schema(name: str) -> None:
    """Whatever clients, documents and exceptions hold, the data fits the schema of the package."""
    Draft202012Validator.check_schema(results_schema())
    Draft202012Validator(results_schema()).validate(as_json(*RESULTS[name]()))


@pytest.mark.parametrize("name", sorted(set(RESULTS) - {"hostile"}))
def test_what_is_read_back_is_what_was_written(name: str, tmp_path: Path) -> None:
    """A result is equal to itself after a way through a file."""
    results = RESULTS[name]()
    assert list(read_results(written(tmp_path, *results))) == results


@pytest.mark.parametrize("report", REPORTS)
def test_every_report_of_what_is_read_back_is_the_same(report: str, tmp_path: Path) -> None:
    """A report can be made of a file as well as of the search itself."""
    results = [searched(), result_of(finding_of(), client="other 2")]
    assert REPORTS[report](*read_results(written(tmp_path, *results))) == REPORTS[report](*results)


def test_the_details_of_an_exception_are_read_back_too(tmp_path: Path) -> None:
    """Equality leaves out what only people read; a file does not."""
    (result,) = read_results(written(tmp_path, hostile_result()))
    in_order = [
        sorted(held.findings, key=lambda of: (of.failure.cause.types, of.failure.law))
        for held in (result, hostile_result())
    ]
    for read, original in zip(*in_order, strict=True):
        for name in ("raised", "further", "traceback", "cause", "kind", "pointer"):
            assert getattr(read.failure, name) == getattr(original.failure, name)
        assert (read.case.document, read.matter, read.seen) == (original.case.document, original.matter, original.seen)


def test_one_result_stands_at_the_top_and_several_in_an_array() -> None:
    """What is found by one search needs one step less to be read."""
    assert as_json(result_of())["client"] == "acme 1.2"
    assert [each["client"] for each in as_json(result_of(), result_of(client="b"))["results"]] == ["acme 1.2", "b"]


def changed(**members: Any) -> str:
    return json.dumps({**as_json(result_of(finding_of())), **members})


def with_finding(**members: Any) -> str:
    data = as_json(result_of(finding_of()))
    return json.dumps({**data, "findings": [{**data["findings"][0], **members}]})


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (changed(version=2), "expected version 1 of the form at /version, got 2 of a newer runlaws"),
        (changed(version=0), "expected version 1 of the form at /version, got 0"),
        (changed(version=True), "expected the version of the form, 1 at /version, got true"),
        ("[]", "expected an object with a version, as `runlaws fuzz --json` writes it, at the top, got an array of 0"),
        ("{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ('{"version": 1}', "expected an object with 'client' at the top, got an object of 0"),
        ('{"version": 1, "results": {}}', "expected an array at /results, got an object of 0"),
        ('{"version": 1, "results": [], "seed": 0}', "expected no member but version and results at /seed, got 0"),
        (changed(colour="red"), "expected no member but client, profile"),
        (changed(coverage={"rules": 1.5}), "expected a share from 0 to 1 at /coverage/rules, got 1.5"),
        (changed(examples=-1), "expected a count at /examples, got -1"),
        (with_finding(tried="3"), 'expected a count at /findings/0/tried, got "3"'),
        (with_finding(severity="bad"), "expected 'silent corruption' or 'crash'"),
        (
            with_finding(case={}),
            "expected an object with 'document', or with document_hex or document_base64,",
        ),
        ("[" * 100_000, "it is nested too deeply"),
    ],
)
def test_what_is_no_results_file_is_one_sentence_with_the_place(text: str, complaint: str, tmp_path: Path) -> None:
    """A file that is cut, edited or of a newer version says so, and where."""
    path = tmp_path / "results.json"
    path.write_text(text)
    with pytest.raises(ResultsError) as caught:
        read_results(path)
    assert str(caught.value).startswith(f"{path}: {complaint}")


def test_the_schema_of_the_package_is_made_from_the_form_and_stands_on_the_page_of_files() -> None:
    """The three say the same."""
    packaged = (resources.files(runlaws.reports) / "findings.schema.json").read_text(encoding="utf-8")
    page = Path(__file__).parents[2] / "docs" / "schemas" / "findings.schema.json"
    assert packaged == schema_text() == page.read_text(encoding="utf-8")


def test_a_finding_that_nobody_counted_has_zeros() -> None:
    """A search that ended early counts nothing, and says nothing of it."""
    finding = evolve(finding_of(), tried=0, seen=0)
    assert "seen" not in REPORTS["text"](result_of(finding))
    assert as_json(result_of(finding))["findings"][0]["seen"] == 0


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda values: (
        st.lists(values, max_size=3) | st.dictionaries(st.text(st.characters(), max_size=9), values, max_size=3)
    ),
    max_leaves=6,
)


@given(sent=_VALUES | st.just(ABSENT), got=_VALUES | st.text().map(Words))
def test_any_value_is_read_back_to_the_type_and_the_sign(sent: object, got: object) -> None:
    """NaN, minus zero, integers of any size, lone surrogates and names that begin with a dollar, too."""
    written = as_json(result_of(finding_of(sent=sent, got=got)))
    del written["version"]
    (read,) = RESULT.read(json.loads(json.dumps(written)), ()).findings
    assert exactly(read.failure.sent) == exactly(sent)
    assert (type(read.failure.got), exactly(read.failure.got)) == (type(got), exactly(got))
