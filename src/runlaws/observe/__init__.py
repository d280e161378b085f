"""How a client is asked: the only code that calls anything foreign."""

from runlaws.observe._asking import one_line
from runlaws.observe._observe import DEADLINE, observe

__all__ = ["DEADLINE", "observe", "one_line"]
