"""The run, as what documents are of."""

from __future__ import annotations

from typing import Final

from runlaws.contract import Object
from runlaws.objects.run.evidence import EVIDENCE
from runlaws.objects.run.life import LIFE
from runlaws.objects.run.sentences import SENTENCES

__all__ = ["RUN"]

RUN: Final = Object(
    name="run",
    says="a run: one execution of an assistant on a thread",
    model="runlaws.objects.run:Run",
    builder="runlaws_strategies.objects.run:builder",
    life=LIFE,
    sentences=SENTENCES,
    evidence=EVIDENCE,
)
