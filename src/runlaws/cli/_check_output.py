"""How a check is printed: as text with a summary, or as JSON."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from types import TracebackType
from typing import Final, Protocol, Self

import click
from attrs import define, field

from runlaws.contract import Judgement, Standing
from runlaws.reports import printable

__all__ = ["JsonOutput", "Output", "TextOutput"]

_MOST_RULES: Final = 20
_MOST_NAMES: Final = 3
_MOST_BROKEN: Final = 5
"""How many parts of one file are named that cannot be read."""


class Output(Protocol):
    """Takes what a check finds as it finds it, and ends with a summary if there is anything to sum up."""

    exit_status: int
    """The exit status that what was complained of asks for."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def judged(self, name: str, judgement: Judgement, better: Judgement | None) -> None:
        """Take a judgement, and that by the profile that fits better, if one does."""
        ...

    def other(self, name: str, says: str) -> None:
        """Take what something is that is not to be judged."""
        ...

    def broken(self, name: str, says: str, judgement: Judgement) -> None:
        """Take what cannot be read, and why."""
        ...

    def foreign(self, name: str, says: str, judgement: Judgement, *, walked: bool) -> None:
        """Take a file of no format that is known."""
        ...

    def end_file(self, name: str) -> None:
        """Take that all of a file was given."""
        ...

    def complain(self, sentence: str) -> None:
        """Take a sentence for standard error: something could not be read."""
        ...


def _write(text: str) -> None:
    click.echo(text, nl=False)


@define
class _Complaining:
    exit_status: int = 0
    unreadable: int = 0

    def complain(self, sentence: str) -> None:
        """Print a sentence on standard error, behind what was printed before it."""
        click.echo(f"Error: {printable(sentence)}", err=True)
        self.exit_status = 2
        self.unreadable += 1


@define(kw_only=True)
class TextOutput(_Complaining):
    """A line for each document, and one for each rule that it breaks; at the end, how many there were of each.

    `object_name` is what they are of: `run`.
    """

    object_name: str
    standings: Counter[Standing] = field(factory=Counter)
    rules: Counter[str] = field(factory=Counter)
    others: Counter[str] = field(factory=Counter)
    better: int = 0
    foreigners: list[str] = field(factory=list)
    _again: Counter[str] = field(factory=Counter)
    _broken: int = 0
    """How many parts of the present file cannot be read."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            _write("\ninterrupted: what follows is of the files until then\n")
        if kind is None or issubclass(kind, KeyboardInterrupt):
            self._end()

    def judged(self, name: str, judgement: Judgement, better: Judgement | None) -> None:
        """Print a verdict."""
        self.standings[judgement.standing] += 1
        lines = [f"{name}: {judgement.standing.value} ({judgement.profile.name})"]
        if better:
            self.better += 1
            lines.append(f"  fits the profile {better.profile.name} better, by which it is {better.standing.value}")
        if judgement.standing is not Standing.VALID:
            lines += [f"  {violation.force.value}  {violation}" for violation in judgement.violations]
            lines += [f"  unknown  {news}" for news in judgement.news]
            self.rules.update({violation.rule for violation in judgement.violations})
            self.rules.update({news.kind.value for news in judgement.news})
        _write("".join(f"{printable(line)}\n" for line in lines))

    def other(self, name: str, says: str) -> None:
        """Print the first of each kind in a file; the others are counted."""
        self.others[says] += 1
        self._again[says] += 1
        if self._again[says] == 1:
            _write(f"{printable(f'{name}: {self._is_none(says)}')}\n")

    def broken(self, name: str, says: str, judgement: Judgement) -> None:
        """Print why something cannot be read; of many in one file, the first few."""
        del judgement
        self._broken += 1
        if self._broken <= _MOST_BROKEN:
            self.complain(f"{name} {says}")

    def foreign(self, name: str, says: str, judgement: Judgement, *, walked: bool) -> None:
        """Print that nothing is in a file; those in folders are counted, for one line."""
        del judgement
        if walked:
            self.foreigners.append(name)
        else:
            self.complain(f"{name}: {says}")

    def _is_none(self, says: str) -> str:
        return says if says.startswith(("an API error", "nothing")) else f"{says}, not a {self.object_name}"

    def end_file(self, name: str) -> None:
        """Print how many more there are of what is not a run, and of what cannot be read."""
        if self._broken > _MOST_BROKEN:
            more = self._broken - _MOST_BROKEN
            self.complain(f"{name}: {more:,} more cannot be read")
            self.unreadable += more - 1
        self._broken = 0
        for says, count in self._again.items():
            if count > 1:
                _write(f"{printable(f'{name}: {count - 1:,} more like this: {self._is_none(says)}')}\n")
        self._again.clear()

    def _end(self) -> None:
        if self.foreigners:
            shown = ", ".join(self.foreigners[:_MOST_NAMES])
            more = len(self.foreigners) - _MOST_NAMES
            rest = f" and {more} more files" if more > 0 else ""
            _write(f"{printable(f'nothing looks like a {self.object_name} in {shown}')}{rest}\n")
        total = self.standings.total()
        if total + self.others.total() + self.unreadable < 2 or not (total or self.unreadable):
            return
        parts = [f"{self.standings[standing]:,} {standing.value}" for standing in Standing if self.standings[standing]]
        line = f"\n{total:,} {self.object_name}{'s' * (total != 1)}: {', '.join(parts) or 'nothing was judged'}"
        if others := self.others.total():
            line += f"; {others:,} {f'is no {self.object_name}' if others == 1 else f'are no {self.object_name}s'}"
        if self.unreadable:
            line += f"; {self.unreadable:,} that cannot be read"
        lines = [line]
        if self.better:
            lines.append(
                f"  {self.better:,} fit another profile better: name it with --profile, or take auto for a wire"
            )
        ranked = sorted(self.rules.items(), key=lambda item: (-item[1], item[0]))
        lines += [f"  {count:>6,} × {rule}" for rule, count in ranked[:_MOST_RULES]]
        if len(self.rules) > _MOST_RULES:
            lines.append(f"  and {len(self.rules) - _MOST_RULES} more rules")
        _write("\n".join(lines) + "\n")


@define
class JsonOutput(_Complaining):
    """A list with an object for each document, written as they come."""

    _begun: bool = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _write("\n]\n" if self._begun else "[]\n")

    def _put(self, item: object) -> None:
        _write(f"{',' if self._begun else '['}\n{textwrap.indent(json.dumps(item, indent=2), '  ')}")
        self._begun = True

    def judged(self, name: str, judgement: Judgement, better: Judgement | None) -> None:
        """Write a verdict."""
        self._put({"document": name, **judgement.as_json()} | ({"fits_better": better.profile.spec} if better else {}))

    def other(self, name: str, says: str) -> None:
        """Write what it is."""
        self._put({"document": name, "not_judged": says})

    def broken(self, name: str, says: str, judgement: Judgement) -> None:
        """Write what can be said of it, and why it cannot be read on standard error."""
        self._put({"document": name, **judgement.as_json(), "error": says})
        self.complain(f"{name} {says}")

    def foreign(self, name: str, says: str, judgement: Judgement, *, walked: bool) -> None:
        """Write that nothing is in a file."""
        if walked:
            self.other(name, says)
        else:
            self._put({"document": name, **judgement.as_json(), "error": says})
            self.complain(f"{name}: {says}")

    def end_file(self, name: str) -> None:
        """Write nothing."""
