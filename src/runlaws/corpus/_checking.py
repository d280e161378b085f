"""Whether the cases of a part are what they say: their form, their ids, and every label, by two judges."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from importlib import resources
from typing import Any, Final

from attrs import define, field

from runlaws.case import Case
from runlaws.contract import Force, Profile, Standing, json_schema
from runlaws.corpus._errors import CorpusError
from runlaws.corpus._form import Labels, checked_case_of
from runlaws.corpus._manifest import Census
from runlaws.corpus._numbers import Numbers
from runlaws.corpus._reading import PartFile

__all__ = ["AGAIN", "Checker", "judge_of", "misfits", "other_judge"]

AGAIN: Final = "its id {} is that of a case before it"


def other_judge() -> Any:
    """Return the library that decides on forms and structural rules beside the contract, or None without it."""
    try:
        return importlib.import_module("jsonschema_rs")
    except ImportError:
        return None


@define
class Checker:
    """A check of parts: what it has found sound is in `census`, and the ids in `ids`."""

    census: Census = field(init=False, factory=Census)
    ids: Numbers = field(init=False, factory=Numbers)
    _profiles: dict[str, Profile] = field(init=False, factory=dict)
    _library: Any = field(init=False, factory=other_judge)
    _form: Any = field(init=False, factory=lambda: judge_of("case"))
    _judges: dict[Profile, tuple[Any, frozenset[str]]] = field(init=False, factory=dict)
    """By profile, the judge of its structural rules, and the ids of the rules that it does not know."""

    def problems(self, source: PartFile, on_cases: Callable[[int], object] = lambda _: None) -> Iterator[str]:
        """Yield a sentence for each problem of a part, which begins with its place; raises `MissingExtra`."""
        try:
            for place, data in source.entries():
                if isinstance(data, Exception):
                    yield _in_words(data, place)
                else:
                    yield from (f"{place}: {problem}" for problem in self._line_problems(data))
                on_cases(1)
        except OSError as error:
            yield _in_words(error, str(source.path))

    def _line_problems(self, data: Labels) -> Iterator[str]:
        unfit = list(misfits("case", data, self._form))
        if unfit:
            yield from unfit
            return
        try:
            case = checked_case_of(data, self._profiles)
        except ValueError as error:
            yield str(error)
            return
        self.census.add(case)
        if not self.ids.add(int(case.id, 16)):
            yield AGAIN.format(case.id)
        yield from self._disputed(case)

    def _disputed(self, case: Case) -> Iterator[str]:
        """Yield a sentence if the other validator says otherwise of the structural rules."""
        profile = case.judgement.profile
        unlike_json = case.standing in (Standing.AMBIGUOUS, Standing.MALFORMED)
        if self._library is None or case.tree is None or unlike_json or profile.habits:
            return
        if profile not in self._judges:
            between = frozenset(relation.rule.id for relation in profile.relations)
            self._judges[profile] = self._library.validator_for(json_schema(profile)), between
        judge, relations = self._judges[profile]
        ours = any(v.force is Force.HARD and v.rule not in relations for v in case.judgement.violations)
        if judge.is_valid(case.tree) is ours:
            theirs = "keeps" if ours else "breaks"
            yield f"by jsonschema-rs it {theirs} the structural rules of {profile.spec}, by the contract it does not"


def _in_words(error: CorpusError | OSError, place: str) -> str:
    if isinstance(error, OSError):
        return f"{error.filename or place}: {error.strerror or error}"
    return str(error)


def misfits(schema: str, data: object, judge: Any = None) -> Iterator[str]:
    """Yield what does not fit a schema of ours by the other judge; without it, reading the data is the check."""
    judge = judge or judge_of(schema)
    if judge is not None and not judge.is_valid(data):
        for error in judge.iter_errors(data):
            place = "/".join(map(str, error.instance_path))
            yield f"it does not fit {schema}.schema.json at /{place}: {error.message[:200]}"


def judge_of(schema: str) -> Any:
    """Return the other judge of a schema of ours, or None without the library."""
    if (library := other_judge()) is None:
        return None
    text = (resources.files("runlaws.corpus") / f"{schema}.schema.json").read_text(encoding="utf-8")
    return library.validator_for(json.loads(text))
