"""What documents are of: a room for each object, and the one registry by which a profile is found."""

from runlaws.objects._judge import judge
from runlaws.objects._own import ProfileError
from runlaws.objects._registry import AUTO, PROFILES, UnknownProfile, as_profile, best_fit, find_profile

__all__ = ["AUTO", "PROFILES", "ProfileError", "UnknownProfile", "as_profile", "best_fit", "find_profile", "judge"]
