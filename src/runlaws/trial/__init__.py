"""A trial: one client held to laws, case by case, where each defect is reported by one law."""

from runlaws.trial._controls import Controls, no_controls
from runlaws.trial._memory import Memory
from runlaws.trial._reproducer import Reproducer
from runlaws.trial._share import Layer
from runlaws.trial._trial import Trial, check

__all__ = ["Controls", "Layer", "Memory", "Reproducer", "Trial", "check", "no_controls"]
