"""`runlaws smoke`: what is wrong with a worker, and how fast it is."""

from __future__ import annotations

from itertools import islice
from typing import Final

import click

from runlaws.objects import find_profile
from runlaws.observe.pipe import MEMORY
from runlaws.observe.smoke import Smoke
from runlaws.observe.smoke import smoke as smoked
from runlaws.reports import printable
from runlaws_strategies import Kind
from runlaws_strategies.build import catalogue_of, plan_of

__all__ = ["run"]

_DOCUMENTS: Final = 2


def run(command: str, *, deadline: float, memory: int | None, profile: str) -> int:
    """Print what is wrong with the worker that a command starts, and return the exit status."""
    cases = islice(catalogue_of(plan_of(find_profile(profile)), (Kind.VALID,)), _DOCUMENTS)
    command = command.removeprefix("process:")
    documents = [case.document for case in cases]
    result = smoked(command, documents, profile=profile, deadline=deadline, memory=memory or MEMORY)
    for line in _lines(result):
        click.echo(printable(line))
    return 1 if result.mistakes else 0


def _lines(result: Smoke) -> list[str]:
    count = len(result.mistakes)
    mistakes = [f"{number}. {mistake}" for number, mistake in enumerate(result.mistakes, start=1)]
    notes = [f"Note: {note}." for note in result.notes]
    verdict = f"does not speak the protocol: {count} mistake{'s' * (count > 1)}" if count else "speaks the protocol"
    return [
        f"{result.says}: asked in {result.messages:,} message{'s' * (result.messages != 1)}",
        *mistakes,
        *notes,
        *_rates(result),
        f"The worker {verdict}.",
    ]


def _rates(result: Smoke) -> list[str]:
    if result.empty_rate is None or result.case_rate is None:
        return []
    case = f"{result.case_rate:,.0f} with the {result.operations} operations of a case"
    return [f"Round trips a second: {result.empty_rate:,.0f} with an empty message, {case}."]
