"""An observer of a client in this process: what the client says of itself, and its errors found by name."""

from __future__ import annotations

import gc
import importlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runlaws import PythonClient
from runlaws.client import Client, ClientNotFound, Outcome, Policy, PolicyError
from runlaws.liars import Honest
from runlaws.observe import InProcess, Observer, observe
from tests.client.odd import client
from tests.laws.observed import MALFORMED, VALID


def refusing(error: type[BaseException], policy: Policy) -> PythonClient:
    def refuse(_: bytes) -> Any:
        raise error

    return PythonClient(decode=refuse, policy=policy)


def own(error: type[BaseException], errors: Any) -> bool:
    """Return whether an exception is taken for the client's own."""
    return observe(refusing(error, Policy(errors=errors)), MALFORMED).outcome is Outcome.REFUSED


# -- what a client says of itself


def test_an_observer_is_called_by_the_clients_name_and_version() -> None:
    made: Observer = InProcess(PythonClient(decode=bytes, name="sdk", version="1.2"))
    assert (made.name, made.client_name, made.encodes) == ("sdk 1.2", "sdk", False)
    assert InProcess(Honest()).name == "Honest"


def test_another_policy_stands_in_for_the_clients_own() -> None:
    policy = Policy(hashable=False)
    assert InProcess(Honest()).policy == Honest.policy
    assert InProcess(Honest(), policy).policy is policy
    assert observe(Honest(), VALID, policy=policy).policy is policy


class Unsayable:
    """A thing whose text cannot be had."""

    def __str__(self) -> str:
        msg = "no text"
        raise ZeroDivisionError(msg)


def raising(error: BaseException) -> Any:
    def get(_: object) -> Any:
        raise error

    return property(get)


@pytest.mark.parametrize("attribute", ["name", "version", "policy", "encodes"])
@pytest.mark.parametrize(
    ("made", "how"),
    [
        (lambda: raising(ZeroDivisionError("no\nword")), "asking raises: ZeroDivisionError: no"),
        (lambda: raising(SystemExit(3)), "asking raises: SystemExit: 3"),
        (lambda: property(lambda _: os._exit(3)), "asking raises: Exit: os._exit(3)"),
        (lambda: property(lambda _: time.sleep(60)), "asking hangs: Hang: no answer within 0.05 seconds"),
    ],
)
def test_a_client_that_does_not_say_what_it_is_is_reported_in_one_sentence(
    attribute: str, made: Callable[[], Any], how: str
) -> None:
    with pytest.raises(ClientNotFound) as caught:
        InProcess(client(**{attribute: made()}), deadline=0.05)
    assert str(caught.value) == f"client of class Odd: expected it to say its {attribute}, but {how}"


def test_a_name_whose_text_cannot_be_had_is_reported() -> None:
    with pytest.raises(ClientNotFound, match="expected it to say its name, but asking raises: ZeroDivisionError"):
        InProcess(client(name=Unsayable()))


def test_an_object_that_is_no_client_is_reported_and_so_is_a_policy_that_is_none() -> None:
    nothing: Any = object()
    with pytest.raises(ClientNotFound, match="client of class object: expected it to say its name"):
        InProcess(nothing)
    with pytest.raises(ClientNotFound, match=r"client 'Odd': expected its policy to be a runlaws\.Policy, is a dict"):
        InProcess(client(policy={}))


def test_what_a_client_says_of_itself_is_asked_once() -> None:
    asked: list[str] = []

    class Counting(Honest):
        def __getattribute__(self, name: str) -> Any:
            asked.append(name)
            return super().__getattribute__(name)

    observer = InProcess(Counting())
    for _ in range(3):
        observer.observe(VALID)
    assert [asked.count(name) for name in ("name", "version", "policy", "encodes", "decode_reply")] == [1] * 5


def test_a_method_that_cannot_be_had_is_what_the_call_raised() -> None:
    class Absent(Honest):
        def __getattribute__(self, name: str) -> Any:
            if name == "decode":
                msg = "later"
                raise OSError(msg)
            return super().__getattribute__(name)

    seen = observe(Absent(), VALID)
    assert seen.decoded.thrown is not None
    assert str(seen.decoded.thrown) == "OSError: later"


# -- errors by name


class Base(Exception):
    """An error of a client's own."""


class Derived(Base):
    """Another."""


@pytest.mark.parametrize(
    ("error", "errors", "expected"),
    [
        (Base, Base, True),
        (Derived, Base, True),
        (Base, Derived, False),
        (Derived, f"{__name__}.Base", True),
        (UnicodeError, "ValueError", True),
        (KeyError, "ValueError", False),
        (KeyError, ("ValueError", "builtins.LookupError"), True),
        (Base, (), False),
    ],
)
def test_an_error_is_the_clients_own_where_its_policy_names_a_class_above_it(
    error: type[BaseException], errors: Any, expected: bool
) -> None:
    if isinstance(errors, str):
        sys.modules.setdefault(__name__, sys.modules[Base.__module__])
    assert own(error, errors) is expected


def test_a_class_that_no_import_finds_is_known_where_it_was_given_as_a_class() -> None:
    def make() -> type[BaseException]:
        class Local(Exception):
            pass

        return Local

    first, second = make(), make()
    space: dict[str, Any] = {"__name__": "nowhere"}
    exec("class Executed(Exception): pass", space)
    assert own(first, first)
    assert own(second, (second,))
    assert own(first, (second, first))
    assert own(space["Executed"], space["Executed"])


def test_a_class_that_is_gone_is_no_unknown_name() -> None:
    def policy() -> Policy:
        class Gone(Exception):
            pass

        return Policy(errors=Gone)

    made = policy()
    gc.collect()
    assert InProcess(PythonClient(decode=bytes, policy=made)).policy is made


def test_a_class_may_be_named_by_where_it_is_exported_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "sdk_with_errors").mkdir()
    (tmp_path / "sdk_with_errors" / "_errors.py").write_text("class Wrong(Exception): pass")
    (tmp_path / "sdk_with_errors" / "__init__.py").write_text("from ._errors import Wrong")
    observer = InProcess(PythonClient(decode=bytes), Policy(errors="sdk_with_errors.Wrong"))
    wrong = sys.modules["sdk_with_errors"].Wrong
    assert (wrong.__module__, observer.asking(VALID).errors) == ("sdk_with_errors._errors", (wrong,))


def package(folder: Path, name: str) -> None:
    """Write a package that states of its error that it is exported from `sdk_inside`, as openai does of its own."""
    (folder / name).mkdir(parents=True)
    (folder / name / "_errors.py").write_text("class Wrong(Exception): pass")
    (folder / name / "__init__.py").write_text("from ._errors import Wrong\nWrong.__module__ = 'sdk_inside'")


def test_a_class_of_a_package_inside_another_is_named_by_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the package is installed by itself, too, and has another class under the stated name."""
    monkeypatch.syspath_prepend(tmp_path)
    package(tmp_path / "sdk_around" / "_vendor", "sdk_inside")
    wrong = importlib.import_module("sdk_around._vendor.sdk_inside").Wrong
    assert Policy(errors=wrong).errors == ("sdk_around._vendor.sdk_inside.Wrong",)
    thrown = observe(refusing(wrong, Policy()), VALID).decoded.thrown
    assert thrown is not None
    assert thrown.classes == ("sdk_around._vendor.sdk_inside.Wrong",)
    package(tmp_path, "sdk_inside")
    other = importlib.import_module("sdk_inside").Wrong
    assert Policy(errors=(wrong, other)).errors == ("sdk_around._vendor.sdk_inside.Wrong", "sdk_inside.Wrong")


def test_a_class_that_no_module_leads_to_is_named_as_it_states() -> None:
    class Local(Exception):
        pass

    assert Policy(errors=Local).errors == (f"{__name__}.{Local.__qualname__}",)


def test_a_class_may_say_itself_what_is_one_of_it_and_may_fail_at_that() -> None:
    class Broad(type):
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, KeyError)

    class Narrow(type):
        def __instancecheck__(cls, instance: object) -> bool:
            msg = "cannot say"
            raise RuntimeError(msg)

    assert own(KeyError, Broad("Any", (Exception,), {}))
    assert not own(KeyError, Narrow("None", (Exception,), {}))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("opneai.OpenAIError", "there is no module 'opneai'"),
        ("Valueerror", "builtins has no Valueerror"),
        ("json.NoSuchError", "json has no NoSuchError"),
        ("json.decoder.No.Such", "json.decoder has no No.Such"),
        ("builtins.int", "it is a type"),
        ("json.loads", "it is a function"),
    ],
)
def test_a_name_of_no_exception_class_is_reported_in_one_sentence(name: str, why: str) -> None:
    full = name if "." in name else f"builtins.{name}"
    with pytest.raises(PolicyError) as caught:
        InProcess(PythonClient(decode=bytes, name="sdk"), Policy(errors=name))
    expected = "expected each of policy.errors to name an exception class (such as 'openai.OpenAIError')"
    assert str(caught.value) == f"client 'sdk': {expected}, got {full!r}: {why}"


def test_a_module_that_raises_when_an_error_is_looked_up_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "sdk_that_raises.py").write_text("raise SystemExit('no key')")
    (tmp_path / "sdk_that_misses.py").write_text("import no_such_dependency")
    made: Client = PythonClient(decode=bytes)
    with pytest.raises(PolicyError, match=r"'sdk_that_raises\.Wrong': importing it raises SystemExit: no key$"):
        InProcess(made, Policy(errors="sdk_that_raises.Wrong"))
    with pytest.raises(PolicyError, match="importing it raises ModuleNotFoundError: No module named 'no_such_depend"):
        InProcess(made, Policy(errors="sdk_that_misses.Wrong"))
