"""What is wrong with a corpus, as one sentence that names the file and the line."""

from __future__ import annotations

__all__ = ["CorpusError", "MissingExtra"]


class CorpusError(ValueError):
    """A corpus cannot be read, or not written where it was to be; the text names the file, and the line if there is."""


class MissingExtra(CorpusError):
    """A library that is needed is not installed; the text says for what, and names the extra that installs it."""

    def __init__(self, purpose: str, extra: str) -> None:
        super().__init__(f"{purpose} needs the extra {extra}: pip install 'runlaws[{extra}]'")
