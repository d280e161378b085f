"""Ending a run that cannot be carried out: one sentence, and pytest's exit status for a usage error."""

from __future__ import annotations

from typing import Any, Final, NoReturn

import pytest

__all__ = ["IN_WORKER", "end_run"]


_UsageError: Any = type("UsageError", (pytest.exit.Exception,), {"__module__": "builtins"})
"""What pytest ends a running session for; it prints the name of the class before the sentence."""


IN_WORKER: Final = "runlaws-usage"
"""Under what a worker of pytest-xdist sends the sentence to the main process."""


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
