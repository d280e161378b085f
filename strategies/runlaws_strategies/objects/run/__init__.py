"""How runs are built: their pools, how a run is assembled, and how each of its relations is broken."""

from runlaws_strategies.objects.run._builder import builder

__all__ = ["builder"]
