"""The kill matrix: which law catches which liar, and how many examples that takes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Protocol

from attrs import field, frozen

from runlaws.case import Case
from runlaws.client import Client
from runlaws.contract import Profile
from runlaws.laws import LAWS, Law, find_law
from runlaws.observe import observer_of
from runlaws.search import drawn_cases, listed_cases
from runlaws.trial import Memory, Trial
from runlaws_strategies.build import controls

__all__ = ["Liar", "Matrix", "Row", "caught_by", "drawn_for", "junit", "kill_matrix", "markdown", "sums"]

_DEADLINE: Final = 1.0
"""Seconds that one call may take: a thousand times what an honest one takes."""


class Liar(Client, Protocol):
    """A client with one fault, which its docstring says in a sentence."""

    @property
    def law(self) -> str:
        """The id of the one law that it breaks."""
        ...

    @property
    def seen(self) -> str:
        """Where its fault was seen in public, or an empty text."""
        ...


@frozen
class Row:
    """The laws that caught one client (`caught`), each with the number of the example on which it did.

    `law` is the one that is meant to, empty for an honest client; `fault` and `seen` are a liar's own description.
    """

    client: str
    law: str = ""
    fault: str = ""
    seen: str = ""
    caught: Mapping[str, int] = field(factory=dict)

    @property
    def example(self) -> int | None:
        """The number of the example on which the law meant for the client caught it, or None."""
        return self.caught.get(self.law)

    @property
    def others(self) -> Mapping[str, int]:
        """The other laws that caught it, with the numbers of the examples."""
        return {law: number for law, number in self.caught.items() if law != self.law}

    @property
    def as_meant(self) -> bool:
        """Whether just the law that is meant for it caught it; for an honest client, whether none did."""
        return list(self.caught) == ([self.law] if self.law else [])


@frozen
class Matrix:
    """The result of holding clients that lie, and honest ones, to laws."""

    laws: tuple[str, ...]
    liars: tuple[Row, ...]
    honest: tuple[Row, ...]
    examples: int
    seed: int

    @property
    def needless(self) -> tuple[str, ...]:
        """The laws without a liar that they alone catch."""
        needed = {row.law for row in self.liars if row.as_meant}
        return tuple(law for law in self.laws if law not in needed)

    @property
    def as_meant(self) -> bool:
        """Whether each liar is caught by its law and no other, each law is needed, and no honest client is caught."""
        return not self.needless and all(row.as_meant for row in (*self.liars, *self.honest))

    def as_json(self) -> dict[str, Any]:
        """Return the matrix as JSON data."""
        return {
            "examples": self.examples,
            "seed": self.seed,
            "as_meant": self.as_meant,
            "needless": list(self.needless),
            "laws": list(self.laws),
            "liars": [
                {"client": row.client, "law": row.law, "fault": row.fault, "seen": row.seen, "caught": dict(row.caught)}
                for row in self.liars
            ],
            "honest": [{"client": row.client, "caught": dict(row.caught)} for row in self.honest],
        }


def kill_matrix(
    liars: Sequence[Liar],
    honest: Sequence[Client],
    laws: Sequence[Law] = LAWS,
    *,
    profile: Profile,
    examples: int = 100,
    seed: int = 0,
    catalogue_too: bool = True,
    on_step: Callable[[int, int], object] = lambda _done, _all: None,
) -> Matrix:
    """Hold every liar, and honest clients, to every law, on examples drawn for the law.

    The examples are of a `profile`, which all the clients read, and are the same for each client. The same seed draws
    the same ones with the same version of Hypothesis. A liar that the law meant for it has not caught after the last
    one is tried with that law's part of the catalogue, whose cases count as further examples, unless `catalogue_too` is
    false. `on_step` is called with the number of steps that are done, and of all steps.
    """
    clients: list[Client] = [*honest, *liars]
    caught: dict[str, dict[str, int]] = {client.name: {} for client in clients}
    groups = drawn_for(laws, examples, seed, profile)
    steps = itertools.product(groups, clients)
    memories = {client.name: Memory() for client in clients}
    for done, ((together, cases), client) in enumerate(steps, 1):
        caught[client.name].update(caught_by(client, together, cases, memories[client.name]))
        on_step(done, len(groups) * len(clients))
    for liar in liars if catalogue_too else ():
        if liar.law not in caught[liar.name] and find_law(liar.law) in laws:
            numbers = _on_catalogue(liar, find_law(liar.law), profile, memories[liar.name])
            caught[liar.name].update({law: examples + number for law, number in numbers.items()})
    return Matrix(
        laws=tuple(law.id for law in laws),
        liars=tuple(_row(liar, caught[liar.name]) for liar in liars),
        honest=tuple(Row(client.name, caught=caught[client.name]) for client in honest),
        examples=examples,
        seed=seed,
    )


def drawn_for(
    laws: Iterable[Law], examples: int, seed: int, profile: Profile
) -> Collection[tuple[list[Law], list[Case]]]:
    """Return groups of laws with the examples drawn for them: laws with the same examples are one group."""
    groups: dict[tuple[str, ...], tuple[list[Law], list[Case]]] = {}
    for law in laws:
        cases = drawn_cases(law, examples, seed, profile)
        groups.setdefault(tuple(case.id for case in cases), ([], cases))[0].append(law)
    return groups.values()


def caught_by(client: Client, laws: Sequence[Law], cases: Iterable[Case], memory: Memory) -> dict[str, int]:
    """Return, for each law that catches a client, the number of the example on which it does."""
    caught: dict[str, int] = {}
    trial = Trial(observer_of(client, deadline=_DEADLINE), laws, controls, memory)
    for number, case in enumerate(cases, 1):
        broken = {law.id for law, verdict in trial.verdicts(case) if verdict.failures}
        caught.update(dict.fromkeys(broken, number))
        trial.laws = [law for law in trial.laws if law.id not in broken]
        if not trial.laws:
            break
    return caught


def _on_catalogue(liar: Liar, law: Law, profile: Profile, memory: Memory) -> dict[str, int]:
    trial = Trial(observer_of(liar, deadline=_DEADLINE), [law], controls, memory)
    return caught_by(liar, [law], filter(law.speaks_of, listed_cases(trial, profile)), memory)


def _row(liar: Liar, caught: Mapping[str, int]) -> Row:
    fault = " ".join((type(liar).__doc__ or "").split())
    return Row(liar.name, liar.law, fault, liar.seen, caught)


def markdown(matrix: Matrix) -> str:
    """Return the matrix as a page: for each law the liars that are meant for it, and what caught them."""
    lines = [
        "# Kill matrix",
        "",
        f"How the laws themselves are tested: {len(matrix.liars)} *liars*, clients with one planted fault each,",
        f"against {len(matrix.laws)} laws with {matrix.examples} examples each. The table says on which example a liar",
        "is caught by the law that must catch it, and whether any other law catches it. One that none of them shows is",
        "tried with the catalogue, as the suite does first: `c12` is its twelfth case for the law. The liars are",
        "in `runlaws.liars`, each a few lines over an honest client; to see what is reported of one, try",
        "`runlaws fuzz runlaws.liars:DropsParallelToolCalls`.",
        "Made by `python docs/generate.py kill-matrix.md`; `runlaws kill-matrix` prints the same. Another version of",
        "Hypothesis draws other examples, and then the numbers differ.",
        "",
        *(f"- {sentence}" for sentence in sums(matrix)),
    ]
    for law in matrix.laws:
        rows = [row for row in matrix.liars if row.law == law]
        lines += ["", f"## {law}", "", f"*{find_law(law).says}.*", "", *_table(rows, matrix.examples)]
    return "\n".join(lines) + "\n"


def junit(matrix: Matrix) -> str:
    """Return the matrix as JUnit XML: a test case for each liar, each honest client and each law."""
    import junitparser

    suites: Mapping[str, Mapping[str, str]] = {
        "liars": {row.client: _against(row) for row in matrix.liars},
        "honest clients": {row.client: _against(row) for row in matrix.honest},
        "laws": {law: "no liar is caught by this law alone" * (law in matrix.needless) for law in matrix.laws},
    }
    xml = junitparser.JUnitXml("runlaws kill-matrix")
    for name, messages in suites.items():
        suite = junitparser.TestSuite(name)
        for of, message in messages.items():
            case = junitparser.TestCase(of, classname=f"runlaws.{name}")
            case.result = [junitparser.Failure(message)] if message else []
            suite.add_testcase(case)
        xml.add_testsuite(suite)
    text: bytes = xml.tostring()  # type: ignore[no-untyped-call] # it has no annotations
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text.decode()}\n'


def _against(row: Row) -> str:
    """Return what is not as it is meant to be with a client, or an empty text."""
    missed = f"{row.law} does not catch it" if row.law and row.example is None else ""
    others = f"caught by {', '.join(row.others)}, which must not" if row.others else ""
    return "; ".join(filter(None, (missed, others)))


def sums(matrix: Matrix) -> Iterator[str]:
    """Yield three sentences that sum the matrix up."""
    liars, laws = len(matrix.liars), len(matrix.laws)
    caught = sum(row.example is not None for row in matrix.liars)
    by_others = sum(bool(row.others) for row in matrix.liars)
    yield f"{caught} of {liars} liars are caught by the law that must catch them, {by_others or 'none'} by another law."
    but = f"; not {', '.join(matrix.needless)}" if matrix.needless else ""
    yield f"{laws - len(matrix.needless)} of {laws} laws catch a liar that no other catches{but}."
    clean = sum(row.as_meant for row in matrix.honest)
    yield f"{clean} of {len(matrix.honest)} honest clients keep every law."


def _table(rows: Iterable[Row], examples: int) -> Iterator[str]:
    yield "| liar | its fault | caught on example | by others | seen in |"
    yield "|---|---|---|---|---|"
    for row in rows:
        others = ", ".join(f"{law} ({number})" for law, number in row.others.items())
        caught = row.example or "missed"
        if row.example is not None and row.example > examples:
            caught = f"c{row.example - examples}"
        yield f"| `{row.client}` | {row.fault} | {caught} | {others or 'none'} | {row.seen} |"
