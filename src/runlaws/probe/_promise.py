"""What a measured policy promises: nothing less than the client's own policy does.

A client that refuses runs without `instructions` may be meant to, or may have a fault; what it does is the same. Only
its policy tells the two apart. So a promise that was measured to be weaker than the client's own is offered in a
comment, for whoever knows that it is meant: a policy that is pasted as it is hides no fault.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from runlaws.client import BY_PLACE, EVERYWHERE, Policy
from runlaws.probe._errors import declared_errors
from runlaws.probe._measured import WIDTH, Measured, code_of
from runlaws.probe._strength import at_least, covers
from runlaws.probe._words import fewest
from runlaws.values import matches

__all__ = ["Promise", "promise_of"]

_COMMENT: Final = "    # "


@frozen
class Promise:
    """A setting of the printed policy. `meant` is its value if what was measured is meant, where that is another."""

    measured: Measured
    value: Any
    meant: Any = None

    def lines(self) -> Iterator[str]:
        """Yield the setting as code, with the evidence beside it or, where that is long, above it."""
        name = self.measured.setting
        note = f"{'' if self.measured.sure else 'not determined: '}{self.measured.because}"
        code = f"{code_of(name, self.value)},"
        if "\n" not in code and len(code) + len(note) <= WIDTH:
            yield f"    {code:<27}  # {note}"
        else:
            yield from textwrap.wrap(note, WIDTH, initial_indent=_COMMENT, subsequent_indent=_COMMENT)
            yield from (f"    {line}" for line in code.splitlines())
        if self.meant is not None:
            yield from (
                f"{_COMMENT}{line}" for line in f"if this is intended: {code_of(name, self.meant)},".splitlines()
            )


def promise_of(measured: Measured, policy: Policy) -> Promise:
    """Return what is promised for a setting, where `policy` is the client's own."""
    declared = getattr(policy, measured.setting)
    if measured.setting == "errors":
        declared = declared_errors(policy)
        lowered = bool(declared) and not set(measured.value) <= set(declared)
        return Promise(measured, declared or measured.value or policy.errors, measured.value if lowered else None)
    if isinstance(declared, frozenset):
        listed = declared - measured.otherwise
        covered = covers(policy, measured.setting)
        lowered = not all(map(covered, measured.value))
        return Promise(measured, listed, listed | measured.value if lowered else None)
    if declared is None:
        return Promise(measured, measured.value)
    if not measured.sure:
        return Promise(measured, declared)
    value: Any
    if measured.setting in BY_PLACE:
        value = _stronger_by_place(measured, policy)
    else:
        value = measured.value if at_least(measured.setting, measured.value, declared) else declared
    return Promise(measured, value, None if value == measured.value else measured.value)


def _stronger_by_place(measured: Measured, policy: Policy) -> str | Mapping[str, str]:
    """Return the word for each place: what was measured there, but where that is weaker than what is declared.

    Places at which nothing was seen have the word that is declared, unless all others have one word, which is stronger.
    """
    name, value, declared = measured.setting, measured.value, getattr(policy, measured.setting)
    as_measured, words = Policy(**{name: value}), dict[str, str]()
    for places in (declared, value):
        for place in places if isinstance(places, Mapping) else ():
            word, promised = as_measured.at(name, place), policy.at(name, place)
            seen = any(matches(f"{place}/**", other) for other in measured.seen)
            words[place] = word if seen and at_least(name, word, promised) else promised
    elsewhere = policy.at(name, "")
    if isinstance(value, str) and at_least(name, value, elsewhere):
        elsewhere = value
    words.pop(EVERYWHERE, None)
    return fewest(words, elsewhere)
