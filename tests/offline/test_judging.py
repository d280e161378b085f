"""What is judged from files is what a search finds that asks the same client at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from runlaws.laws import LAWS, Law, decoding_is_repeatable, find_law
from runlaws.liars import LIARS, Honest, honest_clients
from runlaws.search import search
from tests.offline.rounds import Files, cases_for, causes, reported, rounds
from tests.offline.serving import Served, Server
from tests.thorough import THOROUGH

SOME: Final = ("FillsInWhatItReadBefore", "ShowsNoUsage")


def compared(liar: type[Honest], folder: Path, *, laws: Sequence[Law] = LAWS) -> None:
    """Hold that both ways have the same findings, by some laws, and that the liar is caught by its law.

    A few liars break so much that their documents are not all minimal after many rounds: of these, the causes are held.
    How often a law was asked of one that varies depends on what it was asked before, which is something else by files.
    """
    how: dict[str, Any] = {"corpus": cases_for(liar), "enumerate_first": False, "examples": 0, "laws": laws}
    at_once = search(Served.of(liar()), **how)
    last = rounds(Files.in_folder(folder), lambda: Server(liar()), **how)[-1]
    assert last.cases == 0
    assert causes(last.result) == causes(at_once)
    assert last.requests or reported(last.result) == reported(at_once)
    assert last.result.tallies == at_once.tallies or liar.law == decoding_is_repeatable.id
    assert liar.law in {finding.failure.law for finding in last.result.findings} or not _is_asked(liar, at_once.tallies)


def _is_asked(liar: type[Honest], tallies: Any) -> bool:
    """Return whether the law of a liar could fail: some faults do not show through the operations of the protocol."""
    return any(tally.law == liar.law and tally.failed for tally in tallies)


@pytest.mark.slow
@pytest.mark.parametrize("name", SOME)
def test_a_liar_is_caught_by_files_as_at_once(name: str, tmp_path: Path) -> None:
    """Some liars have the same findings, with the same documents, by files and at once."""
    compared(next(liar for liar in LIARS if liar.__name__ == name), tmp_path)


EVERY: Final = [liar for liar in LIARS if liar.__name__ not in SOME]
SEVERAL: Final = list({liar.law: liar for liar in EVERY}.values())[::3]
"""All of them are tried with the profile `thorough`: each takes a second or more."""


@pytest.mark.slow
@pytest.mark.parametrize("liar", EVERY if THOROUGH else SEVERAL, ids=lambda liar: liar.__name__)
def test_every_liar_is_caught_by_files_as_at_once(liar: type[Honest], tmp_path: Path) -> None:
    """Every liar has the same findings of its law, with the same documents, by files and at once."""
    compared(liar, tmp_path, laws=[find_law(liar.law)])


@pytest.mark.slow
def test_the_reference_client_has_no_findings_after_the_first_answers(tmp_path: Path) -> None:
    """What is guessed of a client that keeps every law is no finding, in any round."""
    how: dict[str, Any] = {"corpus": cases_for(LIARS[0]), "enumerate_first": False, "examples": 20}
    seen = rounds(Files.in_folder(tmp_path), lambda: Server(honest_clients()[0]), **how)
    assert [judged.result.findings for judged in seen] == [()] * len(seen)
    assert seen[0].cases == seen[0].result.examples
    assert seen[-1].requests == 0


@pytest.mark.slow
def test_a_cause_is_known_before_its_document_is_minimal(tmp_path: Path) -> None:
    """The law and the place of a finding are there some rounds before the simplest document is."""
    liar = next(liar for liar in LIARS if liar.__name__ == "RefusesIncomplete")
    how: dict[str, Any] = {"corpus": cases_for(liar), "enumerate_first": False, "examples": 0}
    seen = rounds(Files.in_folder(tmp_path), lambda: Server(liar()), **how)
    assert causes(seen[1].result) == causes(seen[-1].result) != set()
    assert reported(seen[1].result)[0][-1] != reported(seen[-1].result)[0][-1], "its document is not the simplest yet"
