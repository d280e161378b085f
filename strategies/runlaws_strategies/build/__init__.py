"""Building cases from choices, without side effects and without Hypothesis.

It exports what the builder of an object needs: a `Plan`, and rows for it.
"""

from runlaws_strategies.build._bases import bases
from runlaws_strategies.build._cases import make, random_case, recorded_case
from runlaws_strategies.build._catalogue import catalogue_of
from runlaws_strategies.build._choosers import Chooser, Hashed, Seeded
from runlaws_strategies.build._controls import controls
from runlaws_strategies.build._from_recording import cases_of_recording
from runlaws_strategies.build._plan import (
    Break,
    Builder,
    Disputes,
    Growth,
    Plan,
    Siblings,
    plan_of,
    realistic_plan,
    states_of,
)
from runlaws_strategies.build._recorded import Choices
from runlaws_strategies.build._rows import FREE, Alone, Combined, Computed, Only, Rows, product
from runlaws_strategies.build._traffic import Frequency, Traffic

__all__ = [
    "FREE",
    "Alone",
    "Break",
    "Builder",
    "Choices",
    "Chooser",
    "Combined",
    "Computed",
    "Disputes",
    "Frequency",
    "Growth",
    "Hashed",
    "Only",
    "Plan",
    "Rows",
    "Seeded",
    "Siblings",
    "Traffic",
    "bases",
    "cases_of_recording",
    "catalogue_of",
    "controls",
    "make",
    "plan_of",
    "product",
    "random_case",
    "realistic_plan",
    "recorded_case",
    "states_of",
]
