"""What documents are of: the run, and whatever stands beside it."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Object"]


@frozen(eq=False)
class Object:
    """A kind of document: what it is called, and where the parts of it are that cost an import.

    `model` and `builder` are texts `package.module:ATTRIBUTE`: the attrs class of a whole document, and what makes
    valid and broken documents. `state` names the member at the top that says where in its life an object is.
    """

    name: str
    says: str
    model: str
    builder: str
    state: str
