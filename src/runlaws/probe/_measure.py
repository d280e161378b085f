"""From evidence to the settings of a policy, each with what speaks for it."""

from __future__ import annotations

import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from attrs import frozen

from runlaws.case import Case
from runlaws.contract import NewsKind
from runlaws.observe import Observer
from runlaws.probe._evidence import ASKS, WIDTHS, Evidence, gather

__all__ = ["Measured", "Probe", "probe"]


@frozen
class Measured:
    """One setting of a policy: its value, as Python code too, what speaks for it, and whether that is enough."""

    setting: str
    value: Any
    code: str
    because: str
    sure: bool = True


@frozen
class Probe:
    """What was measured of a client."""

    client: str
    evidence: Evidence
    settings: tuple[Measured, ...]

    def code(self) -> str:
        """Return the policy as code to paste, a comment with the evidence behind each setting."""
        return "\n".join(("runlaws.Policy(", *(line for one in self.settings for line in _lines(one)), ")"))


def _lines(one: Measured) -> Iterable[str]:
    """Return a setting as code, with the evidence behind it or, where that is long, above it."""
    note = f"{'' if one.sure else 'not determined: '}{one.because}"
    if len(one.code) + len(note) <= _WIDTH:
        code = f"{one.code},"
        return [f"    {code:<27}  # {note}"]
    return [*textwrap.wrap(note, _WIDTH, initial_indent="    # ", subsequent_indent="    # "), f"    {one.code},"]


_WIDTH: Final = 88


def probe(observer: Observer, cases: Iterable[Case], *, on_case: Callable[[], None] = lambda: None) -> Probe:
    """Return what a client does with cases (the catalogue is made for it), as the settings of a policy."""
    evidence = Evidence()
    for case in cases:
        gather(evidence, case, observer.observe(case, ASKS))
        on_case()
    return Probe(observer.name, evidence, tuple(_settings(evidence, encodes=observer.encodes)))


def _settings(evidence: Evidence, *, encodes: bool) -> Iterable[Measured]:
    yield _errors(evidence.errors)
    yield _unknown("unknown_members", evidence.news.get(NewsKind.UNKNOWN_MEMBER, Counter()), may_drop=True)
    yield _unknown("unknown_values", evidence.news.get(NewsKind.UNKNOWN_VALUE, Counter()))
    yield _unknown("unknown_variants", evidence.news.get(NewsKind.UNKNOWN_VARIANT, Counter()))
    yield _two_way("absent_and_null", evidence.nulls, {"apart": "distinct", "confused": "same"})
    yield _integers(evidence.integers)
    yield _floats(evidence.floats)
    yield _invalid(evidence.invalid)
    yield _two_way("equality", evidence.twice, {"yes": "value", "no": "identity"})
    yield _two_way("hashable", evidence.hashes, {"yes": True, "no": False})
    yield _omits(evidence.members)
    says = "it offers an encode" if encodes else "it offers no encode"
    yield Measured("encodes", encodes, f"encodes={encodes}", says)


def _setting(name: str, value: Any, because: str, *, sure: bool = True) -> Measured:
    return Measured(name, value, f"{name}={_quoted(value)}", because, sure)


def _quoted(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _counts(found: Mapping[str, int]) -> str:
    return ", ".join(f"{what} {count:,}" for what, count in found.items()) or "nothing was seen"


def _errors(found: Counter[tuple[str, ...]]) -> Measured:
    """Return the classes of its own, and ValueError where it raised one; what only a fault raises is left out."""
    own = sorted({name for names in found if (name := _topmost(names))})
    kinds: Counter[str] = Counter()
    for names, count in found.items():
        kinds[names[0].rpartition(".")[2]] += count
    if any(_is_value_error(names) and not _topmost(names) for names in found):
        own.append("ValueError")
    left_out = [names[0].rpartition(".")[2] for names in found if not _topmost(names) and not _is_value_error(names)]
    note = f"; left out, for only a fault raises them: {', '.join(sorted(left_out))}" if left_out else ""
    code = f"errors=({', '.join(own)}{',' if len(own) == 1 else ''})"
    return Measured("errors", tuple(own), code, _counts(kinds) + note, sure=bool(own))


def _topmost(names: tuple[str, ...]) -> str:
    """Return the uppermost class that is not of Python's own library, by its full name."""
    foreign = [name for name in names if name.partition(".")[0] not in sys.stdlib_module_names]
    return foreign[-1] if foreign else ""


def _is_value_error(names: tuple[str, ...]) -> bool:
    return "builtins.ValueError" in names


def _unknown(name: str, found: Counter[str], *, may_drop: bool = False) -> Measured:
    tried = found.total()
    if tried and found["refused"] == tried:
        return _setting(name, "refuse", _counts(found))
    if may_drop and found["dropped"]:
        return _setting(name, "drop", _counts(found), sure=not (found["refused"] or found["changed"]))
    return _setting(
        name, "keep", _counts(found), sure=bool(found["kept"]) and found["kept"] + found["crashed"] == tried
    )


def _two_way(name: str, found: Counter[str], values: Mapping[str, Any]) -> Measured:
    """Return the stronger promise where it always held, and else the weaker; unsure where nothing was seen."""
    (strong, promise), (_, weaker) = values.items()
    always = found.total() == found[strong]
    return _setting(name, promise if always else weaker, _counts(found), sure=bool(found))


def _invalid(found: Counter[str]) -> Measured:
    return _setting("invalid", "accept" if found["accepted"] else "refuse", _counts(found), sure=bool(found))


def _integers(found: Mapping[str, Counter[str]]) -> Measured:
    """Return the widest width up to which no integer was lost; of those that were refused there is nothing to lose."""
    kept = "int32"
    for width in WIDTHS:
        seen = found.get(width, Counter())
        if seen["kept"] < seen.total():
            break
        kept = width
    because = "; ".join(f"{_width(width)} {_counts(found[width])}" for width in WIDTHS if width in found)
    lost = any(seen["kept"] < seen.total() for seen in found.values())
    return _setting("integers", kept, because or "no integer was seen", sure=len(found) == len(WIDTHS) or bool(lost))


def _width(width: str) -> str:
    return _WIDTH_NAMES[width]


_WIDTH_NAMES: Final = {"int32": "to 2^31", "double": "to 2^53", "int64": "to 2^63", "exact": "beyond"}


def _floats(found: Counter[str]) -> Measured:
    value = "single" if found["rounded"] else "double"
    return _setting("floats", value, _counts(found), sure=bool(found) and not found["changed"])


def _omits(found: Mapping[str, Counter[str]]) -> Measured:
    """Return the members that were never kept; those that were sometimes lost are a fault and told as one."""
    never = [place for place, fates in found.items() if not fates["kept"]]
    omits = sorted(place for place in never if not any(place.startswith(f"{other}/") for other in never))
    sometimes = sorted(place for place, fates in found.items() if fates["kept"] and fates["dropped"])
    told = f"never kept: {len(omits)} of {len(found)} members" if found else "nothing was seen"
    if sometimes:
        told += f"; at times lost, which is a fault: {', '.join(sometimes[:3])}"
    code = f"omits={{{', '.join(map(_quoted, omits))}}}" if omits else "omits=()"
    return Measured("omits", frozenset(omits), code, told, sure=bool(found))
