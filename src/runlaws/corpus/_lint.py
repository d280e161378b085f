"""Whether a corpus is what it says: its bytes, its form, and every label, by the contract and by another judge."""

from __future__ import annotations

import contextlib
import importlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib import resources
from typing import Any, Final

from attrs import define, field

from runlaws.case import Case
from runlaws.contract import Force, Profile, Standing, json_schema
from runlaws.corpus._errors import CorpusError, MissingExtra
from runlaws.corpus._form import Labels, checked_case_of
from runlaws.corpus._layouts import layout_of
from runlaws.corpus._manifest import MANIFEST, Census, Manifest, read_manifest
from runlaws.corpus._numbers import Numbers
from runlaws.corpus._places import Place
from runlaws.corpus._reading import PartFile, sources_of

__all__ = ["Lint"]


_AGAIN: Final = "its id {} is that of a case before it"


def _jsonschema_rs() -> Any:
    try:
        return importlib.import_module("jsonschema_rs")
    except ImportError:
        return None


@define
class Lint:
    """A check of a corpus: iterate it for its problems, a sentence each. Afterwards `census` has what was checked.

    Each part is hashed again. Each case must have the form that the schema says, an id of its own, made of its content,
    and the labels that the contract gives it. Where `jsonschema-rs` is installed it decides on forms and structural
    rules, independently of ours; `independent` says so.
    """

    path: Place
    on_case: Callable[[], object] = lambda: None
    census: Census = field(init=False, factory=Census)
    _ids: Numbers = field(init=False, factory=Numbers)
    _profiles: dict[str, Profile] = field(init=False, factory=dict)
    _judges: dict[str, Any] = field(init=False, factory=dict)
    _library: Any = field(init=False, factory=_jsonschema_rs)

    @property
    def independent(self) -> bool:
        """Whether another validator than ours takes part."""
        return self._library is not None

    def __iter__(self) -> Iterator[str]:
        try:
            yield from self._manifest_problems()
            sources = sources_of(self.path)
        except CorpusError as error:
            yield str(error)
            return
        for source in sources:
            yield from self._part_problems(source)
        yield from self._repeated(sources)
        if sources and sources[0].part is not None:
            folder = sources[0].path.parent
            yield from _miscounted(read_manifest(folder), self.census, folder, whole=self.path != sources[0].path)
            yield from _unlisted(folder, {source.path.name for source in sources})

    def _manifest_problems(self) -> Iterator[str]:
        path = self.path / MANIFEST if self.path.is_dir() else self.path.with_name(MANIFEST)
        if path.is_file():
            read_manifest(path.parent)  # first, whether it is one of this format at all
            for problem in self._misfits("manifest", json.loads(path.read_bytes())):
                yield f"{path}: {problem}"

    def _part_problems(self, source: PartFile) -> Iterator[str]:
        problems = 0
        try:
            for place, data in source.lines():
                for problem in self._line_problems(data):
                    problems += 1
                    yield f"{place}: {problem}"
                self.on_case()
            if source.part is not None and not problems and not source.is_as_listed():
                yield f"{source.path}: its SHA-256 is not the one in {MANIFEST}: lines were deleted, added or reordered"
        except MissingExtra:
            raise  # that nothing can be read is no fault of the corpus
        except CorpusError as error:
            yield str(error)
        except OSError as error:
            yield f"{error.filename or source.path}: {error.strerror or error}"

    def _line_problems(self, data: Labels) -> Iterator[str]:
        misfits = list(self._misfits("case", data))
        if misfits:
            yield from misfits
            return
        try:
            case = checked_case_of(data, self._profiles)
        except ValueError as error:
            yield str(error)
            return
        self.census.add(case)
        if not self._ids.add(int(case.id, 16)):
            yield _AGAIN.format(case.id)
        yield from self._disputed(case)

    def _repeated(self, sources: list[PartFile]) -> Iterator[str]:
        """Yield a sentence for each case that came again far from the first time; all is read again for its place."""
        again = {f"{number:016x}" for number in self._ids.repeated()}
        seen: set[str] = set()
        for source in sources if again else ():
            with contextlib.suppress(CorpusError, OSError):  # which are reported
                for place, data in source.lines():
                    name = str(data.get("id"))
                    if name in again and name in seen:
                        yield f"{place}: {_AGAIN.format(name)}"
                    seen |= again & {name}

    def _misfits(self, schema: str, data: object) -> Iterator[str]:
        """Yield what does not fit a schema; without the library, reading the data is the check."""
        if self._library is None:
            return
        if schema not in self._judges:
            text = (resources.files("runlaws.corpus") / f"{schema}.schema.json").read_text(encoding="utf-8")
            self._judges[schema] = self._library.validator_for(json.loads(text))
        judge = self._judges[schema]
        if not judge.is_valid(data):
            for error in judge.iter_errors(data):
                place = "/".join(map(str, error.instance_path))
                yield f"it does not fit {schema}.schema.json at /{place}: {error.message[:200]}"

    def _disputed(self, case: Case) -> Iterator[str]:
        """Yield a sentence if the other validator says otherwise of the structural rules."""
        profile = case.judgement.profile
        unlike_json = case.standing in (Standing.AMBIGUOUS, Standing.MALFORMED)
        if self._library is None or case.tree is None or unlike_json or profile.habits:
            return
        name = f"profile {profile.spec}"
        if name not in self._judges:
            self._judges[name] = self._library.validator_for(json_schema(profile)), _relations(profile)
        judge, relations = self._judges[name]
        ours = any(v.force is Force.HARD and v.rule not in relations for v in case.judgement.violations)
        if judge.is_valid(dict(case.tree)) is ours:
            theirs = "keeps" if ours else "breaks"
            yield f"by jsonschema-rs it {theirs} the structural rules of {profile.spec}, by the contract it does not"


def _relations(profile: Profile) -> frozenset[str]:
    return frozenset(relation.rule.id for relation in profile.relations)


def _miscounted(manifest: Manifest, census: Census, folder: Place, *, whole: bool) -> Iterator[str]:
    """Yield each count of a manifest that is not the one of its cases."""
    if not whole or manifest.census.count != census.count:
        if whole:
            yield f"{folder / MANIFEST}: it says {manifest.census.count:,} cases, {census.count:,} are sound"
        return
    theirs: Mapping[str, Counter[str]] = manifest.census.labels
    for label, counts in census.labels.items():
        for name in sorted({*counts, *theirs.get(label, ())}):
            listed = theirs.get(label, Counter[str]())[name]
            if listed != counts[name]:
                yield f"{folder / MANIFEST}: it says {listed:,} of {label} {name}, there are {counts[name]:,}"


def _unlisted(folder: Place, listed: set[str]) -> Iterator[str]:
    places: list[Place] = sorted(folder.iterdir(), key=str)
    for path in places:
        if path.is_file() and layout_of(path) is not None and path.name not in listed:
            yield f"{path}: it is not among the parts in {MANIFEST}"
