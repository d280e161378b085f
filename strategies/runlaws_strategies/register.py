"""The entry point that Hypothesis calls when it is imported: it does nothing until the run model is loaded.

Test runs that do not use the model should not pay for its import. So the strategy is registered when both Hypothesis
and `runlaws.objects.run.model` are loaded, whichever comes second.
"""

from __future__ import annotations

import sys

__all__ = ["register"]


def register() -> None:
    """Make `st.from_type(Run)` draw valid runs, once the model is loaded."""
    model = sys.modules.get("runlaws.objects.run.model")
    run = getattr(model, "Run", None)
    if run is None:
        return
    from hypothesis.strategies import SearchStrategy, register_type_strategy

    def resolve(_: object) -> SearchStrategy[object]:
        from runlaws_strategies import runs

        return runs()

    register_type_strategy(run, resolve)
