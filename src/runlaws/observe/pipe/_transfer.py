"""A case on its way to a worker that links this kit, and the observation on its way back, both as JSON data.

What both sides have is not sent: the policy, places that show what the document has, and trees that were seen before.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from attrs import Factory, define, evolve, field, fields_dict, frozen

from runlaws.case import Case, Likeness, Twin, Unparsed
from runlaws.client import Answer, Copied, Observation, Policy, Question, ShownClass, Thrown, TwinObservation
from runlaws.client._answers import SHOWN_CLASS, THROWN
from runlaws.client._data import DATA
from runlaws.client._forms import COUNT, members
from runlaws.client._observation import FIELDS
from runlaws.contract import Judgement, Standing
from runlaws.objects import as_profile
from runlaws.values import Json, Path

__all__ = ["Classes", "Request", "observation_of", "sent_back"]


@frozen
class Request:
    """A case and what to ask about it; `seconds` is how long a call may take, and `refused` calls are not made."""

    case: Case
    asks: frozenset[Question]
    also: tuple[Path, ...]
    seconds: float
    refused: Mapping[str, Thrown] = field(factory=dict)
    tracebacks: bool = False
    policy: Mapping[str, Any] | None = None
    """A policy in place of the client's own, as JSON data."""
    wants_names: bool = False
    """Whether the names that the client's value has are asked for, and nothing else."""

    def as_json(self) -> dict[str, Any]:
        """Return the request as JSON data."""
        case = self.case
        data: dict[str, Any] = {
            "document": _text(case.document),
            "profile": case.judgement.profile.spec,
            "asks": sorted(question.value for question in self.asks),
            "also": [list(path) for path in self.also],
            "seconds": self.seconds,
        }
        data |= {name: _twin(twin) for name, twin in (("twin", case.twin), ("third", case.third)) if twin is not None}
        if case.origin is not None:
            data["origin"] = _text(case.origin)
        if case.before:
            data["before"] = list(map(_text, case.before))
        if self.refused:
            data["refused"] = {call: THROWN.write(thrown) for call, thrown in self.refused.items()}
        if self.policy is not None:
            data["policy"] = self.policy
        flags = {"tracebacks": self.tracebacks, "names": self.wants_names}
        return data | {name: flag for name, flag in flags.items() if flag}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Request:
        """Return the request that `as_json` wrote. Its case is not judged: what is asked does not depend on that."""
        case = Case(
            _bytes(data["document"]),
            Judgement(as_profile(data["profile"]), Standing.VALID),
            twin=_twin_in(data, "twin"),
            third=_twin_in(data, "third"),
            origin=_bytes(data["origin"]) if "origin" in data else None,
            tree=Unparsed.UNPARSED,
            before=tuple(map(_bytes, data.get("before", ()))),
        )
        return cls(
            case,
            frozenset(map(Question, data["asks"])),
            tuple(map(tuple, data["also"])),
            data["seconds"],
            {call: THROWN.read(thrown, ()) for call, thrown in data.get("refused", {}).items()},
            bool(data.get("tracebacks")),
            data.get("policy"),
            bool(data.get("names")),
        )


def _text(document: bytes) -> Json:
    try:
        return document.decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(document).decode()}


def _bytes(data: Any) -> bytes:
    return base64.b64decode(data["base64"]) if isinstance(data, dict) else data.encode()


def _twin(twin: Twin) -> dict[str, Json]:
    return {"document": _text(twin.document), "likeness": twin.likeness.value, "pointer": twin.pointer}


def _twin_in(data: Mapping[str, Any], name: str) -> Twin | None:
    twin = data.get(name)
    return twin and Twin(_bytes(twin["document"]), Likeness(twin["likeness"]), twin["pointer"])


# -- the way back


@define
class Classes:
    """The classes that a worker has shown so far: each is described once, and a number stands for it from then on."""

    known: list[ShownClass] = field(factory=list)
    _numbers: dict[int, int] = field(init=False, factory=dict)
    """By the identity of a class's description, which `known` keeps alive."""

    def number(self, kind: ShownClass) -> tuple[int, bool]:
        """Return the number of a class, and whether it is a new one."""
        number = self._numbers.get(id(kind))
        if number is not None:
            return number, False
        self.known.append(kind)
        self._numbers[id(kind)] = len(self.known) - 1
        return len(self.known) - 1, True


def sent_back(observation: Observation, request: Request, classes: Classes) -> dict[str, Any]:
    """Return an observation as JSON data for whoever has its request."""
    trees = _Trees([request.case.tree])
    numbers = {place: classes.number(kind) for place, kind in observation.classes.items()}
    shown, unshown = _not_as_sent(observation, request.case)
    data = {
        name: form.write(_with_answers(getattr(observation, name), trees.shortened))
        for name, form in _OTHER_FIELDS.items()
        if getattr(observation, name) != _DEFAULTS[name]
    }
    return data | {
        "shown": FIELDS["shown"].write(shown),
        "unshown": unshown,
        "trees": [DATA.write(tree) for tree in trees.held[1:]],
        "new": [SHOWN_CLASS.write(classes.known[number]) for number, is_new in numbers.values() if is_new],
        "classes": _NUMBERS.write({place: number for place, (number, _) in numbers.items()}),
        "types": FIELDS["types"].write(observation.types),
    }


def observation_of(
    data: Mapping[str, Any], request: Request, classes: Classes, name: str, policy: Policy
) -> Observation:
    """Return the observation that `sent_back` wrote; raises LookupError, TypeError or ValueError for other data."""
    trees = [request.case.tree, *(DATA.read(tree, ("trees",)) for tree in data["trees"])]
    classes.known.extend(SHOWN_CLASS.read(kind, ("new",)) for kind in data["new"])
    kinds = {place: classes.known[number] for place, number in _NUMBERS.read(data["classes"], ("classes",)).items()}
    types = FIELDS["types"].read(data["types"], ("types",))
    others = {
        name: _with_answers(form.read(data[name], (name,)), lambda answer: _lengthened(answer, trees))
        for name, form in _OTHER_FIELDS.items()
        if name in data
    }
    explicit = FIELDS["shown"].read(data["shown"], ("shown",))
    shown = _as_sent(request.case, frozenset(data["unshown"]), explicit)
    return Observation(name, policy, shown=shown, classes=kinds, types=types, **others)


def _not_as_sent(observation: Observation, case: Case) -> tuple[dict[str, Any], list[int]]:
    """Return what is shown and is not what the document has, and the numbers of the scalars that are not shown."""
    rest = dict(observation.shown)
    unshown: list[int] = []
    for number, (_, place, sent) in enumerate(case.places if rest else ()):
        if not isinstance(sent, dict | list):
            part = rest.get(place, _NOTHING)
            if part is _NOTHING:
                unshown.append(number)
            elif _are_identical(part, sent):
                del rest[place]
    return rest, unshown if rest or unshown or observation.shown else [-1]


def _as_sent(case: Case, unshown: frozenset[int], explicit: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what is shown: what the document has, but at the places that are not shown and those that differ."""
    if -1 in unshown:
        return explicit
    shown = {}
    for number, (_, place, sent) in enumerate(case.places):
        if place in explicit:
            shown[place] = explicit[place]
        elif not isinstance(sent, dict | list) and number not in unshown:
            shown[place] = str(sent) if isinstance(sent, str) else sent
    return {**shown, **explicit}


def _are_identical(part: Any, sent: Json) -> bool:
    """Return whether two values are the same scalar: `1`, `1.0` and `true` are not, nor are the two zeros."""
    return type(part) is type(sent) and (repr(part) == repr(sent) if type(part) is float else part == sent)


@define
class _Trees:
    """The different trees of an observation: a number stands for each, and 0 for that of the document."""

    held: list[Any]

    def shortened(self, answer: Answer) -> Answer:
        """Return an answer with the number of its tree."""
        value = answer.value
        if not isinstance(value, dict | list):
            return answer
        for number, tree in enumerate(self.held):
            if tree is value:
                return Answer({_TREE: number})
        self.held.append(value)
        return Answer({_TREE: len(self.held) - 1})


def _lengthened(answer: Answer, trees: Sequence[Any]) -> Answer:
    value = answer.value
    return Answer(trees[int(str(value[_TREE]))]) if isinstance(value, dict) else answer


def _with_answers(part: Any, change: Callable[[Answer], Answer]) -> Any:
    """Return a part of an observation with every answer in it changed."""
    if isinstance(part, Answer):
        return change(part)
    if isinstance(part, tuple):
        return tuple(_with_answers(item, change) for item in part)
    if isinstance(part, dict):
        return {name: _with_answers(item, change) for name, item in part.items()}
    if isinstance(part, Copied):
        return evolve(part, encoded=part.encoded and change(part.encoded))
    if isinstance(part, TwinObservation):
        return evolve(part, encoded=part.encoded and change(part.encoded))
    return part


_TREE: Final = "tree"
_NOTHING: Final = object()
_NUMBERS: Final = members(COUNT)
_APART: Final = frozenset({"client", "policy", "shown", "classes", "types"})
_OTHER_FIELDS: Final = {name: form for name, form in FIELDS.items() if name not in _APART}


def _default_of(default: Any) -> Any:
    return default.factory() if isinstance(default, Factory) else default  # type: ignore[arg-type] # a function to mypy


_DEFAULTS: Final = {name: _default_of(each.default) for name, each in fields_dict(Observation).items()}
