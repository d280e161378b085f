"""Ending a run that cannot be carried out: one sentence, and pytest's exit status for a usage error."""

from __future__ import annotations

from typing import Any, Final, NoReturn

import pytest

__all__ = ["ENDED", "IN_WORKER", "Unusable", "end_run", "refuse_to_collect"]


class Unusable(Exception):
    """An option, or what it names, cannot be used; the text says which, what was expected and what was got."""


_UsageError: Any = type("UsageError", (pytest.exit.Exception,), {"__module__": "builtins"})
"""What pytest ends a running session for; it prints the name of the class before the sentence."""


IN_WORKER: Final = "runlaws-usage"
"""Under what a worker of pytest-xdist sends the sentence to the main process."""


ENDED: Final[pytest.StashKey[bool]] = pytest.StashKey()
"""Whether the run could not be carried out, so that its status is that of a usage error."""


def refuse_to_collect(error: Unusable, config: pytest.Config) -> NoReturn:
    """End the collection with a sentence; pytest ends for nothing else while it collects."""
    output = getattr(config, "workeroutput", None)
    if output is not None:
        output[IN_WORKER] = str(error)
    config.stash[ENDED] = True
    raise pytest.Collector.CollectError(str(error)) from None


def end_run(error: Exception | str, config: pytest.Config) -> NoReturn:
    """End the run with a sentence.

    A worker of pytest-xdist cannot: there the test fails with it, and the main process ends with the status.
    """
    text = error if isinstance(error, str) else str(error.args[0])
    sentence = " ".join(text.split())
    output = getattr(config, "workeroutput", None)
    if output is not None:
        output[IN_WORKER] = sentence
        raise pytest.fail.Exception(sentence, pytrace=False) from None
    raise _UsageError(sentence, returncode=pytest.ExitCode.USAGE_ERROR) from None
