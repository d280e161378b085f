"""Which problem an error of validation names first: those of pydantic are all raised by one call, in one class."""

from __future__ import annotations

import itertools
import re
from typing import Final

from runlaws.case import Case
from runlaws.client import Thrown
from runlaws.laws._wording import names_in
from runlaws.values import places, steps_of

__all__ = ["first_problem"]

_PROBLEM: Final = re.compile(r"\s+.*?[\[(]type=([\w.]+)[],;)]")
"""A line like `  Input should be a valid string [type=string_type, input_value=None, input_type=NoneType]`."""


def first_problem(thrown: Thrown, case: Case) -> str:
    """Return the place and the type of the first problem in an exception's text (`tools.*.type: missing`), or nothing.

    Further problems are left out: a document with two faults is no third fault.
    """
    lines = thrown.message, *thrown.further
    for before, line in itertools.pairwise(lines):
        if problem := _PROBLEM.match(line):
            has_place = before is not lines[0] and not before[:1].isspace()
            return ": ".join(filter(None, (_place(before, case) if has_place else "", problem[1])))
    return ""


def _place(text: str, case: Case) -> str:
    """Return a place as a text has it, with `*` for each index and for each name that the contract does not have."""
    names = {str(path[-1]) for path, _ in places(case.tree) if isinstance(path[-1], str)}
    for name in sorted(names - names_in(case.judgement.profile), key=len, reverse=True):
        text = re.sub(rf"(?<![^.])`?{re.escape(name)}`?(?![^.])", "*", text)  # pydantic quotes a name with dots
    free = {steps_of(named.place)[-1] for named in case.named if named.is_free}
    steps, in_free_data = list[str](), False
    for step in text.strip().split("."):
        steps.append("*" if in_free_data or step.isdecimal() else step)
        in_free_data = in_free_data or step in free
    return ".".join(steps)
