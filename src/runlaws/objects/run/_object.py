"""The run, as a kind of object."""

from __future__ import annotations

from typing import Final

from runlaws.contract import Object
from runlaws.objects.run.life import LIFE
from runlaws.objects.run.provenance import PROVENANCE
from runlaws.objects.run.sentences import SENTENCES

__all__ = ["RUN"]

RUN: Final = Object(
    name="run",
    says="a run: one execution of an assistant on a thread",
    model="runlaws.objects.run:Run",
    builder="runlaws_strategies.objects.run:builder",
    life=LIFE,
    sentences=SENTENCES,
    key="id",
    provenance=PROVENANCE,
)
