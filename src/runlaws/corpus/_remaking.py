"""What a corpus must hold by its own command: the ids of its cases are made anew, so that lines can be missed."""

from __future__ import annotations

import contextlib
import difflib
import shlex
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from attrs import define, field

from runlaws.case import Case
from runlaws.contract import Standing
from runlaws.corpus._errors import CorpusError
from runlaws.corpus._form import Labels, as_line
from runlaws.corpus._manifest import MANIFEST, Manifest, own_version
from runlaws.corpus._numbered import Recipe
from runlaws.objects import ProfileError

__all__ = ["Remaking", "misplaced"]

_OTHER_LINE: Final = f"it is not the line that the command of {MANIFEST} writes: it was edited"
_FLAGS: Final = frozenset({"--realistic", "--catalogue", "--npm"})


@define
class Remaking:
    """What a manifest's command makes, if it can be made again: by the version that wrote it, from a seed."""

    manifest: Manifest
    recipe: Recipe | None = field(init=False, default=None)

    def __attrs_post_init__(self) -> None:
        given = _options_of(self.manifest.command or "")
        if not given or "--catalogue" in given or self.manifest.versions.get("runlaws") != own_version()["runlaws"]:
            return
        try:
            standings = tuple(map(Standing, given.get("--standing", ())))
            seed, profile = int(given["--seed"][0]), given["--profile"][0]
            recipe = Recipe(seed, profile, standings, tuple(given.get("--status", ())), "--realistic" in given)
            recipe.check()
        except (KeyError, ValueError, IndexError, ProfileError, CorpusError):
            return
        self.recipe = recipe

    def problems(self) -> Iterator[str]:
        """Yield where the manifest says another thing of its cases than its command does."""
        given, manifest = _options_of(self.manifest.command or ""), self.manifest
        listed = {"--seed": manifest.seed, "--profile": manifest.profile, "--format": manifest.layout}
        for option, value in {**listed, "--count": manifest.census.count}.items():
            if option in given and given[option] != [str(value)]:
                yield f"it says {option[2:]} {value}, and in its command {option} {' '.join(given[option])}"

    def cases(self, part: str, count: int) -> list[Case] | None:
        """Return the first cases of a part, made anew; None if that cannot be done here."""
        start = 0
        for other in self.manifest.parts:
            if other.name == part and self.recipe is not None:
                with contextlib.suppress(CorpusError):
                    return [self.recipe.case(number) for number in range(start, start + count)]
            start += other.count
        return None

    def makes(self, data: Labels, part: str) -> bool:
        """Return whether the first line of a part is the one that the command makes, as far as that is known here."""
        cases = self.cases(part, 1)
        return not cases or cases[0].id == data["id"]


def _options_of(command: str) -> Mapping[str, list[str]]:
    """Return the options of a command that writes a corpus, each with what was given; none for another command."""
    try:
        words = iter(shlex.split(command))
    except ValueError:
        return {}
    if list(islice(words, 3)) != ["runlaws", "corpus", "OUT"]:
        return {}
    given: dict[str, list[str]] = {}
    for word in words:
        given.setdefault(word, []).extend(() if word in _FLAGS else islice(words, 1))
    return given


def misplaced(expected: Sequence[Case], actual: Mapping[str, Labels]) -> Iterator[tuple[str, str]]:
    """Yield what is missing, added, moved or changed among the lines of a part, by their places, where it shows."""
    places, names = list(actual), [str(data["id"]) for data in actual.values()]
    present = {*names}
    own = {case.id: number for number, case in enumerate(expected, 1)}
    matcher = difflib.SequenceMatcher(None, [*own], names, autojunk=False)
    for kind, first, last, here, until in matcher.get_opcodes():
        if kind == "equal":
            pairs = zip(places[here:until], expected[first:last], strict=True)
            yield from ((place, _OTHER_LINE) for place, case in pairs if not _is_line_of(actual[place], case))
            continue
        missing = [case.id for case in expected[first:last] if case.id not in present]
        if missing and places:
            more = f" and {len(missing) - 1:,} more" if len(missing) > 1 else ""
            where, side = (places[here], "before") if here < len(places) else (places[-1], "behind")
            yield where, f"{side} this line the case {missing[0]}{more} was deleted"
        for place, name in zip(places[here:until], names[here:until], strict=True):
            if name in own:
                yield place, f"the case {name} belongs in line {own[name]:,}: lines were reordered"
            else:
                yield place, f"the command of {MANIFEST} makes no such case: it was added, or the command edited"


def _is_line_of(data: Labels, case: Case) -> bool:
    """Return whether data says of a case what its line does; a file of its own shows the document once more."""
    line = as_line(case)
    return {name: value for name, value in data.items() if name != "shown"} == line
