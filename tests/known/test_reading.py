"""A known-failures file read: what an entry says, and every error with the line that it is on."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from attrs import evolve

from runlaws.case import Case, Likeness, Twin
from runlaws.known import Known, KnownFileError, read_known
from runlaws.laws import find_law
from tests.recordings import recorded

FAILED = json.dumps(recorded("v2-failed"))
QUEUED = json.dumps(recorded("v2-queued"))

HEAD = """\
[[known]]
law = "round-trip"
pointer = "/last_error/message"
kind = "dropped"
reason = "the message has no getter"
"""
WITNESS = """
[known.witness]
profile = "v2"
"""
ENTRY = f"{HEAD}{WITNESS}document = '{FAILED}'\n"


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "known.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def complaint(folder: Path, text: str | bytes) -> str:
    """Return what is said of a file, with the file as if it were named from its folder."""
    with pytest.raises(KnownFileError) as caught:
        read_known(written(folder, text))
    return str(caught.value).replace(f"{folder}/", "")


def changed(old: str, new: str) -> str:
    """Return the entry with one thing in it otherwise."""
    assert ENTRY.count(old) == 1
    return ENTRY.replace(old, new)


def test_an_entry_has_what_is_written_with_its_file_and_lines(tmp_path: Path) -> None:
    path = written(tmp_path, f"# a comment\n\n{ENTRY}\n# another\n")
    witness = Case.of_bytes(FAILED.encode())
    (known,) = read_known(path)
    assert known == Known("round-trip", "/last_error/message", "dropped", witness, "the message has no getter")
    assert (known.file, known.lines, known.where) == (str(path), (3, 11), f"{path}:3")


def test_an_entry_may_have_an_issue_a_last_day_and_a_client(tmp_path: Path) -> None:
    more = 'issue = "https://example.org/1"\nexpires = 2027-03-31\nclient = "acme"\n[known.witness]'
    (known,) = read_known(written(tmp_path, changed("[known.witness]", more)))
    assert (known.issue, known.client) == ("https://example.org/1", "acme")
    assert known.expires == datetime.date(2027, 3, 31)


def test_a_witness_may_be_bytes_that_are_no_text_and_have_other_documents_beside_it(tmp_path: Path) -> None:
    twin = f'[known.witness.twin]\nlikeness = "same"\npointer = ""\ndocument = \' {QUEUED}\'\n'
    same = changed("round-trip", "equality-spelling-blind") + twin
    (known,) = read_known(written(tmp_path, same))
    assert known.witness.twin == Twin(b" " + QUEUED.encode(), Likeness.SAME)
    hexed = changed(f"document = '{FAILED}'", 'document_hex = "ff00"').replace("round-trip", "refuses-malformed")
    (known,) = read_known(written(tmp_path, hexed))
    assert known.witness.document == b"\xff\x00"


@pytest.mark.parametrize("text", ["", "# nothing but a comment\n", "\n\n"])
def test_a_file_may_have_no_entry_yet(tmp_path: Path, text: str) -> None:
    assert read_known(written(tmp_path, text)) == ()


ODD_FORMS = {
    "a header with spaces": "  [[ known ]]  # here\nreason = 'r'\n",
    "strings that look like headers": '[[known]]\nreason = """\n[[known]]\n\\"""" # "\n',
    "strings of both kinds": "[[known]]\nreason = '''\n[[known]] \" ''\n'''\n",
    "quotation marks at the end of a string": '[[known]]\nreason = """a ""b"""""\n',
    "a comment with quotation marks": "[[known]] # it's \"\"\" odd\nreason = 'a # b'\n",
    "lines that end as on Windows": "[[known]]\r\nreason = 'r'\r\n",
}


@pytest.mark.parametrize("form", ODD_FORMS)
def test_the_lines_of_an_entry_are_told_whatever_is_written_before_it(tmp_path: Path, form: str) -> None:
    rest = ENTRY.split("\n", 1)[1].replace('reason = "the message has no getter"\n', "")
    first = ODD_FORMS[form] + rest
    text = first + "\n# between\n\n" + ENTRY.replace("dropped", "value changed")
    one, two = read_known(written(tmp_path, text))
    lines = text.split("\n")
    assert one.lines == (1, first.count("\n"))
    assert lines[two.lines[0] - 1 : two.lines[1]] == ENTRY.replace("dropped", "value changed").splitlines()


@pytest.mark.parametrize(
    ("witness", "last"),
    [
        (f"witness.profile = 'v2'\nwitness.document = '{FAILED}'", 7),
        (f"witness = {{ profile = 'v2', document = '{FAILED}' }}", 6),
        (f"[known.witness]\nprofile = 'v2'\ndocument = '''\n\n{FAILED}\n'''", 11),
    ],
)
def test_the_witness_may_be_written_in_any_form_of_a_table(tmp_path: Path, witness: str, last: int) -> None:
    (known,) = read_known(written(tmp_path, HEAD + witness + "\n"))
    assert json.loads(known.witness.document) == json.loads(FAILED)
    assert known.lines == (1, last)


LACKS = "expected every entry to have law, pointer, kind, reason and witness, got one without"
PROFILE = "expected the name of a profile (v2, azure-agents, v1, v1-late, any), got"
POINTER = "expected a JSON pointer (/tools/*/type, or '' for the whole document), got"
DATE = "expected expires to be a date without quotation marks (2027-03-31), got"
FORM = "expected every entry below a line [[known]], got another form of it"
READER = "expected TOML, got what its reader refuses: "
KEYS = "law, pointer, kind, witness, reason, issue, expires, client, message, frame, types and matter"
WITH_ANOTHER = "with a second document that has different data"
ASKED = "expected a witness of which"

WRONG: dict[str, tuple[str | bytes, str]] = {
    "not TOML": (
        "# a comment\n[[known]]\nlaw round-trip\n",
        f"known.toml:3: {READER}Expected '=' after a key in a key/value pair",
    ),
    "cut off": ("[[known]]\nlaw = '''a\n\n", f"known.toml:2: {READER}"),
    "nested without end": ("a = " + "[" * 9000, f"known.toml:1: {READER}"),
    "a number without end": ("a = " + "1" * 9000, f"known.toml:1: {READER}"),
    "not UTF-8": (b"[[known]]\nlaw = '\xff'\n", "known.toml:2: expected UTF-8, got the byte 0xff"),
    "another key": (
        ENTRY + "[knowm]\na = 1\n",
        "known.toml:10: expected no key but known, got 'knowm': is it known?",
    ),
    "a key above": ("version = 1\n" + ENTRY, "known.toml:1: expected no key but known, got 'version'"),
    "entries in a list": (
        "\nknown = [{ law = 'round-trip' }]",
        f"known.toml:2: {FORM}",
    ),
    "an empty list": (
        "known = []",
        f"known.toml:1: {FORM}",
    ),
    "one table": ("[known]\n", f"known.toml:1: {FORM}"),
    "nothing in it": (
        "\n[[known]]\n",
        f"known.toml:2: {LACKS} law, pointer, kind, reason and witness",
    ),
    "no reason": (
        changed('reason = "the message has no getter"\n', ""),
        f"known.toml:1: {LACKS} reason",
    ),
    "an empty reason": (
        changed("the message has no getter", " "),
        "known.toml:5: expected reason to say something, got an empty text",
    ),
    "an empty kind": (changed('"dropped"', '""'), "known.toml:4: expected kind to say something, got an empty text"),
    "a kind of another type": (changed('"dropped"', "true"), "known.toml:4: expected kind to be a text, got a boolean"),
    "a misspelt key": (
        changed("reason =", "resaon ="),
        f"known.toml:1: {LACKS} reason\nknown.toml:5: expected no key but {KEYS}, got 'resaon': is it reason?",
    ),
    "an unknown law": (
        changed("round-trip", "round-tripp"),
        "known.toml:2: expected the id of a law (`runlaws laws` lists them), got 'round-tripp': is it round-trip",
    ),
    "a law like no other": (
        changed("round-trip", "zzz"),
        "known.toml:2: expected the id of a law (`runlaws laws` lists them), got 'zzz'",
    ),
    "a pointer without its slash": (
        changed("/last_error/message", "last_error"),
        f"known.toml:3: {POINTER} 'last_error'",
    ),
    "a pointer with a broken escape": (
        changed("/last_error/message", "/a~2"),
        f"known.toml:3: {POINTER} '/a~2'",
    ),
    "any steps in the middle": (
        changed("/last_error/message", "/**/message"),
        "known.toml:3: expected ** to end a pointer, where it stands for any further steps, got '/**/message'",
    ),
    "a date in quotation marks": (
        changed("\n[known.witness]", 'expires = "2027-03-31"\n[known.witness]'),
        f"known.toml:6: {DATE} '2027-03-31'",
    ),
    "a date with a time": (
        changed("\n[known.witness]", "expires = 2027-03-31T00:00:00\n[known.witness]"),
        f"known.toml:6: {DATE} a date or a time (2027-03-31 00:00:00)",
    ),
    "no witness": (
        HEAD,
        f"known.toml:1: {LACKS} witness",
    ),
    "a witness that is no table": (
        HEAD + f"witness = '{FAILED}'",
        "known.toml:6: expected the witness to be a table, got a text",
    ),
    "no document": (
        HEAD + WITNESS,
        "known.toml:7: expected the witness to have a document (or document_hex), got none",
    ),
    "a document that is no text": (
        HEAD + WITNESS + "document = { id = 1 }",
        "known.toml:9: expected document to be a text, got a table",
    ),
    "bytes that are no digits": (
        HEAD + WITNESS + "document_hex = 'f'",
        "known.toml:9: expected document_hex to be pairs of hexadecimal digits, got 'f'",
    ),
    "an unknown profile": (
        changed('"v2"', '"v9"'),
        f"known.toml:8: {PROFILE} 'v9'",
    ),
    "no profile": (
        changed('profile = "v2"\n', ""),
        f"known.toml:7: {PROFILE} none",
    ),
    "a twin that is none": (
        ENTRY + "[known.witness.twin]\ndocument = '{}'\n",
        "known.toml:7: expected the witness to be a case as `runlaws known update` writes it, got none: ",
    ),
    "a misspelt key of a witness": (
        ENTRY + "[known.witness.twim]\ndocument = '{}'\n",
        "known.toml:10: expected a witness to have nothing but what a case has, got 'twim': is it twin?",
    ),
    "a law that does not speak of such documents": (
        changed("round-trip", "refuses-malformed"),
        f"known.toml:7: {ASKED} refuses-malformed can be asked, a document that is malformed, got one that is valid",
    ),
    "a law that needs a twin": (
        changed("round-trip", "equality-significant-fields"),
        f"known.toml:7: {ASKED} equality-significant-fields can be asked, {WITH_ANOTHER}, got none",
    ),
    "a law that needs news": (
        changed("round-trip", "tolerates-unknown-members").replace(
            FAILED, FAILED.replace("rate_limit_exceeded", "brand_new")
        ),
        f"known.toml:7: {ASKED} tolerates-unknown-members can be asked, a document with an unknown member in it, got ",
    ),
    "the same twice": (
        f"{ENTRY}\n{ENTRY}",
        "known.toml:11: expected each failure once, got the law, pointer, kind and client of line 1 again",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_meant_is_told_with_its_line(tmp_path: Path, name: str) -> None:
    text, told = WRONG[name]
    said = complaint(tmp_path, text)
    assert said.startswith(told)
    assert said.count("\n") == told.count("\n"), "nothing else is said"


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    second = changed("dropped", "").replace('"/last_error/message"', "5")
    said = complaint(tmp_path, changed("round-trip", "round-tripp") + second).splitlines()
    assert [line.split(": ")[0] for line in said] == ["known.toml:2", "known.toml:12", "known.toml:13"]


def test_the_same_failure_may_be_known_of_two_clients(tmp_path: Path) -> None:
    both = "\n".join(changed("[known.witness]", f'client = "{name}"\n[known.witness]') for name in ("a", "b"))
    assert [known.client for known in read_known(written(tmp_path, both))] == ["a", "b"]


def test_a_law_of_the_users_own_may_be_known(tmp_path: Path) -> None:
    path = written(tmp_path, changed("round-trip", "ours"))
    law = find_law("round-trip")
    (known,) = read_known(path, laws=[evolve(law, id="ours")])
    assert known.law == "ours"


def test_a_file_that_is_not_there_is_told_as_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_known(tmp_path / "none.toml")
