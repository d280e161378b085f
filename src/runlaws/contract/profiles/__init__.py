"""The wire profiles, each a file of data."""

from runlaws.contract.profiles.v2 import V2

__all__ = ["V2"]
