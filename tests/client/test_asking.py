"""The one place that calls foreign code: whatever a call does comes back as data."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from runlaws import PythonClient
from runlaws.client import Answer, Policy, Thrown
from runlaws.observe import InProcess, one_line
from runlaws.observe._guard import Exit
from runlaws.observe._here import AskingHere
from tests.laws.observed import VALID


def asking(*, policy: Policy | None = None, encode: Callable[[Any], Any] | None = None) -> AskingHere:
    return InProcess(PythonClient(decode=bytes, encode=encode), policy).asking(VALID)


def raising(error: BaseException) -> Callable[..., NoReturn]:
    def raise_it(*_: object) -> NoReturn:
        raise error

    return raise_it


class Odd(BaseException):
    """An exception outside `Exception`."""


class Own(LookupError):
    """An error of a client's own."""

    class Inner(KeyError):
        """Another, inside it."""


class Untellable(Exception):
    """An exception whose text cannot be had."""

    def __str__(self) -> str:
        msg = "no text"
        raise ZeroDivisionError(msg)


class ByItself(Exception):
    """An exception whose text raises another of its kind."""

    def __str__(self) -> str:
        raise ByItself


class Exiting(Exception):
    """An exception whose text ends the process."""

    def __str__(self) -> str:
        raise SystemExit(1)


# -- what a call returns or raises


def test_what_a_call_returns_comes_back_as_it_is() -> None:
    value = object()
    found, answer = asking().ask("read", lambda *args: args, value, 1)
    assert found == (value, 1)
    assert answer == Answer()


def test_an_answer_holds_what_a_call_returns_or_raises() -> None:
    assert asking().answer("hash", lambda: 7) == Answer(7)
    assert asking().answer("hash", raising(KeyError("k"))) == Answer(thrown=Thrown("KeyError", "'k'", own=False))
    assert asking().same(1, 1.0) == Answer(True)


@pytest.mark.parametrize(
    ("error", "name", "message"),
    [
        (KeyError("x"), "KeyError", "'x'"),
        (Untellable(), "Untellable", "(its text raises ZeroDivisionError)"),
        (ByItself(), "ByItself", "(its text raises ByItself)"),
        (Exiting(), "Exiting", "(its text raises SystemExit)"),
        (Own.Inner("x"), "Own.Inner", "'x'"),
        (OSError("one\ntwo"), "OSError", "one"),
        (OSError("\n\n one \r\n"), "OSError", "one"),
        (OSError("x" * 2000), "OSError", "x" * 2000),
        (OSError("x" * 2001), "OSError", "x" * 2000 + "…"),
        (RecursionError(), "RecursionError", ""),
        (ExceptionGroup("many", [KeyError()]), "ExceptionGroup", "many (1 sub-exception)"),
    ],
)
def test_whatever_a_call_raises_is_recorded_in_one_line(error: BaseException, name: str, message: str) -> None:
    asked = asking()
    assert asked.ask("decode", raising(error)) == (None, Answer(thrown=Thrown(name, message, own=False)))
    assert asked.cut_short == {}


@pytest.mark.parametrize(
    ("error", "errors", "own"),
    [
        (ValueError(), (ValueError,), True),
        (UnicodeDecodeError("utf-8", b"", 0, 1, "x"), (ValueError,), True),
        (KeyError(), (ValueError,), False),
        (KeyError(), (ValueError, LookupError), True),
        (Own.Inner(), (Own,), False),
        (KeyError(), (), False),
    ],
)
def test_an_error_is_the_clients_own_by_the_classes_of_its_policy(
    error: Exception, errors: tuple[type[BaseException], ...], own: bool
) -> None:
    _, answer = asking(policy=Policy(errors=errors)).ask("decode", raising(error))
    assert answer.thrown is not None
    assert (answer.thrown.own, answer.thrown.ended) == (own, "")


def test_the_classes_above_an_error_are_recorded_by_their_full_names() -> None:
    _, answer = asking().ask("decode", raising(Own.Inner()))
    assert answer.thrown is not None
    assert answer.thrown.classes == (f"{__name__}.Own.Inner", "builtins.KeyError", "builtins.LookupError")


# -- what ends the process


@pytest.mark.parametrize("error", [SystemExit("bye"), GeneratorExit(), Odd("odd"), BaseException()])
def test_an_exception_that_no_except_exception_stops_ends_the_process(error: BaseException) -> None:
    asked = asking()
    _, answer = asked.ask("encode", raising(error))
    assert answer.thrown == Thrown(type(error).__name__, str(error), own=False, ended="exit")
    assert asked.cut_short == {"encode": answer.thrown}


def test_such_an_exception_may_be_the_clients_own() -> None:
    asked = asking(policy=Policy(errors=Odd))
    _, answer = asked.ask("decode", raising(Odd("no")))
    assert answer.thrown == Thrown("Odd", "no", own=True)
    assert asked.cut_short == {}


def test_an_end_past_pythons_own_is_told_with_the_call() -> None:
    asked = asking(policy=Policy(errors=BaseException))
    _, answer = asked.ask("decode", raising(Exit("os._exit(3)")))
    assert answer.thrown == Thrown("Exit", "os._exit(3)", own=False, ended="exit")
    assert asked.cut_short == {"decode": answer.thrown}


def test_what_ended_the_process_first_is_told_of_each_question() -> None:
    asked = asking()
    for what, error in (("decode", SystemExit(1)), ("decode", Odd()), ("hash", GeneratorExit())):
        asked.ask(what, raising(error))
    assert {what: thrown.type for what, thrown in asked.cut_short.items()} == {
        "decode": "SystemExit",
        "hash": "GeneratorExit",
    }


def test_a_call_that_would_have_ended_the_process_is_asked_again() -> None:
    asked = asking()
    asked.ask("decode", raising(SystemExit()))
    assert asked.ask("decode", lambda: 1) == (1, Answer())


def test_a_keyboard_interrupt_of_a_call_or_of_the_text_of_an_exception_is_its_own() -> None:
    class Slow(Exception):
        def __str__(self) -> str:
            raise KeyboardInterrupt

    asked = asking(policy=Policy(errors=BaseException))
    thrown = [asked.ask("decode", raising(error))[1].thrown for error in (KeyboardInterrupt(), Slow())]
    assert [each.message for each in thrown if each] == ["", "(its text raises KeyboardInterrupt)"]
    assert one_line(Slow()) == "(its text raises KeyboardInterrupt)"


def test_an_exhausted_stack_is_an_exception_like_others() -> None:
    def exhaust() -> Any:
        return exhaust()

    _, answer = asking().ask("decode", exhaust)
    assert answer.thrown is not None
    assert (answer.thrown.type, answer.thrown.ended) == ("RecursionError", "")


# -- comparing


class Unsure:
    """What is neither true nor false, as an array of several numbers is."""

    def __bool__(self) -> bool:
        msg = "which of them?"
        raise ArithmeticError(msg)


class Comparing:
    """A value that compares as it is told to."""

    def __init__(self, answer: object) -> None:
        self.answer = answer

    def __eq__(self, other: object) -> bool:
        return self.answer  # type: ignore[return-value] # pyright: ignore[reportReturnType]

    __hash__ = object.__hash__


@pytest.mark.parametrize(("answer", "said"), [(True, True), ("yes", True), ("", False), (None, False), ([], False)])
def test_a_comparison_may_answer_with_anything_that_is_true_or_false(answer: object, said: bool) -> None:
    assert asking().same(Comparing(answer), 1) == Answer(said)


def test_a_comparison_whose_answer_is_neither_has_raised() -> None:
    found = asking().same(Comparing(Unsure()), 1)
    assert found == Answer(thrown=Thrown("ArithmeticError", "which of them?", own=False))
    assert not found.yes


def test_a_comparison_that_is_not_implemented_falls_back_to_identity() -> None:
    value = Comparing(NotImplemented)
    assert asking().same(value, value).yes
    assert asking().same(value, Comparing(NotImplemented)) == Answer(False)


# -- encoding


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (b"run", "what encode wrote must be JSON: Expecting value at line 1, column 1"),
        (b"", "what encode wrote must be JSON: Expecting value at line 1, column 1"),
        (b"[]", "what encode wrote must be an object, but is an array"),
        (b"\xff", "what encode wrote must be UTF-8, but byte 0 (0xFF) is not, which is \u00ff in Latin-1"),
        ("\ud800", "what encode wrote must be UTF-8, but byte 0 (0xED) is not, which is \u00ed in Latin-1"),
        (5, "encode gave int, not bytes or str"),
        (None, "encode gave NoneType, not bytes or str"),
        (memoryview(b"{}"), "encode gave memoryview, not bytes or str"),
        ({"id": "run_1"}, "encode gave dict, not bytes or str"),
    ],
)
def test_what_is_written_and_is_no_object_is_told(written: object, message: str) -> None:
    text, answer = asking(encode=lambda _: written).encode(None)
    assert text == b""
    assert answer == Answer(thrown=Thrown("NotJson", message, own=False))


class Text(str):
    """A text with an encoding of its own."""

    __slots__ = ()

    def encode(self, *_: object, **__: object) -> NoReturn:
        raise NotImplementedError


@pytest.mark.parametrize("written", [b'{"a":1}', bytearray(b'{"a":1}'), '{"a":1}', Text('{"a":1}')], ids=type)
def test_text_may_be_written_as_bytes_or_as_str(written: Any) -> None:
    assert asking(encode=lambda _: written).encode(None) == (b'{"a":1}', Answer({"a": 1}))


def test_what_parsers_dispute_may_be_written() -> None:
    assert asking(encode=lambda _: b"\xef\xbb\xbf{}").encode(None) == (b"\xef\xbb\xbf{}", Answer({}))
    deep = b'{"a":' + b"[" * 99 + b"]" * 99 + b"}"
    assert asking(encode=lambda _: deep).encode(None) == (deep, Answer(None))


def test_what_was_sent_and_is_written_to_the_byte_is_read_as_it_was() -> None:
    text, answer = asking(encode=lambda _: VALID.document).encode(None)
    assert (text, answer) == (VALID.document, Answer(VALID.tree))


def test_an_encoder_that_raises_has_written_nothing() -> None:
    text, answer = asking(encode=raising(TypeError("no"))).encode(None)
    assert (text, answer.thrown) == (b"", Thrown("TypeError", "no", own=False))


@pytest.mark.parametrize(
    ("encode", "promised", "encodes"),
    [(str, None, True), (str, True, True), (str, False, False), (None, None, False), (None, True, False)],
)
def test_a_client_encodes_where_it_can_and_does_not_deny_it(
    encode: Callable[[Any], Any] | None, promised: bool | None, encodes: bool
) -> None:
    assert asking(encode=encode, policy=Policy(encodes=promised)).encodes is encodes


def test_what_was_observed_can_be_pickled() -> None:
    _, answer = asking().ask("decode", raising(Odd("odd")))
    assert pickle.loads(pickle.dumps(answer)) == answer
