"""Environments: one version of an SDK, installed apart from all else and kept for the next time."""

from runlaws.environments._cache import CACHE, cache_folder
from runlaws.environments._environment import Environment, EnvironmentFailed
from runlaws.environments._links import path_of_runlaws

__all__ = ["CACHE", "Environment", "EnvironmentFailed", "cache_folder", "path_of_runlaws"]
