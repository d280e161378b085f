"""values-share-nothing: a member that is added to a shallow copy is in the original, too."""

import copy

from sdk import body, decode

run = decode(body())
copy.copy(run)["added"] = 1
print("added" in run)
assert "added" in run
