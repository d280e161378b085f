"""Whether a worker speaks the protocol: asked a little of everything, and judged by `docs/protocol.md` alone."""

from runlaws.observe.smoke._mistakes import Mistake
from runlaws.observe.smoke._smoke import Smoke, smoke

__all__ = ["Mistake", "Smoke", "smoke"]
