"""A signal from outside ends what is asked of a client, whatever the client does about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.processes import python

CLIENT = """
import signal, sys
from runlaws import PythonClient
from runlaws.observe import observe
from tests.laws.observed import VALID

def decode(document):
    {how}

signal.signal(signal.SIGINT, signal.default_int_handler)
before = signal.getsignal(signal.SIGINT)
try:
    observe(PythonClient(decode=decode), VALID)
except KeyboardInterrupt:
    print("interrupted")
print(signal.getsignal(signal.SIGINT) is before)
"""
ARRIVES = "signal.raise_signal(signal.SIGINT)"


@pytest.mark.parametrize(
    "how",
    [
        ARRIVES,
        f"""
    try:
        {ARRIVES}
    except BaseException:
        return {{}}""",
        f"""
    try:
        {ARRIVES}
    except BaseException as error:
        raise ValueError("lost the connection") from error""",
        f"""
    try:
        {ARRIVES}
    finally:
        sys.exit(3)""",
    ],
    ids=["raised", "swallowed", "made another error", "made an exit"],
)
def test_ctrl_c_within_a_call_ends_it_whatever_the_client_makes_of_it(how: str) -> None:
    assert python(CLIENT.format(how=how), cwd=Path(__file__).parents[2]).out == "interrupted\nTrue\n"


def test_a_keyboard_interrupt_of_the_clients_own_does_not_end_what_asks_it() -> None:
    assert python(CLIENT.format(how="raise KeyboardInterrupt"), cwd=Path(__file__).parents[2]).out == "True\n"


def test_handlers_that_a_client_installs_are_removed() -> None:
    how = "signal.signal(signal.SIGINT, lambda *_: None)"
    assert python(CLIENT.format(how=how), cwd=Path(__file__).parents[2]).out == "True\n"
