"""The command line, `runlaws`. No other code prints or exits.

Exit status: 0 all is well, 1 something was found, 2 bad input, or the command cannot be run.
"""

from runlaws.cli._main import main

__all__ = ["main"]
