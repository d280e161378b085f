"""Whether a corpus is what it says: its bytes, its form, and every label, by the contract and by another judge."""

from __future__ import annotations

import contextlib
import itertools
import json
from collections.abc import Callable, Iterator
from typing import Final

from attrs import define, field

from runlaws.corpus._checking import AGAIN, Checker, misfits, other_judge
from runlaws.corpus._errors import CorpusError
from runlaws.corpus._files import listed_in
from runlaws.corpus._layouts import LAYOUTS, layout_of
from runlaws.corpus._manifest import MANIFEST, Census, Manifest, read_manifest
from runlaws.corpus._numbers import Numbers
from runlaws.corpus._places import Place
from runlaws.corpus._reading import PartFile, sources_of
from runlaws.corpus._remaking import Remaking, misplaced
from runlaws.objects import AUTO

__all__ = ["Lint"]

_OTHER_HASH: Final = f"its SHA-256 is not the one in {MANIFEST}"


@define
class Lint:
    """A check of a corpus: iterate it for its problems, a sentence each. Afterwards `census` has what was checked.

    Each part is hashed again. Each case must have the form that the schema says, an id of its own, made of its content,
    and the labels that the contract gives it. Where `jsonschema-rs` is installed it decides on forms and structural
    rules, independently of ours; `independent` says so. Parts are checked in as many processes as `jobs` says.

    Raises `CorpusError` or OSError for what is no corpus.
    """

    path: Place
    on_cases: Callable[[int], object] = lambda _: None
    jobs: int = 1
    census: Census = field(init=False, factory=Census)
    _ids: Numbers = field(init=False, factory=Numbers)

    @property
    def independent(self) -> bool:
        """Whether another validator than ours takes part."""
        return other_judge() is not None

    def __iter__(self) -> Iterator[str]:
        sources = sources_of(self.path)
        folder = sources[0].path.parent
        manifest = read_manifest(folder) if sources[0].part is not None else None
        remaking = None if manifest is None else Remaking(manifest)
        if remaking is not None:
            yield from _of_manifest(remaking, folder / MANIFEST)
        spoiled: set[PartFile] = set()
        for source, problem in self._of_cases(sources):
            spoiled.add(source)
            yield problem
        if remaking is not None:
            yield from _of_lines([source for source in sources if source not in spoiled], remaking, folder / MANIFEST)
        yield from self._repeated(sources)
        if manifest is not None:
            yield from self._beside(sources, manifest, folder)

    def _of_cases(self, sources: list[PartFile]) -> Iterator[tuple[PartFile, str]]:
        """Yield the problems of the cases in some files, one after another or in several processes."""
        if min(self.jobs, len(sources)) > 1:
            from runlaws.corpus._processes import check_in_processes

            checks = check_in_processes(sources, min(self.jobs, len(sources)), self.on_cases)
            for source, (problems, census, ids) in zip(sources, checks, strict=True):
                yield from ((source, problem) for problem in problems)
                self._add(census, ids)
            return
        for source in sources:
            checker = Checker()
            yield from ((source, problem) for problem in checker.problems(source, self.on_cases))
            self._add(checker.census, checker.ids)

    def _add(self, census: Census, ids: Numbers) -> None:
        self.census.add_counts(census.count, census.as_json())
        self._ids.add_all(ids)

    def _repeated(self, sources: list[PartFile]) -> Iterator[str]:
        """Yield a sentence for each case that came again far from the first time; all is read again for its place."""
        again = {f"{number:016x}" for number in self._ids.repeated()}
        seen: set[str] = set()
        for source in sources if again else ():
            with contextlib.suppress(CorpusError, OSError):  # which are reported
                for place, data in source.lines():
                    name = str(data.get("id"))
                    if name in again and name in seen:
                        yield f"{place}: {AGAIN.format(name)}"
                    seen |= again & {name}

    def _beside(self, sources: list[PartFile], manifest: Manifest, folder: Place) -> Iterator[str]:
        """Yield where the counts are not those of the cases, and what files are of no part."""
        if self.path != sources[0].path:
            problems = itertools.chain(manifest.miscounted(self.census), _of_profile(manifest, self.census))
            yield from (f"{folder / MANIFEST}: {problem}" for problem in problems)
        is_files = sources[0].layout is LAYOUTS["files"]
        listed = {str(source.path) for source in sources}
        if is_files:
            listed.update(str(place) for source in sources for place in listed_in(source.path))
        places: list[Place] = sorted(folder.rglob("*") if is_files else folder.iterdir(), key=str)
        for path in places:
            is_case = layout_of(path) is not None or (is_files and path.suffix == ".json" and path.name != MANIFEST)
            if is_case and str(path) not in listed and path.is_file():
                yield f"{path}: it is not among the {'files of the corpus' if is_files else f'parts in {MANIFEST}'}"


def _of_manifest(remaking: Remaking, path: Place) -> Iterator[str]:
    problems = itertools.chain(misfits("manifest", json.loads(path.read_bytes())), remaking.problems())
    yield from (f"{path}: {problem}" for problem in problems)


def _of_profile(manifest: Manifest, census: Census) -> Iterator[str]:
    profiles = census.labels["profile"]
    if manifest.profile != AUTO and profiles and manifest.profile not in profiles:
        yield f"it says profile {manifest.profile}, there are only cases of {', '.join(sorted(profiles))}"


def _of_lines(sources: list[PartFile], remaking: Remaking, path: Place) -> Iterator[str]:
    """Yield how the lines of parts, each of which is a case by itself, are not those that belong there."""
    changed = [source for source in sources if source.part is not None and not source.is_as_listed()]
    for source in changed:
        yield from _lines_of_another(source, remaking)
    for source in sources[:1] if not changed else ():
        first = next(source.lines(), None)
        if first is not None and not remaking.makes(first[1], source.path.name):
            yield f"{path}: its command makes other cases than these: it was edited"


def _lines_of_another(source: PartFile, remaking: Remaking) -> Iterator[str]:
    listed = source.part.count if source.part else 0
    expected = remaking.cases(source.path.name, listed)
    lines = dict(source.lines())
    differences = [] if expected is None else list(misplaced(expected, lines))
    yield from (f"{place}: {says}" for place, says in differences)
    if not differences:
        count = f"it has {len(lines):,} cases in place of {listed:,}" if len(lines) != listed else ""
        yield f"{source.path}: {_OTHER_HASH}: {count or 'lines were deleted, added or reordered'}"
