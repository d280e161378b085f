"""The Markdown report: issues to paste, and scripts that need no runlaws."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from markdown_it import MarkdownIt

from runlaws.case import Case, Likeness, Twin
from runlaws.client import Snippet
from runlaws.document import write
from runlaws.finding import Finding, SearchResult
from runlaws.objects.run.profiles import V2
from runlaws.reports import REPORTS
from runlaws.reports._code import literal
from runlaws.reports._markdown import as_code
from runlaws.reports._script import script_of
from runlaws.values import ABSENT
from runlaws.verdict import Words
from runlaws_strategies import Kind, make_case
from tests.report.made import RUN, finding_of, hostile_result, result_of

SETUP = """\
import types

def decode(document):
    import json
    return json.loads(document, object_hook=lambda members: types.SimpleNamespace(**members))
"""
ENCODE = "json.dumps(run, default=vars)"
SNIPPET = Snippet(SETUP, ENCODE, {"/status": "state_of_it"})


def issues(*results: SearchResult) -> list[str]:
    return REPORTS["markdown"](*results).split("\n\n---\n\n")


def test_a_finding_is_an_issue_with_all_that_whoever_maintains_the_client_must_know() -> None:
    """What happens, the smallest document, what was expected and why it matters, in this order."""
    issue, sums = issues(result_of(finding_of()))
    headings = re.findall(r"^(?:# .*|\*\*[^*]+\*\*)", issue, re.MULTILINE)
    assert headings == [
        "# /top\\_p: 0.5 became 1",
        "**What happens**",
        "**The smallest document that shows it**",
        "**Expected**",
        "**Why it matters**",
        "**Severity**",
    ]
    assert "- client: acme 1.2\n- at: `/top_p`\n- sent: `0.5`\n- got: `1` (value changed)\n" in issue
    assert re.search(r'  - in short: `{….*"top_p": 0\.5', issue)
    assert "**Expected**: encoding what was decoded must give the document back.\n" in issue
    assert "seen in 3 of the 1,200 cases that the law was asked of" in issue
    assert sums.startswith("acme 1.2: 1 finding in 500 cases of profile v2 (seed 7)")


def test_several_clients_are_summed_up_at_the_end() -> None:
    """Each with a line of its own."""
    *_, sums = issues(result_of(finding_of()), result_of(client="other 2"))
    assert "acme 1.2: 1 finding" in sums
    assert "other 2: no findings in 500 cases" in sums


@pytest.mark.parametrize("text", ["a", "`", "``a`b", "a`", " ", "a\nb", "```\n# no heading"])
def test_code_within_a_line_is_one_piece_of_code_whatever_it_holds(text: str) -> None:
    """Backticks in it do not end it, and no line of it begins another block."""
    (block,) = (token for token in MarkdownIt().parse(f"- {as_code(text)}") if token.type == "inline")
    assert [child.type for child in block.children or ()] == ["code_inline"]


def test_nothing_foreign_is_markup() -> None:
    """No heading, link, mention or tag comes from a document or an exception."""
    allowed = {"details", "summary", "sub"}
    for token in MarkdownIt().parse(REPORTS["markdown"](hostile_result())):
        parts = [token, *(token.children or ())]
        tags = {
            tag
            for part in parts
            if part.type in {"html_block", "html_inline"}
            for tag in re.findall(r"</?(\w+)", part.content)
        }
        assert tags <= allowed
        assert all(part.type not in {"link_open", "image"} for part in parts)


def test_of_two_documents_that_are_compared_both_are_there_in_short_and_whole() -> None:
    """Of one that the law does not look at, nothing is said."""
    twin = Twin(write({**RUN, "top_p": 1}), Likeness.DIFFERENT, "/top_p")
    case = Case.of_tree(RUN, V2, made="valid", twin=twin)
    both, _ = issues(result_of(finding_of("equality-significant-fields", case=case)))
    assert re.search(r'  - in short: `{….*"top_p": 0\.5.*\n  - and the second one: `{….*"top_p": 1', both)
    assert twin.document.decode() in both
    one, _ = issues(result_of(finding_of("round-trip", case=case)))
    assert "second" not in one
    assert twin.document.decode() not in one


# -- scripts


@pytest.mark.parametrize(
    ("finding", "last", "printed"),
    [
        (finding_of(), 'print(json.dumps(json.loads(%s)["top_p"]))  # 1 (value changed)', "0.5"),
        (
            finding_of(pointer="/tools/0/strict", sent=True, got=ABSENT, kind="dropped"),
            'print(json.dumps(json.loads(%s)["tools"][0].get("strict", "(not there)")))  # (not there) (dropped)',
            '"(not there)"',
        ),
        (finding_of("refuses-malformed", "", "accepted", got=Words("a")), "print(repr(run))  # a (accepted)", None),
        (
            finding_of("reads-fields", "/tools/0/function/name", got="g"),
            'print(repr(run.tools[0].function.name))  # "g" (value changed)',
            "'f'",
        ),
        (
            finding_of("reads-fields", "/metadata/a", got="g", tree={**RUN, "metadata": {"a": "b"}}),
            'print(repr(run.metadata["a"]))  # "g" (value changed)',
            None,
        ),
        (finding_of("reads-fields", "/status", got="g"), 'print(repr(run.state_of_it))  # "g" (value changed)', None),
    ],
)
def test_a_script_ends_with_the_line_that_shows_what_is_wrong(finding: Finding, last: str, printed: str | None) -> None:
    """And it runs without runlaws."""
    script = script_of(finding, SNIPPET)
    assert script.splitlines()[-1] == last.replace("%s", ENCODE)
    assert "runlaws" not in script
    if printed is not None:
        done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True)
        assert done.stdout == f"{printed}\n"


def test_two_documents_that_are_equal_are_compared_both_ways() -> None:
    """With the names that the finding gives them."""
    case = make_case(0, 0, kinds=(Kind.SIBLING,))
    assert case.twin is not None
    finding = finding_of("equality-significant-fields", case.twin.pointer, "equal", got=Words("a == b"), case=case)
    *_, first, second, last = script_of(finding, SNIPPET).splitlines()
    assert first == f"a = decode({case.document!r})"
    assert second == f"b = decode({case.twin.document!r})"
    assert last == f"print(a == b, b == a)  # equal, the same except at {case.twin.pointer}"


@pytest.mark.parametrize(
    "finding",
    [
        finding_of("copies-are-equal"),
        finding_of("decoding-is-repeatable"),
        finding_of("round-trip", kind="to_dict: dropped"),
        finding_of("a-law-of-my-own"),
    ],
)
def test_there_is_no_script_where_a_few_lines_cannot_show_it(finding: Finding) -> None:
    """The documents are shown instead."""
    assert script_of(finding, SNIPPET) == ""
    (issue, _) = issues(result_of(finding, snippet=SNIPPET))
    assert "**The smallest document that shows it**" in issue


def test_a_client_without_a_snippet_or_an_encoder_has_no_script() -> None:
    """Nothing is made up."""
    assert script_of(finding_of(), None) == ""
    assert script_of(finding_of(), Snippet(SETUP)) == ""


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"{}",
        b"\xff\xfe{",
        b"[" * 5000 + b"]" * 5000,
        b'{"a":' * 99 + b"1" + b"}" * 99,
        write(RUN),
    ],
)
def test_a_document_is_an_expression_that_gives_its_bytes_in_few_characters(document: bytes) -> None:
    """A deep document is the same few bytes many times."""
    assert eval(literal(document)) == document
    assert len(literal(document)) < 300
