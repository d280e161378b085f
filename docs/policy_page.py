"""The page of the policy: every setting, what may be said of it, and an example."""

from __future__ import annotations

import ast
import inspect

from attrs import Attribute, fields

from runlaws.client import BY_PLACE, Policy
from runlaws.laws import LAWS

__all__ = ["policy_page"]

_HEAD = """# The policy

What a client promises: `policy = runlaws.Policy(...)`. The suite and `runlaws fuzz` hold it to that and to no more.
The defaults are what a careful client does. `runlaws probe CLIENT` measures what a client does and prints it as a
policy; the text of a failure that one setting would permit ends with that setting. [words.md](words.md) explains the
words. Made from the data by `python docs/generate.py`.

| setting | values, default first | by place | what it says | for example |
|---|---|---|---|---|"""

_TAIL = """
## Settings by place

A setting *by place* takes one value, or a mapping from places to values:

```python
import runlaws

runlaws.Policy(unknown_values={"*": "keep", "/status": "refuse", "/tools/*/file_search": "refuse"})
```

A place is a JSON pointer in which `*` stands for any name or index. It covers the value that it points to and all that
is inside. Where several cover a place, the longest one decides; the key `*` alone is for every place that no other one
covers, and without it those have the default.

## Errors in a policy

A value that a setting does not take, a member that is both in `omits` and in `requires`, `not_null` or `hides`, or a
place that no profile has is reported in one sentence that names the setting: the command line ends with exit status 2,
pytest with a usage error.

## What holds a client to it

| setting | laws |
|---|---|"""


def policy_page() -> str:
    """Return the page."""
    says = _sentences()
    rows = [_row(setting, says[setting.name]) for setting in fields(Policy)]
    held = [f"| `{setting.name}` | {_laws(setting.name)} |" for setting in fields(Policy)]
    return "\n".join([_HEAD, *rows, _TAIL, *held]) + "\n"


def _row(setting: Attribute[object], says: str) -> str:
    words = setting.metadata.get("words")
    values = ", ".join(f"`{word!r}`" for word in words) if words else _default(setting)
    by_place = "yes" if setting.name in BY_PLACE else ""
    return f"| `{setting.name}` | {values} | {by_place} | {says} | `{setting.metadata['example']}` |"


def _default(setting: Attribute[object]) -> str:
    """Return the values of a setting that takes no words."""
    return {"errors": "`(ValueError,)`", "hashable": "`True`, `False`", "encodes": "`None`, `True`, `False`"}.get(
        setting.name, "none; pointers"
    )


def _laws(setting: str) -> str:
    return ", ".join(f"[{law.id}](laws/{law.id}.md)" for law in LAWS if setting in law.holds_to)


def _sentences() -> dict[str, str]:
    """Return what stands below each setting in the source of `Policy`, on one line."""
    (body,) = ast.parse(inspect.getsource(Policy)).body
    assert isinstance(body, ast.ClassDef)
    says: dict[str, str] = {}
    for line, below in zip(body.body, body.body[1:], strict=False):
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and isinstance(below, ast.Expr):
            says[line.target.id] = " ".join(str(ast.literal_eval(below.value)).split())
    return says
