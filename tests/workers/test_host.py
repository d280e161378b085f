"""What a worker says by the protocol's page is held against the laws as what it is."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.processes import Ended, runlaws
from tests.second_object import parcels
from tests.workers.asking import EXAMPLES

SOURCE = (EXAMPLES / "template.py").read_text("utf-8")


def fuzzed(folder: Path, *laws: str, source: str = SOURCE, replacing: Mapping[str, str] | None = None) -> Ended:
    """Search a worker of the template's text, with some parts of it replaced, for what breaks some laws on parcels."""
    for old, new in (replacing or {}).items():
        assert old in source
        source = source.replace(old, new)
    (folder / "worker.py").write_text(source, encoding="utf-8")
    options = [option for law in laws for option in ("--law", law)]
    return searched(f"process:{sys.executable} worker.py", *options, folder=folder)


def searched(client: str, *options: str, folder: Path) -> Ended:
    """Search a worker with parcels: there are a quarter as many fixed cases of these as of runs."""
    shutil.copy(parcels.__file__, folder)
    return runlaws("fuzz", client, "--profile", "parcels:PARCEL_V1", "--examples", "50", *options, cwd=folder)


@pytest.mark.slow
def test_an_error_is_the_clients_own_by_the_name_that_the_worker_gives_it(tmp_path: Path) -> None:
    """A policy's name without a dot is that of a class in the worker's language, whatever Python calls so."""
    assert fuzzed(tmp_path, "fails-cleanly").status == 0
    other = fuzzed(tmp_path, "fails-cleanly", replacing={'["ValueError", ': '["KeyError", '})
    assert (other.status, "crashed: JSONDecodeError" in other.out) == (1, True)


@pytest.mark.slow
def test_an_empty_object_and_a_bare_number_say_nothing_of_their_class(tmp_path: Path) -> None:
    """A language may have one class for 1 and 0.5, and an empty object is sent without its class."""
    bare = {'return {"$float": repr(value)}': "return int(value) if value.is_integer() else value"}
    assert fuzzed(tmp_path, "one-place-one-class", replacing=bare).status == 0


@pytest.mark.slow
def test_the_class_of_a_number_is_that_which_is_sent_with_it(tmp_path: Path) -> None:
    """Where a worker says the class, it is held to it."""
    mixed = {'return {"$float": repr(value)}': 'return {"$as": "Half" if value % 1 else "Whole", "value": value}'}
    found = fuzzed(tmp_path, "one-place-one-class", replacing=mixed)
    assert (found.status, "of class Half" in found.out) == (1, True)


def test_the_further_lines_of_an_error_are_shown(tmp_path: Path) -> None:
    """A message may come in one piece, or its first line apart from the others."""
    more = {'"classes": classes}': '"classes": classes, "further": ["and more"]}', '["ValueError", ': '["KeyError", '}
    assert "and more" in fuzzed(tmp_path, "fails-cleanly", replacing=more).out


@pytest.mark.toolchain("node")
@pytest.mark.slow
def test_what_javascript_itself_does_wrong_is_all_that_its_json_is_found_to_do(tmp_path: Path) -> None:
    """JSON.parse reads 1e400 as Infinity, which is written as null, and what JSON.stringify cannot write."""
    done = searched(f"process:node {EXAMPLES / 'plain' / 'worker.mjs'}", folder=tmp_path)
    laws = [line.partition(":")[0] for line in done.out.splitlines() if line.startswith(("no-silent", "round-trip"))]
    assert laws == ["no-silent-corruption", "round-trip-encodes"]
    assert "2 findings" in done.out


@pytest.mark.slow
def test_a_worker_is_asked_nothing_that_it_does_not_offer(tmp_path: Path) -> None:
    """The template offers little, and ends no search."""
    done = fuzzed(tmp_path)
    assert (done.status in (0, 1), done.err) == (True, "")
    assert re.search(r"^template: \w+ findings? in [\d,]+ cases", done.out, re.MULTILINE), done.out
