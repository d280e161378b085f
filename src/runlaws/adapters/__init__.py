"""Clients to test: bundled ones by name, others by module and attribute."""

from runlaws.adapters._bundled import BUNDLED
from runlaws.adapters._find import PROCESS, environment_of, find_client, has_own_process
from runlaws.adapters._pinned import is_versioned, name_in
from runlaws.adapters._python import PythonClient
from runlaws.client import ClientNotFound

__all__ = [
    "BUNDLED",
    "PROCESS",
    "ClientNotFound",
    "PythonClient",
    "environment_of",
    "find_client",
    "has_own_process",
    "is_versioned",
    "name_in",
]
