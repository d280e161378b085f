"""What shows a finding with the SDK alone, and is true where the SDK is wrong."""

from __future__ import annotations

import copy
import json
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve

from runlaws.case import Case, Likeness, Twin
from runlaws.client import Snippet
from runlaws.document import write
from runlaws.finding import Finding
from runlaws.objects.run.profiles import V2
from runlaws.reports._steps import Steps, steps_of
from runlaws.values import ABSENT
from runlaws.verdict import Words
from tests.report.made import RUN, finding_of

SNIPPET = Snippet("", "json.dumps(run, default=vars)", encoders={"short": "json.dumps(vars(run), default=vars)"})


class Run(SimpleNamespace):
    """A value that cannot be copied."""

    def __deepcopy__(self, _: object) -> Run:
        raise ValueError("no copies")


class Forgetful:
    """A value whose copy cannot be written."""

    def __init__(self, held: object) -> None:
        self.held = held

    def __copy__(self) -> Forgetful:
        return Forgetful(object.__new__(Slotted))


class Slotted:
    """A value without a dict, of which `vars` raises TypeError."""

    __slots__ = ()


class Call(SimpleNamespace):
    """What stands in a tool."""


class Odd:
    """An object that nothing equals."""

    def __eq__(self, _: object) -> bool:
        return False

    __hash__ = object.__hash__


class Even:
    """An object that equals anything, and has a hash of its own."""

    def __eq__(self, _: object) -> bool:
        return True

    __hash__ = object.__hash__


def is_wrong(steps: Steps, decode: Any) -> bool:
    """Do the steps with a decoder; return whether they say that it is wrong."""
    held: dict[str, Any] = {"decode": decode, "json": json, "copy": copy}
    try:
        exec("\n".join(steps.lines), held)
        held["seen"] = eval(steps.last, held)
    except Exception as error:  # noqa: BLE001 (it may be any)
        return type(error).__name__ == steps.raises
    return not steps.raises and bool(eval(steps.wrong, held))


def plain(document: bytes) -> Any:
    """Decode as a client without faults would."""
    return json.loads(document, object_hook=lambda members: Call(**members))


def with_(**members: Any) -> Any:
    """Return a decoder that has a fault: some members are always these."""
    return lambda document: Run(**{**vars(plain(document)), **members})


def without(name: str) -> Any:
    """Return a decoder that loses a member."""
    return lambda document: Run(**{key: value for key, value in vars(plain(document)).items() if key != name})


def refuse(_: bytes) -> Any:
    """Refuse everything."""
    raise KeyError("id")


def status_of_a_class(document: bytes) -> Any:
    """Decode the status of a run in progress as an object of a class, and any other as a text."""
    run = plain(document)
    return with_(status=Call())(document) if run.status == "in_progress" else run


BEFORE = evolve(Case.of_tree(RUN, V2, made="valid"), before=(write({**RUN, "status": "in_progress"}),))
TWINS = Case.of_tree(RUN, V2, made="valid", twin=Twin(write({**RUN, "top_p": 1}), Likeness.DIFFERENT, "/top_p"))

SHOWN = [
    (finding_of(), with_(top_p=1)),
    (finding_of(got=ABSENT, kind="dropped"), without("top_p")),
    (finding_of(kind="short: value changed"), with_(top_p=1)),
    (finding_of("round-trip-stable"), with_(top_p=1)),
    (finding_of("decodes-valid", "", "crashed: KeyError", got=Words("KeyError: 'id'")), refuse),
    (finding_of("decodes-valid", "", "decoded to nothing", got=None), lambda _: None),
    (finding_of("reads-fields", "/status", got="done"), with_(status="done")),
    (finding_of("reads-types", "/status", got=True), with_(status=True)),
    (finding_of("shows-members", "/status", "not shown", got=Words("nothing")), without("status")),
    (
        finding_of("tag-matches-class", "/tools/0", "wrong variant", sent=Words("type 'x'"), got=Words("a Run, whose")),
        with_(tools=[Run()]),
    ),
    (
        finding_of("declared-classes", "/usage", "left as a dict", sent=Words("declared as X"), got=Words("a dict")),
        with_(usage={}),
    ),
    (finding_of("equality-significant-fields", "/top_p", got=Words("a == b"), case=TWINS), with_(top_p=1)),
    (finding_of("one-place-one-class", "/status", "another class", case=BEFORE), status_of_a_class),
    (finding_of("equality-reflexive", "", "not equal to itself", sent=Words("value == value")), lambda _: Odd()),
    (finding_of("hash-agrees-with-equality", "", "hashes differ", sent=Words("equal values")), lambda _: Even()),
    (
        finding_of("copies-are-equal", "", "deepcopy: raised ValueError", got=Words("ValueError: no copies")),
        with_(),
    ),
    (
        finding_of("copies-are-equal", "", "copy: TypeError", got=Words("TypeError: no Lost")),
        lambda document: Forgetful(plain(document)),
    ),
    (
        finding_of("accepted-survives", "/status", "read: raised AttributeError", got=Words("AttributeError: it")),
        without("status"),
    ),
]


@pytest.mark.parametrize(("finding", "wrong"), SHOWN, ids=[f.failure.law + "-" + f.failure.kind for f, _ in SHOWN])
def test_the_steps_tell_a_client_with_the_fault_from_one_without(finding: Finding, wrong: Any) -> None:
    """What is true of the one is not true of the other."""
    steps = steps_of(finding, SNIPPET)
    assert steps is not None
    assert not is_wrong(steps, plain)
    assert is_wrong(steps, wrong)


def test_an_address_in_what_is_written_may_be_another_one() -> None:
    """What stands before it is looked at."""
    steps = steps_of(finding_of("round-trip-text", "/model", got="<object at 0x…>"), SNIPPET)
    assert steps is not None
    assert is_wrong(steps, with_(model="<object at 0x7f01>"))
    assert not is_wrong(steps, with_(model="gpt-4o"))


def test_documents_are_written_as_the_caller_likes() -> None:
    """A script may have them as changes to one that it knows."""
    steps = steps_of(finding_of(), SNIPPET, lambda document: f"body({len(document)})")
    assert steps is not None
    assert steps.lines == (f"run = decode(body({len(finding_of().case.document)}))",)


def test_a_place_in_a_list_is_compared_with_the_items_of_the_same_type() -> None:
    """The document that came before may have shown the other class at another index."""
    before = write({**RUN, "tools": [{"type": "y"}, {"type": "x", "name": "f"}]})
    case = evolve(Case.of_tree({**RUN, "tools": [{"type": "x"}]}, V2, made="valid"), before=(before,))
    steps = steps_of(finding_of("one-place-one-class", "/tools/0", "another class", case=case), SNIPPET)
    assert steps is not None
    assert not is_wrong(steps, plain)

    def named(tool: Any) -> Any:
        return Call(**vars(tool)) if hasattr(tool, "name") else Run(**vars(tool))

    assert is_wrong(steps, lambda document: with_(tools=[named(tool) for tool in plain(document).tools])(document))
