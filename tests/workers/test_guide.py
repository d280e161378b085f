"""The guide shows the template, and what it answers when somebody tries it by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.workers.asking import PYTHON, replies_to

GUIDE = Path(__file__).parents[2] / "docs" / "howto" / "worker.md"


def test_the_template_answers_by_hand_as_the_guide_shows() -> None:
    """The line that a reader pipes in has the answer that stands below it."""
    shown = re.search(r"^\$ printf '%s\\n' '(.+)' \| python template.py\n(.+)$", GUIDE.read_text("utf-8"), re.MULTILINE)
    assert shown is not None
    question, answer = shown.groups()
    assert replies_to(PYTHON, f"{question}\n".encode()).replies == [json.loads(answer)]
