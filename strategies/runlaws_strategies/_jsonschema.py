"""hypothesis-jsonschema, made to work with every supported Hypothesis.

Since Hypothesis 6.170.10, `many` is a context manager to iterate over. hypothesis-jsonschema 0.23.1 still calls its
former `more()`, and so fails on every schema of an object. The adaptor below gives it the old interface, in its own
namespace only; Hypothesis itself is not changed. Delete `_adapt` when a release of hypothesis-jsonschema works
without it (the test named after this module will say so).
"""

from __future__ import annotations

import functools
import importlib
import json
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st

from runlaws.values import Json

__all__ = ["arguments", "from_schema"]


def from_schema(schema: Mapping[str, Json]) -> st.SearchStrategy[Json]:
    """JSON values that fit a JSON Schema, in any of the drafts that hypothesis-jsonschema knows.

    It is slow (fewer than ten run objects a second) and blind to relations between members: use it where a schema
    really does describe the data. Raises Hypothesis's InvalidArgument, or jsonschema's SchemaError, for a schema that
    is not valid.
    """
    _adapt()
    import hypothesis_jsonschema

    theirs: dict[str, Any] = dict(schema)  # JSON of lists and dicts alone, to its types
    strategy: st.SearchStrategy[Json] = hypothesis_jsonschema.from_schema(theirs)
    return strategy


def arguments(parameters: Mapping[str, Json], *, fitting: bool = True) -> st.SearchStrategy[str]:
    """The texts of JSON objects that fit a function's `parameters`: what a model should send as arguments.

    With `fitting=False`, what models also send: texts that are not JSON, or not a JSON object.
    """
    if not fitting:
        return st.sampled_from(("", "{", "null", "[]", '{"a": ', "{'a': 1}", "a=1", '"{}"', "{}{}", "```json\n{}\n```"))
    schema = {**parameters, "type": "object"}
    return from_schema(schema).map(lambda value: json.dumps(value, ensure_ascii=False))


@functools.cache
def _adapt() -> None:
    """Give hypothesis-jsonschema the `many` it was written for, if Hypothesis no longer has it."""
    from hypothesis.internal.conjecture import utils

    if not hasattr(utils.many, "more"):
        names = {name: getattr(utils, name) for name in dir(utils) if not name.startswith("__")}
        module: Any = importlib.import_module("hypothesis_jsonschema._from_schema")
        module.cu = SimpleNamespace(**{**names, "many": _Many})


class _Many:
    """The former interface of Hypothesis's `many` over the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from hypothesis.internal.conjecture import utils

        self._many: Any = utils.many(*args, **kwargs).__enter__()
        self._elements: Iterator[None] = iter(self._many)

    def more(self) -> bool:
        """Return whether to draw another element."""
        for _ in self._elements:
            return True
        self._many.__exit__(None, None, None)
        return False

    def reject(self, why: str | None = None) -> None:
        """Leave the present element out of the count."""
        self._many.reject(why)
