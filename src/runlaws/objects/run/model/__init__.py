"""The run object as immutable attrs classes: every member of every wire version.

Public names are listed where they are defined, and once for the whole room, in `runlaws.objects.run`.
"""

import sys

from runlaws.objects.run.model._narrowed import *
from runlaws.objects.run.model._parts import *
from runlaws.objects.run.model._protocols import *
from runlaws.objects.run.model._run import *

# Hypothesis asks its plugins for strategies when it is imported. Where it was imported before this, we ask the plugin.
if (_registrar := sys.modules.get("runlaws_strategies.register")) is not None and "hypothesis" in sys.modules:
    _registrar.register()
