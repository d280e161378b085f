"""The page of the run object: every member, from the sentences, the shapes of all profiles and the life of a run."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from runlaws.contract import Either, Items, Map, MapKey, Member, Profile, Record, Rule, Shape, Tagged, rule_place
from runlaws.objects import JUDGING, PROFILES
from runlaws_strategies import simplest

__all__ = ["run_page"]

_WIRES = {name: profile for name, profile in PROFILES.items() if name != "any"}
_OBJECT = PROFILES["v2"].object

_PRESENCE = {
    (True, False): "always there, never null",
    (True, True): "always there, may be null",
    (False, False): "may be absent, never null",
    (False, True): "may be absent or null",
}
"""What a member may be, by whether it is required and whether it is nullable."""

_HEAD = """# The run object

Every member of a run: what it is, its type, whether it may be null or absent on each wire, and where that comes from.
A *wire* is a version of the API, with a [profile](words.md#documents) that is its contract. [Rules](rules.md) has the
bounds of values and everything that relates one member to another, with the force of each.
Made from the data by `python docs/generate.py`.

## Wires

| profile | what it is |
|---|---|"""


def run_page() -> str:
    """Return the page."""
    members = {name: dict(_members(profile.shape, ())) for name, profile in _WIRES.items()}
    rules = {rule.id: rule for profile in PROFILES.values() for rule in profile.rules()}
    lines = [
        _HEAD,
        *(f"| `{profile.name}` | {profile.says} |" for profile in _WIRES.values()),
        *_habits(JUDGING["compat"]),
        *_example(),
        *_life(PROFILES["v2"]),
    ]
    for place, says in sorted(_OBJECT.sentences.items(), key=_by_top_level):
        present = {name: places[place] for name, places in members.items() if place in places}
        lines += ["", f"{_level(place)} `{place}`", "", f"{says[0].upper()}{says[1:]}.", ""]
        lines += [f"- {line}" for line in _facts(place, present, rules)]
    return "\n".join(lines) + "\n"


def _by_top_level(sentence: tuple[str, str]) -> int:
    """Return the index of the top-level member that a place is in: the sentences of its parts follow its own."""
    top = re.split(r"[.\[{]", sentence[0])[0]
    return list(_OBJECT.sentences).index(top)


def _level(place: str) -> str:
    return "##" if place in PROFILES["any"].shape.members else "###"


def _habits(profile: Profile) -> list[str]:
    """Return the table of what imitating servers do in their own way."""
    return [
        "",
        f"`runlaws check --profile {profile.name}` judges {profile.says}:",
        "",
        "| rule | a document that breaks it | source |",
        "|---|---|---|",
        *(f"| `{habit.id}` | {habit.says} | {habit.cite} |" for habit in profile.habits),
    ]


def _example() -> list[str]:
    tree = simplest("queued")
    return ["", "## A run", "", "The smallest run of `v2`:", "", "```json", json.dumps(tree, indent=2), "```"]


def _life(profile: Profile) -> list[str]:
    """Return the table of what is set in which status."""
    life = profile.object.life
    lines = [
        "",
        "## What is set when",
        "",
        "What depends on a run's `status`. A member that is in neither column is null.",
    ]
    lines += ["", "| status | set | set or null |", "|---|---|---|"]
    for state in life.states:
        always = [presence.member for presence in life.presences if state in presence.set_in]
        perhaps = [presence.member for presence in life.presences if state in presence.either_in]
        lines.append(f"| `{state}` | {_listed(always)} | {_listed(perhaps)} |")
    return lines


def _facts(place: str, present: Mapping[str, Member | None], rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield what is known of a member, a line each."""
    kind = rules.get(f"{place}.type")
    yield f"type: {_type(place, rules)}"
    yield from _presence(present)
    for presence in _OBJECT.life.presences:
        if presence.member == place:
            rule = rules[presence.rule.id]
            yield f"it {rule.says}; source: {_evidence(rule)}"
    stated = rules.get(f"{place}.required") or rules.get(f"{place}.not-null") or kind
    if stated:
        yield f"source: {_evidence(stated)}"


def _type(place: str, rules: Mapping[str, Rule]) -> str:
    kind, values = rules.get(f"{place}.type"), rules.get(f"{place}.enum")
    text = kind.says.removeprefix("is ") if kind else "any JSON value"
    if not values:
        return text
    known, open_ended, _ = values.says.removeprefix("is one of ").partition(", or a new value")
    return f"{text}: {', '.join(f'`{value}`' for value in known.split(', '))}{open_ended}"


def _presence(present: Mapping[str, Member | None]) -> Iterator[str]:
    """Yield what a member may be, and on which wires."""
    by_text = defaultdict(list)
    for wire, member in present.items():
        if member:
            by_text[_PRESENCE[member.required, member.nullable]].append(wire)
    for text, wires in by_text.items():
        yield text if len(wires) == len(_WIRES) else f"{text}: on {_listed(wires)}"
    missing = [wire for wire in _WIRES if wire not in present]
    if missing:
        yield f"not on {_listed(missing)}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _evidence(rule: Rule) -> str:
    count = f"; held on {rule.count} recordings" if rule.count else ""
    return f"{rule.cite}{count}"


def _members(shape: Shape, path: tuple[str | int, ...]) -> Iterator[tuple[str, Member | None]]:
    """Yield each place of a shape, with its member; items of lists and values of maps have none."""
    if isinstance(shape, Either):
        yield from _members(shape.object, path)
    elif isinstance(shape, Tagged):
        for variant in shape.variants.values():
            yield from _members(variant, path)
    elif isinstance(shape, Record):
        for name, member in shape.members.items():
            yield rule_place((*path, name)), member
            yield from _members(member.shape, (*path, name))
    elif isinstance(shape, Items | Map):
        inner = (*path, 0 if isinstance(shape, Items) else MapKey("any"))
        yield rule_place(inner), None
        yield from _members(shape.item if isinstance(shape, Items) else shape.value, inner)
