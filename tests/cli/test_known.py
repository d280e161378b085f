"""`runlaws known`, and what `fuzz` does with the file: a failure is known, fixed, another one, or out of date."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from attrs import evolve
from syrupy.assertion import SnapshotAssertion

from runlaws.case import Case
from runlaws.document import write
from runlaws.known import KNOWN_FILE, Known, read_known, with_added
from runlaws_strategies import simplest
from tests.processes import Ended, runlaws
from tests.recordings import recorded
from tests.second_object import parcels
from tests.second_object.parcels import PARCEL_V1

pytestmark = pytest.mark.slow

CLIENTS = '''
HERE = b"only_here"  # what the witnesses have in them and no other document has


class Client:
    def __init__(self, name, error):
        self.name, self.error = name, error

    def decode(self, document):
        error = self.error(document)
        if error is not None:
            raise error("no")
        return {}


refusing = Client("refusing", lambda document: ValueError)
crashing = Client("crashing", lambda document: KeyError)
picky = Client("picky", lambda document: None if HERE in document else ValueError)
changed = Client("changed", lambda document: None if HERE in document else KeyError)
odd = Client("odd", lambda document: KeyError if HERE in document else ValueError)
refuses_all = Client("refuses_all", lambda document: RuntimeError)
exits = Client("exits", lambda document: SystemExit)
fixed = Client("fixed", lambda document: None)


def moody():
    """Refuse the first document, and crash on all after it."""
    asked = []
    return Client("moody", lambda document: asked.append(document) or (KeyError if asked[1:] else ValueError))
'''
PARCEL = evolve(PARCEL_V1, home="parcels:PARCEL_V1")
HOW_FOR_SMALL = ("--profile", PARCEL.home, "--law", "decodes-valid", "--law", "decoding-is-repeatable")
"""The laws that these clients break, and an object with a quarter as many fixed cases as a run."""
REFUSED = "decodes-valid on the whole document (refused: ValueError)"
CRASHED = "decodes-valid on the whole document (crashed: KeyError)"
VARIES = "decoding-is-repeatable on the whole document (not the same each time)"
WITNESS = Case.of_bytes(write({**simplest("packed", profile=PARCEL), "id": "parcel_only_here"}), PARCEL)
RUN = Case.of_bytes(json.dumps({**recorded("v1-queued"), "id": "run_only_here"}).encode(), "v1")
"""A witness that is a run."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with clients that take next to no time to be searched, and the profile of what they are asked."""
    (tmp_path / "small.py").write_text(CLIENTS)
    shutil.copy(parcels.__file__, tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def known_refusal(folder: Path, witness: Case = WITNESS, *, client: str = "") -> str:
    """Write a file in which it is known that a document is refused, and return its text."""
    path = folder / KNOWN_FILE
    path.write_text("# Ours.\n")
    with_added(path, [Known("decodes-valid", "", "refused: ValueError", witness, "they said so", client=client)])
    return path.read_text()


def quick(command: str, client: str, *args: str, cwd: Path) -> Ended:
    examples = () if command == "prune" else ("--examples", "1")
    group = () if command == "fuzz" else ("known",)
    how = HOW_FOR_SMALL if client.startswith("small:") else ("--law", "round-trip")
    return runlaws(*group, command, client, *examples, *(() if command == "prune" else how), *args, cwd=cwd)


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    """An update for an SDK that forgets a member, and prints: one for all the tests that look at what it left."""
    folder = tmp_path_factory.mktemp("updated")
    shutil.copy(Path(__file__).with_name("sdk.py"), folder)
    args = ("--reason", 'it has no "getter"', "--issue", "https://example.org/1", "--expires", "2999-12-31")
    return folder, quick("update", "sdk:forgetful", *args, cwd=folder)


def test_update_writes_what_it_finds_for_a_person_to_review(
    updated: tuple[Path, Ended], snapshot: SnapshotAssertion
) -> None:
    folder, done = updated
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        "runlaws-known.toml:6: added round-trip at /last_error/message (dropped)\n"
        "runlaws-known.toml: 1 added, 0 with another witness, 0 unchanged, 0 out of date\n"
    )
    assert (folder / KNOWN_FILE).read_text() == snapshot


def test_fuzz_leaves_out_what_is_known_and_says_how_much_of_it_was_seen(updated: tuple[Path, Ended]) -> None:
    folder, _ = updated
    done = quick("fuzz", "sdk:forgetful", "--seed", "5", cwd=folder)
    assert (done.status, done.err) == (0, "")
    first, last = done.out.splitlines()
    assert first == "runlaws-known.toml: 1 of 1 known failures were seen"
    assert last.startswith("forgetful: no findings in ")


def test_a_reason_that_was_not_given_says_how_it_was_found(place: Path) -> None:
    assert quick("update", "small:refusing", cwd=place).status == 0
    (known,) = read_known(place / KNOWN_FILE)
    assert re.fullmatch(r"not explained yet: found by runlaws known update on \d{4}-\d\d-\d\d", known.reason)


def test_a_second_update_finds_nothing_new_and_leaves_the_file_as_it_is(place: Path) -> None:
    quick("update", "small:refusing", cwd=place)
    before = (place / KNOWN_FILE).stat()
    done = quick("update", "small:refusing", cwd=place)
    assert done.out == "runlaws-known.toml: 0 added, 0 with another witness, 1 unchanged, 0 out of date\n"
    assert (place / KNOWN_FILE).stat().st_ino == before.st_ino


def test_update_rewrites_an_entry_of_the_older_form_with_its_cause_and_says_so(place: Path) -> None:
    before = known_refusal(place)
    assert "matter" not in before, "the older form has no cause"
    done = quick("update", "small:refusing", cwd=place)
    assert (done.status, done.err) == (0, "")
    rewritten, total = done.out.splitlines()
    assert rewritten == f"{KNOWN_FILE}:3: rewritten with its cause, which the older format lacks: {REFUSED}"
    assert total == f"{KNOWN_FILE}: 0 added, 0 with another witness, 1 unchanged, 0 out of date"
    (known,) = read_known(place / KNOWN_FILE)
    assert not known.is_older
    assert known.message == "no"
    assert known.reason == "they said so"


def test_update_writes_no_file_for_a_client_that_keeps_every_law(place: Path) -> None:
    done = quick("update", "reference", "--profile", "v1", "--file", "none.toml", cwd=place)
    assert (done.status, done.err) == (0, "")
    assert done.out == "none.toml: 0 added, 0 with another witness, 0 unchanged, 0 out of date\n"
    assert not (place / "none.toml").exists()


def test_update_finds_another_witness_where_the_old_one_shows_nothing_any_more(place: Path) -> None:
    before = known_refusal(place)
    done = quick("update", "small:picky", cwd=place)
    assert done.status == 0
    assert done.out.splitlines()[0] == f"runlaws-known.toml:3: found another document that shows {REFUSED}"
    (known,) = read_known(place / KNOWN_FILE)
    assert known.witness.document != WITNESS.document
    assert (place / KNOWN_FILE).read_text().startswith(before.split("[known.witness]", maxsplit=1)[0])


def test_update_adds_what_a_witness_shows_now_and_says_what_it_showed(place: Path) -> None:
    known_refusal(place, RUN)
    done = quick("update", "small:crashing", "--profile", "v1", cwd=place)
    assert done.status == 0
    assert done.out.splitlines()[0] == (
        "runlaws-known.toml:3: decodes-valid now fails on the whole document (crashed: KeyError), "
        "and no longer on the whole document (refused: ValueError)"
    )
    kinds = [(known.law, known.kind) for known in read_known(place / KNOWN_FILE)]
    assert ("decodes-valid", "crashed: KeyError") in kinds
    assert ("decodes-valid", "refused: ValueError") in kinds, "only prune deletes"
    pruned = quick("prune", "small:crashing", cwd=place)
    assert pruned.out.splitlines()[0] == f"runlaws-known.toml:3: deleted {REFUSED}"
    assert CRASHED in done.out


def test_update_names_the_client_where_the_file_tells_clients_apart(place: Path) -> None:
    known_refusal(place, client="another")
    quick("update", "small:refusing", cwd=place)
    assert [known.client for known in read_known(place / KNOWN_FILE)] == ["another", "refusing"]


def test_what_a_client_does_once_only_is_not_known(place: Path) -> None:
    done = quick("update", "small:moody", cwd=place)
    assert f"{VARIES}: seen only once, and not again on the same document: not added" in done.out.splitlines()
    assert {known.kind for known in read_known(place / KNOWN_FILE)} == {"crashed: KeyError"}


def test_prune_deletes_what_is_fixed_and_no_comment(place: Path) -> None:
    text = known_refusal(place) + "# The end.\n"
    (place / KNOWN_FILE).write_text(text)
    done = quick("prune", "small:fixed", cwd=place)
    assert (done.status, done.err) == (0, "")
    assert done.out == f"runlaws-known.toml:3: deleted {REFUSED}\nrunlaws-known.toml: 1 deleted, 0 left\n"
    assert (place / KNOWN_FILE).read_text() == "# Ours.\n\n# The end.\n"


@pytest.mark.parametrize("client", ["small:refusing", "small:crashing"])
def test_prune_deletes_nothing_that_still_fails(place: Path, client: str) -> None:
    text = known_refusal(place, RUN)
    done = quick("prune", client, cwd=place)
    assert done.out.splitlines()[-1] == "runlaws-known.toml: 0 deleted, 1 left"
    assert (place / KNOWN_FILE).read_text() == text


@pytest.mark.parametrize("client", ["small:refuses_all", "small:exits"])
def test_prune_keeps_what_could_not_be_asked_and_fuzz_advises_no_deletion(place: Path, client: str) -> None:
    path = place / KNOWN_FILE
    with_added(path, [Known("refuses-malformed", "", "accepted", Case.of_bytes(b"[]"), "they said so")])
    before = path.read_text()
    done = quick("prune", client, cwd=place)
    assert done.status == 2
    assert "nothing is deleted, since" in done.err
    assert "could not be asked: the client" in done.err
    assert path.read_text() == before
    searched = quick("fuzz", client, "--profile", "v1", "--law", "refuses-malformed", cwd=place)
    assert searched.status == 1
    assert "whether refuses-malformed on the whole document (accepted) is fixed could not be asked" in searched.out
    assert "known prune" not in searched.out


def test_prune_leaves_alone_what_is_known_of_another_client(place: Path) -> None:
    text = known_refusal(place, RUN, client="another")
    assert quick("prune", "small:fixed", cwd=place).out == "runlaws-known.toml: 0 deleted, 1 left\n"
    assert (place / KNOWN_FILE).read_text() == text


def test_fuzz_tells_of_what_is_fixed_which_lines_to_delete(place: Path) -> None:
    known_refusal(place)
    done = quick("fuzz", "small:changed", cwd=place)
    assert (done.status, done.err) == (1, "found: decodes-valid crashed: KeyError\n")
    stale, seen = done.out.splitlines()[-5:-3]
    assert stale == (
        "runlaws-known.toml:3: decodes-valid no longer fails on the whole document (refused: ValueError): "
        "delete lines 3 to 12, or run `runlaws known prune CLIENT`"
    )
    assert seen == "runlaws-known.toml: 0 of 1 known failures were seen"


def test_fuzz_tells_of_a_witness_that_is_out_of_date(place: Path) -> None:
    known_refusal(place)
    done = quick("fuzz", "small:picky", cwd=place)
    assert done.status == 1
    assert (
        f"runlaws-known.toml:3: the client still breaks {REFUSED}, but not on its document: "
        "run `runlaws known update CLIENT`" in done.out.splitlines()
    )
    assert "runlaws-known.toml: 1 of 1 known failures were seen" in done.out.splitlines()


def test_fuzz_leaves_nothing_out_that_has_expired(place: Path) -> None:
    text = known_refusal(place)
    (place / KNOWN_FILE).write_text(text.replace("\n\n[known.witness]", "\nexpires = 2001-01-01\n\n[known.witness]"))
    done = quick("fuzz", "small:refusing", cwd=place)
    assert done.status == 1
    assert "\ndecodes-valid: " in done.out
    assert f"runlaws-known.toml:3: expired on 2001-01-01: fix {REFUSED}, or move the date" in done.out.splitlines()


def test_fuzz_finds_what_a_witness_shows_beside_what_is_known(place: Path) -> None:
    known_refusal(place)
    done = quick("fuzz", "small:odd", "--json", "found.json", cwd=place)
    assert done.status == 1
    assert "got      KeyError: 'no'    (crashed: KeyError)" in done.out
    told = json.loads((place / "found.json").read_text())
    (finding,) = (finding for finding in told["findings"] if finding["law"] == "decodes-valid")
    assert finding["case"]["document"].encode() == WITNESS.document
    assert (told["known"]["kinds"], told["known"]["seen"], len(told["known"]["complaints"])) == (1, 1, 1)


def test_fuzz_can_be_told_to_leave_nothing_out_or_to_take_another_file(place: Path) -> None:
    known_refusal(place)
    everything = quick("fuzz", "small:refusing", "--no-known", cwd=place)
    assert everything.status == 1
    assert KNOWN_FILE not in everything.out
    (place / KNOWN_FILE).rename(place / "other.toml")
    assert quick("fuzz", "small:refusing", cwd=place).status == 1
    done = quick("fuzz", "small:refusing", "--known", "other.toml", cwd=place)
    assert (done.status, done.out.splitlines()[0]) == (0, "other.toml: 1 of 1 known failures were seen")


def test_each_witness_is_tried_with_the_client_of_its_own_wire(place: Path) -> None:
    document = json.dumps(recorded("v1-queued")).encode()
    with_added(
        place / KNOWN_FILE,
        [Known("decodes-valid", "", "refused: InvalidDocument", Case.of_bytes(document, "v1"), "not so")],
    )
    done = quick("prune", "reference", cwd=place)
    assert done.out.splitlines()[-1] == "runlaws-known.toml: 1 deleted, 0 left", "that of v2 would refuse it"


@pytest.mark.parametrize("command", ["fuzz", "update", "prune"])
def test_a_file_that_cannot_be_meant_is_told_line_by_line_with_status_2(place: Path, command: str) -> None:
    text = known_refusal(place, RUN)
    (place / KNOWN_FILE).write_text(text.replace("decodes-valid", "decodes-valld").replace('"v1"', '"v9"'))
    done = quick(command, "small:fixed", cwd=place)
    assert (done.status, done.out) == (2, "")
    first, second = done.err.splitlines()
    assert first.startswith("Error: runlaws-known.toml:4: expected the id of a law ")
    assert second.startswith("runlaws-known.toml:11: expected the name of a profile ")


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (("known", "prune", "small:fixed"), "runlaws-known.toml: No such file or directory"),
        (("known", "prune", "small:fixed", "--file", "."), ".: Is a directory"),
        (("known", "prune", "nope", "--file", "empty.toml"), "'nope' is no client: expected one of "),
        (("known", "update", "small:fixed", "--file", "."), ".: Is a directory"),
        (("known", "update", "nope"), "'nope' is no client: expected one of "),
        (("known", "update", "small:fixed", "--profile", "v9"), "no profile is named 'v9'"),
        (
            ("known", "update", "small:fixed", "--expires", "soon"),
            "Invalid value for '--expires': 'soon' does not match",
        ),
        (
            ("known", "update", "small:fixed", "--expires", "2020-01-31"),
            "--expires 2020-01-31: expected today (",
        ),
        (
            ("known", "update", "small:fixed", "--reason", " "),
            "--reason: expected some text, got ' '",
        ),
        (("known", "update"), "Missing argument 'CLIENT'."),
        (("known", "forget"), "No such command 'forget'."),
        (("fuzz", "small:fixed", "--known", "none.toml"), "none.toml: No such file or directory"),
    ],
)
def test_a_call_that_cannot_be_carried_out_is_one_sentence_and_status_2(
    place: Path, args: tuple[str, ...], complaint: str
) -> None:
    (place / "empty.toml").touch()
    done = runlaws(*args, cwd=place)
    assert done.complaint.startswith(complaint)
    assert done.out == ""
    assert not (place / KNOWN_FILE).exists()


@pytest.mark.parametrize("command", ["", "update", "prune"])
def test_the_help_says_what_each_exit_status_means(place: Path, command: str) -> None:
    done = runlaws("known", *command.split(), "--help", cwd=place)
    assert done.status == 0
    nothing = "nothing could be asked, " if command == "prune" else ""
    client = "CLIENT" if command else "the client"
    ended = f"1 {client} ended the process"
    said = f"Exit status: 0 it is done, {ended}, 2 bad input, {nothing}or the command cannot be run."
    assert said in " ".join(done.out.split())
