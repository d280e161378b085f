"""Count on how many recordings each rule held: `python docs/count_recordings.py` writes what `runlaws` ships of it.

The recordings are those in `tests/data/recordings`, each judged by the profile of its wire. A rule of structure can be
asked of a recording that has its place, a relation of one that has what it reads. A relation that was counted over
more recordings than these says so itself.
"""

from __future__ import annotations

import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
TARGET: Final = ROOT / "src/runlaws/objects/run/counts.py"

if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # the recordings are the tests'

from runlaws.contract import Either, Items, Map, MapKey, Profile, Record, Shape, Tagged, rule_place  # noqa: E402 (as above)
from runlaws.objects import find_profile  # noqa: E402
from tests.recordings import RECORDINGS, recorded  # noqa: E402


def page() -> str:
    """Return the module of counts."""
    ids = defaultdict(list)
    for rule, count in sorted(counts().items()):
        ids[count].append(rule)
    lines = [
        '"""On how many recordings each rule of a run held: made by `python docs/count_recordings.py`."""',
        "",
        "from __future__ import annotations",
        "",
        "from collections.abc import Mapping",
        "from typing import Final",
        "",
        '__all__ = ["COUNTS"]',
        "",
        "_RULES: Final[Mapping[tuple[int, int], str]] = {",
    ]
    for count, rules in sorted(ids.items(), reverse=True):
        lines += [f'    {count}: """']
        lines += textwrap.wrap(" ".join(rules), 112, break_on_hyphens=False, break_long_words=False)
        lines += ['""",']
    lines += ["}", "", "COUNTS: Final = {rule: count for count, rules in _RULES.items() for rule in rules.split()}"]
    lines += ['"""By the id of the rule: on how many recordings it held, and to how many it applied."""']
    return "\n".join(lines) + "\n"


def counts() -> Mapping[str, tuple[int, int]]:
    """Return on how many recordings each rule held, and of how many it could be asked."""
    asked: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    for recording in RECORDINGS:
        profile, tree = find_profile(recording.profile), recorded(recording.name)
        known = {rule.id for rule in profile.rules()}
        asked.update(known & {*_structural(profile.shape, tree, ()), *_relations(profile, tree)})
        broken.update({violation.rule for violation in profile.judge(tree).violations})
    return {rule: (count - broken[rule], count) for rule, count in asked.items()}


def _relations(profile: Profile, tree: Mapping[str, Any]) -> Iterator[str]:
    presences = {presence.rule.id: presence for presence in profile.object.life.presences}
    for relation in profile.relations:
        presence = presences.get(relation.rule.id)
        if presence is not None:
            if not presence.optional or presence.member in tree:
                yield relation.rule.id
        elif all(tree.get(name) is not None for name in relation.reads):
            yield relation.rule.id


def _structural(shape: Shape, value: Any, path: tuple[str | int, ...]) -> Iterator[str]:
    """Yield the rules of structure that can be asked of a value and of what is in it."""
    place = rule_place(path)
    yield from (r.id for r in shape.rules(path) if r.place == place and not r.id.endswith((".required", ".not-null")))
    if isinstance(shape, Items):
        for index, item in enumerate(value):
            yield from _structural(shape.item, item, (*path, index))
    elif isinstance(shape, Map):
        if value and shape.max_key_length is not None:
            yield f"{place}{{}}.max-key-length"
        for name, item in value.items():
            yield from _structural(shape.value, item, (*path, MapKey(name)))
    elif isinstance(shape, Either):
        yield from _structural(shape.text if isinstance(value, str) else shape.object, value, path)
    elif isinstance(shape, Tagged) and value.get(shape.tag) in shape.variants:
        yield from _structural(shape.variants[value[shape.tag]], value, path)
    elif isinstance(shape, Record):
        yield from _of_members(shape, value, path)


def _of_members(record: Record, value: Mapping[str, Any], path: tuple[str | int, ...]) -> Iterator[str]:
    for name, member in record.members.items():
        inner = (*path, name)
        if member.required:
            yield f"{rule_place(inner)}.required"
        if name in value and not member.nullable:
            yield f"{rule_place(inner)}.not-null"
        if value.get(name) is not None:
            yield from _structural(member.shape, value[name], inner)


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
