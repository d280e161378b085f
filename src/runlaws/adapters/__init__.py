"""Clients to test: bundled ones by name, others by where they are."""

from runlaws.adapters._find import BUNDLED, ClientNotFound, find_client
from runlaws.adapters._python import PythonClient

__all__ = ["BUNDLED", "ClientNotFound", "PythonClient", "find_client"]
