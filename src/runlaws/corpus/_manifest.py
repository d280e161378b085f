"""The manifest of a corpus: what is in it, how it was made, and by what its parts are recognized."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, TypeAlias

from attrs import define, field, frozen

from runlaws.case import Case
from runlaws.contract import Standing
from runlaws.corpus._errors import CorpusError
from runlaws.corpus._form import EXPECTED, state_of
from runlaws.corpus._places import Place
from runlaws.values import count_in, object_in, objects_in, text_in, wrong

__all__ = [
    "FORMAT",
    "MANIFEST",
    "SETTINGS",
    "UNFINISHED",
    "Census",
    "CorpusPart",
    "Manifest",
    "own_version",
    "read_manifest",
]

MANIFEST: Final = "manifest.json"
UNFINISHED: Final = ".unfinished"
"""The folder in a corpus that is being written: with it and without a manifest, the corpus is half-made."""
SETTINGS: Final = "settings.json"
"""The file in it that says by which command."""
FORMAT: Final = 2

_Alike: TypeAlias = tuple[Standing, str | None, str, tuple[str, ...], tuple[str, ...], str | None]
_MOST_ALIKE: Final = 1000

_LABELS: Final = ("standing", "state", "rule", "news", "profile", "strict", "lenient", "twin")


@define
class Census:
    """How many cases have each label; of a case that breaks a rule at several places, the rule counts once."""

    count: int = 0
    _labels: dict[str, Counter[str]] = field(factory=lambda: {label: Counter() for label in _LABELS})
    _alike: Counter[_Alike] = field(factory=Counter)
    """How many cases have all labels alike, as far as these are not among `_labels`: few have labels of their own."""

    def add(self, case: Case) -> None:
        """Count a case."""
        self.count += 1
        rules = tuple(violation.rule for violation in case.judgement.violations)
        news = tuple(item.kind.value for item in case.judgement.news)
        likeness = None if case.twin is None else case.twin.likeness
        self._alike[case.standing, state_of(case), case.judgement.profile.spec, rules, news, likeness] += 1
        if len(self._alike) > _MOST_ALIKE:
            self._sort()

    def _sort(self) -> None:
        """Count those that are alike under each of their labels."""
        for (standing, state, profile, rules, news, likeness), count in self._alike.items():
            names = [("standing", standing.value), ("state", state), ("profile", profile), ("twin", likeness)]
            names += [*EXPECTED[standing].items()]
            names += [("rule", rule) for rule in {*rules}] + [("news", kind) for kind in {*news}]
            for label, name in names:
                if name is not None:
                    self._labels[label][str(name)] += count
        self._alike.clear()

    @property
    def labels(self) -> Mapping[str, Counter[str]]:
        """How many cases have each label, by its aspect."""
        self._sort()
        return self._labels

    def add_counts(self, count: int, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Add what `as_json` returned of other cases."""
        self.count += count
        for label, numbers in counts.items():
            self._labels.setdefault(label, Counter()).update(numbers)

    def as_json(self) -> dict[str, dict[str, int]]:
        """Return the counts as JSON data."""
        return {label: dict(sorted(numbers.items())) for label, numbers in self.labels.items()}


@frozen
class CorpusPart:
    """A file of a corpus: its name, how many cases are in it, and the SHA-256 of its bytes."""

    name: str
    count: int
    sha256: str

    def as_json(self) -> dict[str, Any]:
        """Return the part as JSON data."""
        return {"name": self.name, "count": self.count, "sha256": self.sha256}


@frozen
class Manifest:
    """What is in a corpus. The same settings and versions give the same manifest, however many processes write it."""

    layout: str
    """The format of the parts, as `--format` names it."""
    profile: str
    seed: int | None
    command: str | None
    """The command that makes the same corpus again, if one does; without OUT's name and without `--jobs`."""
    census: Census
    parts: Sequence[CorpusPart]
    versions: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """Return the manifest as JSON data."""
        return {
            "format": FORMAT,
            "layout": self.layout,
            "count": self.census.count,
            "profile": self.profile,
            "seed": self.seed,
            "command": self.command,
            "versions": dict(sorted(self.versions.items())),
            "counts": self.census.as_json(),
            "parts": [part.as_json() for part in self.parts],
        }

    def miscounted(self, census: Census) -> Iterator[str]:
        """Yield each count that is not the one of the cases, of which `census` has all that are sound."""
        if self.census.count != census.count:
            yield f"it says {self.census.count:,} cases, {census.count:,} are sound"
            return
        for label in sorted({*census.labels, *self.census.labels}):
            listed, counted = (counts.labels.get(label, Counter[str]()) for counts in (self.census, census))
            for name in sorted({*listed, *counted}):
                if listed[name] != counted[name]:
                    yield f"it says {listed[name]:,} of {label} {name}, there are {counted[name]:,}"

    def as_bytes(self) -> bytes:
        """Return the content of the file."""
        return f"{json.dumps(self.as_json(), indent=2)}\n".encode()


def own_version() -> dict[str, str]:
    """Return the version of runlaws, which is among the versions of every corpus."""
    return {"runlaws": version("runlaws")}


def read_manifest(folder: Place) -> Manifest:
    """Return the manifest of the corpus in a folder; raises `CorpusError` or OSError."""
    path = folder / MANIFEST
    if not path.is_file() and (folder / UNFINISHED).is_dir():
        msg = f"{folder} is half-made: {_going_on(folder)}"
        raise CorpusError(msg)
    try:
        data: Any = json.loads(path.read_bytes())
        number = count_in(data, "format")
    except (ValueError, RecursionError) as error:
        msg = f"{path}: expected the manifest of a corpus, got something else: {error}"
        raise CorpusError(msg) from error
    if number != FORMAT:
        age = "a newer" if number > FORMAT else "an older"
        msg = f"{path}: expected a manifest of format {FORMAT}, got {number}, which {age} runlaws wrote"
        raise CorpusError(msg)
    try:
        return _manifest_of(data)
    except ValueError as error:
        msg = f"{path}: {error}"
        raise CorpusError(msg) from error


def _going_on(folder: Place) -> str:
    """Return how to complete a half-made corpus, in words."""
    try:
        command = text_in(json.loads((folder / UNFINISHED / SETTINGS).read_bytes()), "command")
    except (OSError, ValueError, CorpusError):
        return "the command that began it goes on where it stopped"
    words = [str(folder) if word == "OUT" else word for word in shlex.split(command)]
    return f"this goes on where it stopped: {shlex.join(words)}"


def _manifest_of(data: Mapping[str, Any]) -> Manifest:
    census = Census()
    census.add_counts(count_in(data, "count"), _counts_in(data))
    parts = [
        CorpusPart(text_in(part, "name", at), count_in(part, "count", at), text_in(part, "sha256", at))
        for at, part in objects_in(data, "parts")
    ]
    for part in parts:
        if Path(part.name).name != part.name:
            msg = f"a part is called {part.name!r}, which is not the name of a file in the folder"
            raise ValueError(msg)
    seed = data.get("seed")
    if seed is not None and (isinstance(seed, bool) or not isinstance(seed, int)):
        wrong("a whole number, or null,", "/seed", seed)
    command = None if data.get("command") is None else text_in(data, "command")
    versions = object_in(data.get("versions"), "/versions")
    versions = {name: text_in(versions, name, "/versions") for name in versions}
    return Manifest(text_in(data, "layout"), text_in(data, "profile"), seed, command, census, parts, versions)


def _counts_in(data: Mapping[str, Any]) -> Mapping[str, Mapping[str, int]]:
    """Return the counts of a manifest: for each aspect of cases, how many of each sort there are."""
    counts = object_in(data.get("counts"), "/counts")
    return {
        aspect: {sort: count_in(sorts, sort, f"/counts/{aspect}") for sort in object_in(sorts, f"/counts/{aspect}")}
        for aspect, sorts in counts.items()
    }
