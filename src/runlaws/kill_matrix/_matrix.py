"""Making the kill matrix: each client is held to each law."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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

__all__ = ["Liar", "Matrix", "Row", "caught_by", "drawn_for", "kill_matrix"]

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

    `law` is the one that is meant to, empty for an honest client; `fault` and `seen` are a liar's own description, and
    `file` and `line` are where its class is, as far as that is known: the path below the folder of its package.
    """

    client: str
    law: str = ""
    fault: str = ""
    seen: str = ""
    caught: Mapping[str, int] = field(factory=dict)
    file: str = ""
    line: int = 1

    @property
    def example(self) -> int | None:
        """The number of the example on which the law meant for the client caught it, or None."""
        return self.caught.get(self.law)

    @property
    def others(self) -> Mapping[str, int]:
        """The other laws that caught it, with the numbers of the examples."""
        return {law: number for law, number in self.caught.items() if law != self.law}

    @property
    def wrong(self) -> Mapping[str, str]:
        """What is not as it is meant to be, by the law that did not do as it is meant to."""
        wrong = {law: f"{law} catches {self.client}, and must not" for law in self.others}
        if self.law and self.example is None:
            wrong[self.law] = f"{self.law} does not catch {self.client}"
        return wrong

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
    return Row(liar.name, liar.law, fault, liar.seen, caught, *_place_of(type(liar)))


def _place_of(kind: type) -> tuple[str, int]:
    """Return the path of a class's file below the folder of its package, and the line; an empty path if unknown."""
    try:
        line = inspect.getsourcelines(kind)[1]
    except (OSError, TypeError):
        return "", 1
    return f"{kind.__module__.replace('.', '/')}.py", line
