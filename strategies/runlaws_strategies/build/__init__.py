"""Cases made out of choices: pure, and without Hypothesis.

What the builder of an object needs is here: a `Plan`, and rows for it.
"""

from runlaws_strategies.build._choosers import Chooser
from runlaws_strategies.build._controls import controls
from runlaws_strategies.build._plan import Break, Builder, Disputes, Growth, Plan, Siblings, plan_of, states_of
from runlaws_strategies.build._rows import FREE, Combined, Computed, Only, Rows, product

__all__ = [
    "FREE",
    "Break",
    "Builder",
    "Chooser",
    "Combined",
    "Computed",
    "Disputes",
    "Growth",
    "Only",
    "Plan",
    "Rows",
    "Siblings",
    "controls",
    "plan_of",
    "product",
    "states_of",
]
