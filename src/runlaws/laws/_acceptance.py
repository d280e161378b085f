"""Laws about which documents a client accepts, and how it refuses the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from runlaws.client import EVERYTHING, short_name
from runlaws.contract import Record, Standing, Violation
from runlaws.laws._law import ACCEPTABLE, ANY, NO_CRASH, Broken, Family, law
from runlaws.laws._severity import Severity
from runlaws.laws._tolerance import unknown_members, unknown_values, unknown_variants
from runlaws.laws._view import View
from runlaws.values import path_of
from runlaws.verdict import Words

__all__ = ["decodes_valid", "fails_cleanly", "never_exits", "never_hangs", "refuses_invalid", "refuses_malformed"]


@law(
    "decodes-valid",
    "a document that breaks no hard rule must be accepted",
    family=Family.ACCEPTANCE,
    severity=Severity.REFUSAL,
    why="An SDK that refuses what servers send breaks the programs of its users.",
    standings=ACCEPTABLE,
    outcomes=ANY,
    holds_to=("integer_notation", "requires", "not_null"),
)
def decodes_valid(view: View) -> Iterator[Broken]:
    """Valid and questionable documents all occur on the wire. To return None is not to accept.

    A client that may refuse a document must raise one of its own errors.
    """
    if view.without_value and not (view.refused and view.may_refuse):
        yield Broken("", view.how_it_went, view.document_in_words, view.thrown)


@law(
    "refuses-malformed",
    "what is not a JSON object must be refused",
    family=Family.ACCEPTANCE,
    severity=Severity.CORRUPTION,
    why="A proxy's error page or a cut connection must not come back as a run.",
    standings=frozenset({Standing.MALFORMED}),
    outcomes=NO_CRASH,
)
def refuses_malformed(view: View) -> Iterator[Broken]:
    """Empty bodies, truncated ones, HTML, other JSON values. A crash is reported by fails-cleanly."""
    if not view.refused:
        rule, text = view.case.judgement.violations[0].rule, view.case.document[:60]
        sent = Words(text.decode("utf-8", "backslashreplace") or "(no bytes)")
        yield Broken("", f"accepted against {rule}", sent, Words(f"accepted, as {view.observation.decoded.value}"))


@law(
    "refuses-invalid",
    "a client that promises to refuse invalid documents must refuse them",
    family=Family.ACCEPTANCE,
    severity=Severity.CORRUPTION,
    why="Callers of a strict client do not check again.",
    standings=frozenset({Standing.INVALID}),
    outcomes=NO_CRASH,
    promise=("invalid", "refuse", "schema"),
    holds_to=("invalid",),
)
def refuses_invalid(view: View) -> Iterator[Broken]:
    """Every document that breaks a hard rule; with `schema`, only one in which a value is wrong in itself.

    A crash is reported by fails-cleanly.
    """
    if view.refused:
        return
    any_rule = view.policy.invalid == "refuse"
    hard = next((violation for violation in view.hard if any_rule or _is_of_a_schema(view, violation)), None)
    if hard is not None:
        sent = Words(f"a value to be refused: it {hard.says}")
        yield Broken(hard.pointer, f"accepted against {hard.rule}", sent, Words("accepted"))


def _is_of_a_schema(view: View, violation: Violation) -> bool:
    """Return whether any schema forbids a value: a null where nothing may stand, and what is gone, only some do."""
    if view.is_relation(violation) or violation.rule.endswith(".gone"):
        return False
    *around, name = path_of(view.tree, violation.pointer) or ("",)
    holder = view.shape_at(tuple(around))
    member = holder.members.get(str(name)) if isinstance(holder, Record) else None
    return not violation.rule.endswith(".not-null") or member is None or member.required


@law(
    "fails-cleanly",
    "a document that cannot be read must be refused with one of the client's own errors",
    family=Family.ACCEPTANCE,
    severity=Severity.CRASH,
    why="Callers catch the errors that an SDK documents; any other error ends their program.",
    standings=frozenset({Standing.EXTENDED, Standing.INVALID, Standing.AMBIGUOUS, Standing.MALFORMED}),
    outcomes=ANY,
    holds_to=("errors",),
    gives_way_to=(refuses_malformed, refuses_invalid, unknown_members, unknown_values, unknown_variants),
)
def fails_cleanly(view: View) -> Iterator[Broken]:
    """Neither with an exception of a library or of Python, nor with an exhausted stack, nor by returning nothing.

    Where the document must be accepted, or must be refused, another law reports the failure.
    """
    if view.without_value and not view.refused:
        own = " or ".join(map(short_name, view.policy.errors))
        sent = Words(f"{view.document_in_words}, to be refused with {own} if at all")
        yield Broken("", view.how_it_went, sent, view.thrown)


@law(
    "never-hangs",
    "every call must return in time",
    family=Family.ACCEPTANCE,
    severity=Severity.CRASH,
    why="A body on which a decoder hangs stops a worker, and a few of them stop a service.",
    standings=frozenset(Standing),
    asks=EVERYTHING,
    ending="hang",
)
def never_hangs(view: View) -> Iterator[Broken]:
    """Whatever the call does: decode, read, compare, print, copy or encode."""
    return _cut_short(view, "hang")


@law(
    "never-exits",
    "no call may end the process",
    family=Family.ACCEPTANCE,
    severity=Severity.CRASH,
    why="A library that exits ends every other request in the process, too.",
    standings=frozenset(Standing),
    asks=EVERYTHING,
    ending="exit",
)
def never_exits(view: View) -> Iterator[Broken]:
    """Not by an exception that `except Exception` lets pass, such as SystemExit; not by `os._exit` or `os.abort`."""
    return _cut_short(view, "exit")


def _cut_short(view: View, how: Literal["hang", "exit"]) -> Iterator[Broken]:
    cut_short = view.observation.cut_short
    for call, thrown in cut_short.items():
        if thrown.ended == how and _RELIES_ON.get(call) not in cut_short:
            yield Broken("", f"{call}: {thrown.type}", view.document_in_words, thrown)


_RELIES_ON: Final = {"!=": "==", "deepcopy": "copy", "pickle": "copy", ".copy()": "copy"}
"""Calls that lead to others unless a class says otherwise, so that one fault would be reported several times."""
