"""What documents are of: the run, and whatever stands beside it."""

from __future__ import annotations

from attrs import frozen

from runlaws.contract._life import Life

__all__ = ["Object"]


@frozen(eq=False)
class Object:
    """A kind of document: what it is called, and where the parts of it are that cost an import.

    `model` and `builder` are texts `package.module:ATTRIBUTE`: the attrs class of a whole document, and what makes
    valid and broken documents. `life` says which states there are, and what is certain in each.
    """

    name: str
    says: str
    model: str
    builder: str
    life: Life

    @property
    def state(self) -> str:
        """The member at the top that says where in its life an object is."""
        return self.life.state
