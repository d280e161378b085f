"""A known-failures file written: what is added can be read, and what others wrote stays as it was."""

from __future__ import annotations

import datetime
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from runlaws.case import Case, Likeness, Twin
from runlaws.known import Known, KnownFileError, read_known, with_added, with_witnesses, without
from runlaws.laws import LAWS, find_law
from runlaws_strategies import cases, cases_for
from tests.recordings import recorded

DOCUMENT = json.dumps({"id": "run_1", "status": "failed", "last_error": {"message": 'it\'s "so"'}}).encode()


def known_of(kind: str, document: bytes = DOCUMENT, **more: Any) -> Known:
    return evolve(Known("refuses-malformed", "", kind, Case.of_bytes(document), "why"), **more)


def kinds_in(path: Path) -> list[str]:
    return [known.kind for known in read_known(path)]


COMMENTED = """\
# Ours.

# About one.
[[known]]  # one
law = "refuses-malformed"
pointer = ""
kind = "one"  # a kind
# inside one
reason = "why"

[known.witness] # of one
profile = "v2"
document = "one"
# after one

# About two.
[[known]]
law = "refuses-malformed"
pointer = ""
kind = "two"
reason = '''

[[known]] of two'''
witness.profile = "v2"
witness.document = "two"

# About three.
[[known]]
witness = { profile = "v2", document = "three" } # three
law = "refuses-malformed"
pointer = ""
kind = "three"
reason = "why"
# The end.
"""


@pytest.fixture(params=["\n", "\r\n"], ids=["unix", "windows"])
def commented(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "known.toml"
    path.write_bytes(COMMENTED.replace("\n", request.param).encode())
    return path


def text_of(path: Path) -> str:
    """Return the text of a file, in which all lines end alike."""
    content = path.read_bytes().decode()
    assert "\r" not in content or content.count("\r\n") == content.count("\n") == content.count("\r")
    return content.replace("\r\n", "\n")


def test_a_new_file_says_what_it_is(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    twin = Twin(b"\xff", Likeness.SAME)
    entries = [
        known_of("plain", b"no JSON"),
        known_of(
            "in full",
            issue="https://example.org/1",
            expires=datetime.date(2027, 3, 31),
            client="acme",
            comment='sent "\ud800\n"; got null',
        ),
        known_of("with others", b"\xff", witness=Case.of_bytes(b"two\nlines", twin=twin, third=twin, origin=b"{}")),
    ]
    path = tmp_path / "deep" / "known.toml"
    with_added(path, entries[:1])
    with_added(path, entries[1:])
    assert text_of(path) == snapshot


def test_entries_are_added_at_the_end_and_nothing_else_changes(commented: Path) -> None:
    with_added(commented, [known_of("four", b"no JSON"), known_of("five", b"no JSON")])
    assert text_of(commented).startswith(f"{COMMENTED}\n[[known]]\n")
    assert kinds_in(commented) == ["one", "two", "three", "four", "five"]


@pytest.mark.parametrize("text", ["", "\n", "# no end of the line"])
def test_entries_are_added_to_a_file_without_any(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.toml"
    path.write_text(text)
    with_added(path, [known_of("one", b"no JSON")])
    assert kinds_in(path) == ["one"]
    assert text_of(path).startswith(text.strip())


@pytest.mark.parametrize(
    "gone", [["one"], ["two"], ["three"], ["one", "two"], ["three", "one"], ["one", "two", "three"]]
)
def test_the_comments_around_an_entry_stay_when_it_is_deleted(commented: Path, gone: list[str]) -> None:
    entries = {known.kind: known for known in read_known(commented)}
    without(commented, [entries[kind] for kind in gone])
    text = text_of(commented)
    assert kinds_in(commented) == [kind for kind in entries if kind not in gone]
    for comment in ("# Ours.", "# About one.", "# after one", "# About two.", "# About three.", "# The end."):
        assert f"{comment}\n" in text
    assert ("# inside one" in text) is ("one" not in gone)
    assert "\n\n\n" not in text


def test_what_is_left_is_written_as_it_was(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    path = tmp_path / "known.toml"
    path.write_text(COMMENTED)
    without(path, read_known(path)[1:2])
    assert text_of(path) == snapshot


def test_an_entry_is_found_by_what_it_says_and_not_by_its_lines(commented: Path) -> None:
    two = read_known(commented)[1]
    commented.write_bytes(b"# One more line.\n\n" + commented.read_bytes())
    without(commented, [two])
    assert kinds_in(commented) == ["one", "three"]


def test_adding_and_deleting_gives_back_the_file(commented: Path) -> None:
    before = commented.read_bytes()
    with_added(commented, [known_of("four", b"no JSON")])
    without(commented, read_known(commented)[3:])
    assert commented.read_bytes() == before


@pytest.mark.parametrize("kind", ["one", "two", "three"])
def test_another_witness_changes_its_entry_only(commented: Path, kind: str) -> None:
    entries = {known.kind: known for known in read_known(commented)}
    fresh = evolve(entries[kind], witness=Case.of_bytes(b"another"), comment="sent 1; got 2")
    with_witnesses(commented, {fresh.key: fresh})
    assert list(read_known(commented)) == [fresh if known.kind == kind else known for known in entries.values()]
    text = text_of(commented)
    assert text.count("# sent 1; got 2\n") == 1
    for comment in ("# Ours.", "# About one.", "# after one", "# About two.", "# About three.", "# The end."):
        assert f"{comment}\n" in text
    assert "# inside one\n" in text


def test_another_witness_brings_what_the_client_says_of_it(tmp_path: Path) -> None:
    path = tmp_path / "known.toml"
    one = known_of("one", law="fails-cleanly", message="unknown status: Old", matter=())
    two = known_of("two", law="fails-cleanly", matter=())
    with_added(path, [one, two])
    moved = evolve(one, message="unknown status: 'New'", witness=Case.of_bytes(b'{"status": "New"}'))
    before = path.read_text()
    with_witnesses(path, {one.key: moved})
    assert list(read_known(path)) == [moved, two]
    assert path.read_text().count("\n") == before.count("\n")


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "known.toml"
    path.write_text("[[known]]\n")
    with pytest.raises(KnownFileError):
        with_added(path, [known_of("one")])
    assert path.read_text() == "[[known]]\n"


TEXTS = st.text() | st.text(alphabet="'\"\\\n\r\t#[]= \x00\x7f\ufeff\ud800é")
KINDS = TEXTS.filter(str.strip)


def shown_before(case: Case, others: list[Case]) -> Case:
    """Return a case with the documents of others as those that a client is to be shown before."""
    return evolve(case, before=tuple(other.document for other in others))


@st.composite
def known_failures(draw: st.DrawFn) -> Known:
    """Known failures of any law, each with a case that the law speaks of."""
    law = draw(st.sampled_from(LAWS))
    case = shown_before(draw(cases_for(law)), draw(st.lists(cases(), max_size=1)))
    steps = draw(st.lists(TEXTS.map(lambda text: text.replace("~", "~0").replace("/", "~1")), max_size=3))
    return Known(
        law.id,
        "".join(f"/{step}" for step in steps if step != "**"),
        draw(KINDS),
        case,
        draw(KINDS),
        draw(st.just("") | KINDS),
        draw(st.none() | st.dates()),
        draw(st.just("") | KINDS),
        comment=draw(TEXTS),
    )


def as_stored(known: Known) -> Known:
    """Return a known failure as TOML can hold it: lone surrogates by their numbers."""
    texts = {name: getattr(known, name) for name in ("pointer", "kind", "reason", "issue", "client")}
    stored = {name: text.encode("utf-8", "backslashreplace").decode() for name, text in texts.items()}
    return evolve(known, **stored)


@pytest.mark.slow
@given(st.lists(known_failures(), max_size=4, unique_by=lambda known: as_stored(known).key), st.data())
def test_what_is_written_is_read_and_what_is_deleted_is_gone(entries: list[Known], data: st.DataObject) -> None:
    wanted = [as_stored(known) for known in entries]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "known.toml")
        with_added(path, entries)
        found = read_known(path)
        assert list(found) == wanted
        assert path.read_bytes().decode().replace("\n", "").isprintable()
        before = path.read_text().split("\n")
        gone = data.draw(st.sets(st.sampled_from(range(len(found)))) if found else st.just(set[int]()))
        without(path, [found[index] for index in gone])
        assert list(read_known(path)) == [known for index, known in enumerate(wanted) if index not in gone]
        for known in found:
            assert before[known.lines[0] - 1] == "[[known]]"


@given(cases(), st.lists(cases(), max_size=2))
def test_a_witness_is_the_case_that_it_was_made_of(case: Case, others: list[Case]) -> None:
    law = next(law for law in LAWS if law.speaks_of(case))
    case = shown_before(case, others)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "known.toml")
        with_added(path, [known_of("one", law=law.id, witness=case)])
        (known,) = read_known(path)
    assert known.witness == case
    assert (known.witness.origin, known.witness.before, known.witness.id) == (case.origin, case.before, case.id)


def test_a_document_is_written_so_that_it_can_be_read(tmp_path: Path) -> None:
    document = json.dumps(recorded("v2-failed")).encode()
    path = tmp_path / "known.toml"
    with_added(path, [known_of("one", law="round-trip", witness=Case.of_bytes(document))])
    assert f"document = '{document.decode()}'" in path.read_text()
    assert find_law("round-trip").speaks_of(read_known(path)[0].witness)
