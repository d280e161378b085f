"""fails-cleanly: got ValidationError: 1 validation error for Run."""

from sdk import Raw, body, decode, raises

with raises("ValidationError"):
    decode(body({'max_prompt_tokens': Raw('NaN')}))
