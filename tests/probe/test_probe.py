"""A client measured: each setting of a policy from what it does, and where its own promises more or less."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from runlaws import Policy, PythonClient
from runlaws.adapters import find_client
from runlaws.case import Case
from runlaws.observe import InProcess
from runlaws.probe import Probe, gaps, probe
from runlaws.values import Json
from runlaws_strategies import catalogue

pytestmark = pytest.mark.slow

KINDS = ("valid", "questionable", "extended", "invalid", "ambiguous", "malformed")
CASES = tuple(case for number, case in enumerate(catalogue(kinds=KINDS)) if case.standing != "valid" or number % 3 == 0)
"""The catalogue without two of three valid cases: enough of everything, in less time."""


def decode(document: bytes) -> Any:
    try:
        tree = json.loads(document)
    except RecursionError as error:
        msg = "too deep"
        raise ValueError(msg) from error
    if not isinstance(tree, dict):
        msg = "not an object"
        raise ValueError(msg)
    return tree


def client(change: Callable[[Any], Any] = lambda tree: tree, **more: Any) -> PythonClient:
    """Return a client that keeps everything but for a change of what it has decoded."""
    options: dict[str, Any] = {"encode": json.dumps, "policy": Policy(hashable=False), **more}
    return PythonClient(decode=lambda document: change(decode(document)), **options)


def measured(made: PythonClient, cases: tuple[Case, ...] = CASES) -> dict[str, tuple[Any, bool]]:
    """Return each setting with its value, and whether it could be determined."""
    return {one.setting: (one.value, one.sure) for one in probe(InProcess(made), cases).settings}


class HidesUsage(dict[str, Any]):
    """A tree that gives no usage to whoever asks for it."""

    def get(self, name: str, default: Any = None) -> Any:
        return default if name == "usage" else super().get(name, default)


class Sealed(dict[str, Any]):
    """A tree that gives nothing to whoever asks for it."""

    def get(self, _name: str, default: Any = None) -> Any:
        return default


def everywhere(value: Json, change: Callable[[Json], Json]) -> Json:
    if isinstance(value, dict):
        return {name: everywhere(item, change) for name, item in value.items()}
    if isinstance(value, list):
        return [everywhere(item, change) for item in value]
    return change(value)


def without(*names: str) -> Callable[[Any], Json]:
    return lambda tree: {name: value for name, value in tree.items() if name not in names}


def without_nulls(tree: Mapping[str, Json]) -> Json:
    return {name: value for name, value in tree.items() if value is not None}


def as_doubles(tree: Json) -> Json:
    return everywhere(tree, lambda v: int(float(v)) if type(v) is int and abs(v) < 2**1000 else v)


def as_singles(tree: Json) -> Json:
    def single(value: Json) -> Json:
        if type(value) is not float or abs(value) > 3e38:
            return value
        found: float = struct.unpack("f", struct.pack("f", value))[0]
        return found

    return everywhere(tree, single)


def test_a_client_that_keeps_everything_promises_everything_and_hashes_nothing() -> None:
    found = measured(client())
    assert {name: value for name, (value, _) in found.items()} == {
        "errors": ("builtins.ValueError",),
        "unknown_members": "keep",
        "unknown_values": "keep",
        "unknown_variants": "keep",
        "absent_and_null": "distinct",
        "integers": "exact",
        "integer_notation": "any",
        "floats": "double",
        "negative_zero": "kept",
        "duplicates": "last",
        "requires": frozenset(),
        "not_null": frozenset(),
        "invalid": "accept",
        "equality": "value",
        "hashable": False,
        "omits": frozenset(),
        "hides": frozenset(),
        "encodes": True,
    }
    assert all(sure for _, sure in found.values())


_KNOWN = frozenset(name for case in CASES if case.standing == "valid" for name in case.tree or {})


def refuse_wide(tree: Json) -> Json:
    def check(value: Json) -> Json:
        if type(value) is int and abs(value) >= 2**31:
            msg = "too wide"
            raise ValueError(msg)
        return value

    return everywhere(tree, check)


@pytest.mark.parametrize(
    ("change", "setting", "value"),
    [
        (lambda tree: {name: value for name, value in tree.items() if name in _KNOWN}, "unknown_members", "drop"),
        (without_nulls, "absent_and_null", "same"),
        (as_doubles, "integers", "double"),
        (as_singles, "floats", "single"),
        (without("model", "tools"), "omits", frozenset({"/model", "/tools"})),
        (Sealed, "hides", frozenset({"/*"})),
        (HidesUsage, "hides", frozenset({"/usage"})),
    ],
)
def test_what_a_client_does_otherwise_is_measured(change: Callable[[Any], Json], setting: str, value: object) -> None:
    found, sure = measured(client(change))[setting]
    if isinstance(found, Mapping):
        places: dict[str, Any] = {setting: found}
        found = Policy(**places).at(setting, "/instructions")
    assert (found, sure) == (value, True)


def test_what_is_lost_at_times_only_is_no_omission_but_a_fault() -> None:
    forgetful = client(lambda tree: without("model")(tree) if tree.get("status") == "failed" else tree)
    (omits,) = (one for one in probe(InProcess(forgetful), CASES).settings if one.setting == "omits")
    assert omits.value == frozenset()
    assert omits.because.endswith("sometimes lost, which is a fault: /model")


def test_a_valid_document_that_is_refused_for_a_wide_integer_counts_against_the_width() -> None:
    found = measured(client(refuse_wide))
    assert found["integers"] == ("int32", True)
    assert found["requires"] == found["not_null"] == (frozenset(), True)
    assert found["unknown_members"] == ("keep", True), "what is new is not refused for being new"


def test_without_an_encoder_it_is_said_what_could_not_be_determined() -> None:
    read_only = client(encode=None)
    found = measured(read_only)
    assert found["encodes"] == (False, True)
    assert {name for name, (_, sure) in found.items() if not sure} == {
        "unknown_members",
        "unknown_values",
        "unknown_variants",
        "absent_and_null",
        "duplicates",
    }
    (remark,) = _probed(read_only).remarks
    assert remark.startswith(
        "What it keeps of nulls, of what is new and of names that stand twice could not be measured"
    )


@pytest.mark.parametrize(
    ("change", "setting", "value"), [(as_doubles, "integers", "double"), (as_singles, "floats", "single")]
)
def test_without_an_encoder_numbers_are_measured_by_what_is_shown(
    change: Callable[[Any], Json], setting: str, value: str
) -> None:
    found, sure = measured(client(change, encode=None))[setting]
    places: dict[str, Any] = {setting: found}
    assert (Policy(**places).at(setting, "/usage/x" if setting == "integers" else "/temperature"), sure) == (
        value,
        True,
    )


def test_of_a_client_that_refuses_every_origin_it_is_said_what_could_not_be_measured() -> None:
    def refuse(_tree: Any) -> Any:
        msg = "usage must be there"
        raise ValueError(msg)

    found = _probed(client(refuse, policy=Policy(hashable=False, unknown_members="drop")))
    (remark,) = found.remarks
    assert remark.startswith("What it does with what is new, wrong or disputed could not be measured: it accepts none")
    assert "(ValueError: usage must be there, " in remark
    assert found.policy.unknown_members == "drop", "what could not be measured is as its own policy says"


def test_identity_and_hashes_are_measured() -> None:
    class Value:
        def __init__(self, tree: Json) -> None:
            self.tree = tree

    found = measured(client(Value, encode=lambda value: json.dumps(value.tree)))
    assert found["equality"] == ("identity", True)
    assert found["hashable"] == (True, True)


def test_a_strict_client_refuses_all_that_is_invalid() -> None:
    found = {one.setting: one.value for one in probe(InProcess(find_client("reference")), CASES).settings}
    assert found["invalid"] == "refuse"
    assert found["errors"] == ("runlaws.adapters.reference.InvalidDocument",)


def test_of_an_error_made_inside_a_function_it_is_said_that_it_cannot_be_named() -> None:
    class Refused(Exception):
        pass

    def refuse(_: bytes) -> Any:
        raise Refused

    made = PythonClient(decode=refuse, policy=Policy(errors=(Refused,)))
    (errors,) = (one for one in _probed(made).settings if one.setting == "errors")
    assert errors.because.endswith("<locals>.Refused is made inside a function, and cannot be named here")


def of(made: PythonClient, policy: Policy) -> dict[str, bool]:
    """Return the settings of a policy that are not as measured, and whether each is slack."""
    return {gap.setting: gap.slack for gap in gaps(_probed(made), policy)}


def _probed(made: PythonClient) -> Probe:
    return probe(InProcess(made), CASES)


def test_a_policy_that_promises_just_what_was_measured_has_no_gap() -> None:
    assert of(client(), Policy(hashable=False, duplicates="last")) == {}


def test_a_policy_that_promises_less_is_slack() -> None:
    weak = Policy(
        hashable=False,
        unknown_members="drop",
        absent_and_null="same",
        integers="int64",
        integer_notation="digits",
        floats="single",
        equality="identity",
        omits="/model",
        encodes=False,
        errors=(Exception,),
        negative_zero="zero",
        duplicates="any",
        requires="/usage",
        not_null="/instructions",
    )
    found = of(client(), weak)
    assert set(found) == {
        "unknown_members",
        "absent_and_null",
        "integers",
        "integer_notation",
        "floats",
        "equality",
        "omits",
        "encodes",
        "errors",
        "negative_zero",
        "duplicates",
        "requires",
        "not_null",
    }
    assert all(found.values())


@pytest.mark.parametrize(
    ("change", "policy", "setting"),
    [
        (without("model"), Policy(hashable=False), "omits"),
        (without_nulls, Policy(hashable=False), "absent_and_null"),
        (as_doubles, Policy(hashable=False), "integers"),
        (as_singles, Policy(hashable=False), "floats"),
        (lambda tree: tree, Policy(), "hashable"),
        (lambda tree: tree, Policy(hashable=False, invalid="refuse"), "invalid"),
        (lambda tree: tree, Policy(hashable=False, unknown_members="refuse"), "unknown_members"),
        (lambda tree: tree, Policy(hashable=False, unknown_values="refuse"), "unknown_values"),
        (lambda tree: tree, Policy(hashable=False, unknown_variants="refuse"), "unknown_variants"),
        (lambda tree: tree, Policy(hashable=False, errors=(KeyError,)), "errors"),
    ],
)
def test_a_policy_that_promises_more_is_told_with_the_law_that_finds_it_and_the_law_does(
    change: Callable[[Any], Json], policy: Policy, setting: str
) -> None:
    made = client(change, policy=policy)
    gap, *others = (gap for gap in gaps(_probed(made), policy) if gap.setting == setting)
    assert not any(one.slack for one in (gap, *others))
    from runlaws.laws import LAWS, find_law
    from runlaws.trial import check

    laws = [find_law(law) for law in gap.law.split(" or ") if law in {one.id for one in LAWS}]
    assert laws
    twins = tuple(catalogue(kinds=("respelled",)))[:5]
    assert any(check(made, laws, case) for case in (*CASES, *twins))


def _pasted(code: str) -> Policy:
    import runlaws

    policy = eval(code, {"runlaws": runlaws, "ValueError": ValueError})
    assert isinstance(policy, Policy)
    return policy


def test_the_policy_is_printed_as_code_that_can_be_pasted() -> None:
    found = _probed(client(without("model"), policy=Policy(hashable=False, omits="/model")))
    policy = Policy(hashable=False, omits="/model", encodes=True, duplicates="last")
    assert _pasted(found.code()) == found.policy == policy
    assert "if this is intended" not in found.code()


def test_a_promise_that_its_own_policy_does_not_lower_is_lowered_in_a_comment_alone() -> None:
    found = _probed(client(lambda tree: without("model")(without_nulls(tree)), policy=Policy(hashable=False)))
    code = found.code()
    assert _pasted(code) == found.policy == Policy(hashable=False, encodes=True, duplicates="last")
    assert '    # if this is intended: omits={"/model"},\n' in code
    assert "    # if this is intended: absent_and_null=" in code
