"""How a client is asked: the only code that calls anything foreign."""

from runlaws.observe._door import DEADLINE, Door, one_line
from runlaws.observe._observer import InProcess, Observer, observe

__all__ = ["DEADLINE", "Door", "InProcess", "Observer", "observe", "one_line"]
