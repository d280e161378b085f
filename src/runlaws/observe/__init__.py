"""Asking clients. No other code of ours calls foreign code."""

from runlaws.observe._beacon import Beacon
from runlaws.observe._door import DEADLINE, Door, one_line
from runlaws.observe._names_of import names_of
from runlaws.observe._noting import noting
from runlaws.observe._observer import InProcess, Observer
from runlaws.observe._observer_of import begun_anew, observe, observer_of
from runlaws.observe._surroundings import surroundings_of_the_client

__all__ = [
    "DEADLINE",
    "Beacon",
    "Door",
    "InProcess",
    "Observer",
    "begun_anew",
    "names_of",
    "noting",
    "observe",
    "observer_of",
    "one_line",
    "surroundings_of_the_client",
]
