"""The `openai` package for those who have it validate: `OpenAI(_strict_response_validation=True)`.

It is then pydantic's validation that makes a run of a response, and not `construct`, which takes any values.
"""

from __future__ import annotations

from types import MappingProxyType

from runlaws.adapters import openai
from runlaws.client import Policy
from runlaws.contract import Profile

__all__ = ["StrictOpenAIClient", "client"]


class StrictOpenAIClient(openai.OpenAIClient):
    """Decodes by `beta.threads.runs.retrieve` with validation, encodes as without."""

    name = "openai-strict"
    policy = Policy(
        errors="openai.OpenAIError",  # `APIResponseValidationError` is one: "data ... invalid for expected schema"
        unknown_values={
            "*": "refuse",  # its enums are `Literal`s, which have no other values
            "/reasoning_effort": "keep",  # which has none, for the types have no such member
        },
        unknown_variants="refuse",  # its variants are unions of the known ones, told by their `type`
        hashable=False,  # a pydantic model has a hash only where it is declared frozen
    )
    """Not declared: what its types forbid and servers send (`"instructions": null`, no `parallel_tool_calls`), and that
    all is refused which is invalid, for the schema is its own: members that it does not model are free in it."""
    options = MappingProxyType({"_strict_response_validation": True})


def client(profile: str | Profile = "v2") -> StrictOpenAIClient:
    """Return a client for the installed package, the same for every profile; raises ImportError if there is none."""
    del profile
    return StrictOpenAIClient()
