"""Projects of users, as text: SDKs with one fault or none, and the lines that name a client."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["CONFTEST", "PARCELS", "SDK", "SUITE", "finding_in", "findings_in", "verdicts"]

SUITE = ("--pyargs", "runlaws.suite", "--hypothesis-seed=0", "-p", "no:cacheprovider")

PARCELS = ("--run-profile", "parcels:PARCEL_V1")
"""For a suite that is to be quick: there are a quarter as many fixed cases of parcels as of runs."""

SDK = '''
import json
from runlaws import Policy, PythonClient

def decode(document):
    try:
        value = json.loads(document.decode())
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value

def forget(value):
    """The message of a failed run is gone when the run is written, and who signed for a parcel."""
    if value.get("stage") == "handed_over":
        value = {name: item for name, item in value.items() if name != "signature"}
    error = value.get("last_error")
    if value.get("status") == "failed" and isinstance(error, dict) and isinstance(error.get("message"), str):
        value = {**value, "last_error": {name: item for name, item in error.items() if name != "message"}}
    return json.dumps(value)

def forget_the_model(value):
    """So rarely that a search does not always find it: of one model name, in one status."""
    if value.get("model") == "gpt-4o-2024-08-06" and value.get("status") == "expired" and value.get("top_p") == 0.7:
        value = {name: item for name, item in value.items() if name != "model"}
    return json.dumps(value)

def forget_three(value):
    """Three members, each in a status of its own."""
    gone = {"failed": "failed_at", "cancelled": "cancelled_at", "completed": "completed_at"}.get(value.get("status"))
    return json.dumps({name: item for name, item in value.items() if name != gone})

def mistake_three(value):
    """Three members, each in a way and in a status of its own."""
    status = value.get("status")
    if status == "failed":
        value = {name: item for name, item in value.items() if name != "failed_at"}
    elif status == "cancelled":
        value = {**value, "cancelled_at": None}
    elif status == "completed":
        value = {**value, "completed_at": str(value.get("completed_at"))}
    return json.dumps(value)

def forget_strict(value):
    """What is false of one kind of tool, in one status."""
    tools = [dict(tool, function={k: v for k, v in tool["function"].items() if (k, v) != ("strict", False)})
             if isinstance(tool, dict) and isinstance(tool.get("function"), dict) else tool
             for tool in value["tools"]] if isinstance(value.get("tools"), list) else None
    return json.dumps(value if tools is None else {**value, "tools": tools})

POLICY = Policy(hashable=False)
client = PythonClient(decode=decode, encode=forget, policy=POLICY, name="forgetful", version="1.2")
good = PythonClient(decode=decode, encode=json.dumps, policy=POLICY, name="good")
three = PythonClient(decode=decode, encode=forget_three, policy=POLICY, name="three")
ways = PythonClient(decode=decode, encode=mistake_three, policy=POLICY, name="ways")
seldom = PythonClient(decode=decode, encode=forget_strict, policy=POLICY, name="seldom")
rare = PythonClient(decode=decode, encode=forget_the_model, policy=POLICY, name="rare")
reader = PythonClient(decode=decode, policy=POLICY, name="reader")
'''
"""Keeps every law (`good`), but one (`client`), but one at times (`rare`), does not encode (`reader`)."""

CONFTEST = """
import pytest, sdk

@pytest.fixture(scope="session")
def run_client():
    return sdk.client
"""


def verdicts(lines: Iterable[str]) -> set[str]:
    """Return the lines of pytest's summary (-rA) without the reasons."""
    ends = ("PASSED ", "FAILED ", "ERROR ", "XFAIL ", "XPASS ")
    return {line.split(" - ")[0] for line in lines if line.startswith(ends) and "::" in line}


def findings_in(lines: list[str]) -> list[dict[str, str]]:
    """Return the labelled lines of each finding in pytest's output, with the law's id as `law`."""
    found: list[dict[str, str]] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if following.startswith("  why  "):
            found.append({"law": line.partition(":")[0]})
        elif found and line.startswith("  ") and "::" not in line:
            name, _, value = line.strip().partition(" ")
            found[-1].setdefault(name, value.strip())
    return found


def finding_in(lines: list[str]) -> dict[str, str]:
    """Return the labelled lines of the one finding in pytest's output."""
    (finding,) = findings_in(lines)
    return finding
