"""The wire profiles, each a file of data."""

from runlaws.objects.run.profiles.any_wire import ANY
from runlaws.objects.run.profiles.azure_agents import AZURE_AGENTS, AZURE_CHOICES, AZURE_TOOLS
from runlaws.objects.run.profiles.compat import COMPAT
from runlaws.objects.run.profiles.v1 import V1
from runlaws.objects.run.profiles.v1_late import V1_LATE
from runlaws.objects.run.profiles.v2 import V2

__all__ = ["ANY", "AZURE_AGENTS", "AZURE_CHOICES", "AZURE_TOOLS", "COMPAT", "V1", "V1_LATE", "V2"]
