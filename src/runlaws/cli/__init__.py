"""The command line, `runlaws`. No other code prints or exits.

Exit status: 0 all is well, 1 something was found, 2 the call cannot be carried out.
"""

from runlaws.cli._main import main

__all__ = ["main"]
