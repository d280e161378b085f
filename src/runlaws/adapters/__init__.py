"""Clients to test: bundled ones by name, others by module and attribute."""

from runlaws.adapters._find import BUNDLED, PROCESS, find_client
from runlaws.adapters._python import PythonClient
from runlaws.client import ClientNotFound

__all__ = ["BUNDLED", "PROCESS", "ClientNotFound", "PythonClient", "find_client"]
