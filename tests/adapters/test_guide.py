"""The adapters in docs/howto/adapter.md do as it says: they are run as they stand there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest

from runlaws.client import Outcome
from runlaws.observe import observe
from tests.laws.observed import case_of

GUIDE: Final = (Path(__file__).parents[2] / "docs/howto/adapter.md").read_text(encoding="utf-8")
WHOLE: Final = [block for block in re.findall(r"```py\n(.*?)```", GUIDE, re.DOTALL) if "client = runlaws." in block]


def client_of(name: str) -> Any:
    """Return the client that the guide's adapter of a name makes."""
    (source,) = (block for block in WHOLE if f'name="{name}"' in block)
    module: dict[str, Any] = {"__name__": "contract"}
    exec(source, module)
    return module["client"]


@pytest.mark.filterwarnings("ignore:The Assistants API:DeprecationWarning")
@pytest.mark.parametrize(
    "name",
    [
        pytest.param("portkey-ai", marks=pytest.mark.sdk("portkey_ai")),
        pytest.param("dashscope", marks=pytest.mark.sdk("dashscope")),
    ],
)
def test_an_adapter_of_the_guide_decodes_shows_and_writes(name: str) -> None:
    """It needs nothing that is not on the page."""
    seen = observe(client_of(name), case_of("completed"))
    assert seen.outcome is Outcome.ACCEPTED
    assert seen.shown["/status"] == "completed"
    assert seen.encoded is not None
    assert seen.encoded.thrown is None


def test_the_guide_keeps_its_word() -> None:
    """An adapter of it has at most 20 lines that are not blank."""
    lines = [sum(1 for line in block.splitlines() if line.strip()) for block in WHOLE]
    assert len(lines) == 2
    assert max(lines) <= 20
