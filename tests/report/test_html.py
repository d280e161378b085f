"""The page: what is foreign is escaped, nothing is loaded, and all that is found is on it."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from runlaws.case import Case, Likeness, Twin
from runlaws.finding import KnownSeen, SearchResult, Tally
from runlaws.laws import LAWS
from runlaws.objects.run.profiles import V2
from runlaws.reports import REPORTS
from runlaws.reports._excerpt import Line, marked_lines
from runlaws.values import ABSENT
from runlaws.verdict import Words
from tests.report.made import RUN, finding_of, hostile_result, result_of


class Page(HTMLParser):
    """What is on a page: its tags with their attributes, the text of each element, and what is not closed."""

    void = frozenset({"meta", "link", "input", "br"})

    def __init__(self, *results: SearchResult) -> None:
        super().__init__()
        self.source = REPORTS["html"](*results)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.scripts = ""
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] in (["script"], ["style"]):
            self.scripts += data
        else:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def cells(self) -> list[str]:
        """The cells of the matrix, as they are read out."""
        rows = re.findall(r"<td class=\"(?:good|bad|known|none)\">.*?</td>", self.source, re.DOTALL)
        return [re.sub(r"<span aria-hidden.*?</span>|<[^>]+>", "", row) for row in rows]


def test_every_element_is_closed_and_every_link_leads_somewhere_on_the_page() -> None:
    """Ids are unique, too."""
    page = Page(result_of(finding_of(), finding_of("never-hangs")), result_of(client="other 2"))
    assert page.open == []
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [str(link["href"]) for link in page.all("a")]
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert all(link.startswith("#") for link in links)


def test_the_page_loads_nothing_and_runs_no_script_but_its_own() -> None:
    """Its own policy says so to the browser."""
    page = Page(hostile_result())
    assert [tag for tag in ("img", "iframe", "object", "embed", "base") if page.all(tag)] == []
    assert page.all("link") == [{"rel": "icon", "href": "data:,"}]
    assert page.all("script") == [{}]
    assert page.all("style") == [{}]
    assert not any(name.startswith("on") or name == "style" for _, attributes in page.tags for name in attributes)
    (policy,) = (str(meta["content"]) for meta in page.all("meta") if "http-equiv" in meta)
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (own,) = re.findall(f"<{tag}>(.*?)</{tag}>", page.source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_what_is_foreign_is_text_on_the_page_and_nothing_else() -> None:
    """A document may hold the end of a script, a tag or a template."""
    page = Page(hostile_result())
    assert page.source.count("<script>") == 1
    assert "alert(1)" not in page.scripts
    assert "</script><script>alert(1)</script>]]>&amp;{{ 7*7 }}" in page.text
    assert [char for char in page.source if not char.isprintable() and char != "\n"] == []
    assert page.source.encode()


def test_the_matrix_says_in_words_how_each_law_fared_with_each_client() -> None:
    """What a colour or a mark says is there as text, too."""
    broken = result_of(finding_of("decodes-valid"), finding_of("decodes-valid", pointer="", kind="refused"))
    cells = Page(broken, result_of(client="other 2")).cells()
    assert len(cells) == 2 * len(LAWS)
    assert cells[:2] == ["2 findings", "kept: passed in 1,000 cases"]
    assert cells.count("never asked: the client does not encode (5 cases); the document is valid (7 cases)") == 2


def test_a_finding_that_breaks_two_laws_is_one_and_is_in_the_cells_of_both() -> None:
    """Each cell leads to it, and either law shows it where findings are filtered."""
    same = [finding_of(law, "", "raised", Words("a"), Words("TypeError: no")) for law in TWO_LAWS]
    page = Page(result_of(*same))
    assert page.cells().count("1 finding") == 2
    (finding,) = (each for each in page.all("details") if each["class"] == "finding")
    links = [link for link in page.all("a") if link.get("data-law")]
    assert [link["href"] for link in links] == ["#finding-1", "#finding-1"]
    assert sorted((finding["data-law"] or "").split()) == sorted(str(link["data-law"]) for link in links)


TWO_LAWS = ("accepted-survives", "prints-a-text")


def test_a_known_failure_and_a_law_that_one_client_was_not_tried_with_are_told_apart() -> None:
    """Neither is taken for kept."""
    known = result_of(tallies=(Tally("round-trip", 1, 2, {}),), known=KnownSeen("known.toml", 1, 1))
    cells = Page(known, result_of(client="other 2", tallies=(Tally("decodes-valid", 5, 0, {}),))).cells()
    assert cells == [
        "not tried",
        "kept: passed in 5 cases",
        "broken as known: it failed on 2 cases in ways that are known",
        "not tried",
    ]


def test_each_finding_has_the_law_how_often_the_command_and_what_to_filter_by() -> None:
    """And the gravest comes first, whichever client it is of."""
    page = Page(result_of(finding_of("prints-a-text", permit="Policy()")), result_of(finding_of(), client="other 2"))
    first, second = (each for each in page.all("details") if each["class"] == "finding")
    assert (first["data-severity"], first["data-client"]) == ("0", "1")
    assert (second["data-severity"], second["data-client"]) == ("4", "0")
    for text in (
        "encoding what was decoded must give the document back",
        "seen in 3 of the 1,200 cases that the law was asked of",
        finding_of().replay,
        "Policy()",
    ):
        assert text in page.text


def test_the_page_says_what_of_the_contract_was_exercised() -> None:
    """Where somebody looked."""
    assert "Exercised of the contract: rules 25 %." in Page(result_of(coverage={"rules": 0.25})).text
    assert "Exercised" not in Page(result_of()).text


def test_a_page_without_findings_says_so() -> None:
    """And has no filter."""
    page = Page(result_of())
    assert "None: every law that was asked is kept." in page.text
    assert page.all("form") == []


def test_a_page_of_no_results_is_a_page() -> None:
    """An array of no results is a valid file."""
    assert Page().cells() == []


# -- the document of a finding


def marked(*args: object, **more: object) -> list[Line]:
    return [line for line in marked_lines(finding_of("round-trip", *args, **more)) if line.role]  # type: ignore[arg-type] # as the parameters have them


@pytest.mark.parametrize(
    ("pointer", "sent", "got", "lines"),
    [
        ("/top_p", 0.5, 1, [Line('  "top_p": 0.5', "sent"), Line('  "top_p": 1', "got")]),
        ("/status", "queued", ABSENT, [Line('  "status": "queued",', "sent"), Line('  "status": (not there)', "got")]),
        ("/usage", ABSENT, None, [Line('  "usage": (not there)', "sent"), Line('  "usage": null', "got")]),
        (
            "/tools/0/function",
            {"name": "f"},
            {"name": "g", "strict": None},
            [
                Line('      "function": {', "sent"),
                Line('        "name": "f"', "sent"),
                Line("      }", "sent"),
                Line('      "function": {', "got"),
                Line('        "name": "g",', "got"),
                Line('        "strict": null', "got"),
                Line("      }", "got"),
            ],
        ),
        ("/status", Words("a text"), Words("a number"), [Line('  "status": "queued",', "here")]),
        ("", Words("an invalid document"), Words("accepted"), [Line('  "object": (not there)', "here")]),
    ],
)
def test_the_difference_is_marked_at_its_place(pointer: str, sent: object, got: object, lines: list[Line]) -> None:
    """What came back stands below what was sent; of a whole document, what is wrong in it is marked."""
    assert marked(pointer, "changed", sent, got) == lines


def test_two_documents_that_are_compared_are_marked_where_they_differ() -> None:
    """The law may be about that, and the values are sentences."""
    twin = Twin(b'{"a":[1,3]}', Likeness.DIFFERENT, "/a/1")
    case = Case.of_tree({"a": [1, 2]}, V2, made="valid", twin=twin)
    finding = finding_of("equality-significant-fields", "/a/1", "equal", "a: 2, b: 3", Words("a == b"), case=case)
    assert [line for line in marked_lines(finding) if line.role] == [Line("    2", "first"), Line("    3", "second")]
    same = finding_of("round-trip", "/a/1", "dropped", 2, 3, case=case)
    assert [line for line in marked_lines(same) if line.role] == [Line("    2", "sent"), Line("    3", "got")]


def test_without_the_marks_a_document_is_itself() -> None:
    """Only white space is added."""
    text = "".join(line.text.strip() for line in marked_lines(finding_of()) if line.role != "got")
    assert text.replace(": ", ":").encode() == Case.of_tree(RUN, V2, made="").document


@pytest.mark.parametrize("document", [b'{"a": 1}', b'{"a":1,"a":2}', b"[1]", b"\xff", b"", b'{"a":' + b"[" * 9000])
def test_a_document_that_would_look_otherwise_is_shown_as_it_is(document: bytes) -> None:
    """Spelled with spaces, with a name twice, no object, or too deep."""
    finding = finding_of(case=Case.of_bytes(document), pointer="")
    *_, last = marked_lines(finding)
    shown = document.decode("utf-8", "backslashreplace") or "(no bytes)"
    assert last.text == shown if len(shown) < 4000 else last.text.startswith(shown[:2000])
