"""What is tried of the run: its pools, how one is put together, and how each of its relations is broken."""

from runlaws_strategies.objects.run._builder import builder

__all__ = ["builder"]
