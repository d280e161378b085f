"""A worker for clients that are Python: `python -m runlaws.worker CLIENT` keeps one in a process of its own."""

from typing import Final

__all__: Final[list[str]] = []
