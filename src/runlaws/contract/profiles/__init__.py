"""The wire profiles, each a file of data."""

from runlaws.contract.profiles.any_wire import ANY
from runlaws.contract.profiles.azure_agents import AZURE_AGENTS, AZURE_TOOLS
from runlaws.contract.profiles.v1 import V1
from runlaws.contract.profiles.v1_late import V1_LATE
from runlaws.contract.profiles.v2 import V2

__all__ = ["ANY", "AZURE_AGENTS", "AZURE_TOOLS", "V1", "V1_LATE", "V2"]
