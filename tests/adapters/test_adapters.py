"""What holds for every adapter of a package: it is named, found and asked alike."""

from __future__ import annotations

import json
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from runlaws.adapters import BUNDLED, ClientNotFound, find_client
from runlaws.adapters._bundled import REQUIREMENTS
from runlaws.client import HasSnippet, Outcome
from runlaws.observe import observe
from tests.adapters.sdks import PACKAGES, SDKS
from tests.laws.observed import MALFORMED, case_of

pytestmark = pytest.mark.filterwarnings("ignore:The Assistants API:DeprecationWarning")

ROOT = Path(__file__).parents[2]

PLAIN = case_of("completed", instructions="Be kind.", parallel_tool_calls=True)
"""A run with all that the strictest package requires."""


def extras() -> dict[str, list[str]]:
    extras: dict[str, list[str]] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"][
        "optional-dependencies"
    ]
    return extras


def test_every_bundled_client_but_ours_is_of_a_package() -> None:
    """Each of them is tested here."""
    assert set(PACKAGES) == set(BUNDLED) - {"reference"}


@pytest.mark.parametrize("name", PACKAGES)
def test_an_extra_installs_what_the_adapter_requires(name: str) -> None:
    """The extra has the name of the client, and its lower bound is the adapter's."""
    wanted = Requirement(REQUIREMENTS[name])
    installed = Requirement(extras()[name][0])
    assert installed.name == wanted.name
    assert str(wanted.specifier) in str(installed.specifier)


@pytest.mark.parametrize("name", SDKS)
def test_it_names_itself_and_the_version_that_is_installed(name: str) -> None:
    """A report says of which version its findings are."""
    client = find_client(name)
    assert (client.name, client.version) == (name, version(Requirement(REQUIREMENTS[name]).name))


@pytest.mark.parametrize("name", SDKS)
def test_it_decodes_shows_and_writes_a_plain_run(name: str) -> None:
    """A run with what every package requires comes through."""
    seen = observe(find_client(name), PLAIN)
    assert seen.outcome is Outcome.ACCEPTED
    assert PLAIN.tree is not None
    for member in ("id", "assistant_id", "created_at", "model", "status"):
        assert seen.shown[f"/{member}"] == PLAIN.tree[member]
    client = find_client(name)
    written = json.loads(client.encode(client.decode(PLAIN.document)))
    assert {member: written[member] for member in PLAIN.tree} == PLAIN.tree


@pytest.mark.parametrize("name", SDKS)
def test_it_accepts_no_text_that_is_no_json(name: str) -> None:
    """What a package raises for it may be its own error or not: that is for the laws."""
    assert observe(find_client(name), MALFORMED).outcome is not Outcome.ACCEPTED


@pytest.mark.parametrize("name", SDKS)
def test_its_snippet_decodes_and_writes_as_the_adapter_does(name: str) -> None:
    """Scripts in reports show the package as the search has asked it."""
    client = find_client(name)
    assert isinstance(client, HasSnippet)
    alone: dict[str, Any] = {"json": json}
    exec(client.snippet.setup, alone)
    value = client.decode(PLAIN.document)
    alone["run"] = alone["decode"](PLAIN.document)
    assert type(alone["run"]) is type(value)
    assert json.loads(eval(client.snippet.encode, alone)) == json.loads(client.encode(value))


# -- what is not installed, or too old


def why_not(name: str) -> str:
    with pytest.raises(ClientNotFound) as caught:
        find_client(name)
    return str(caught.value)


@pytest.fixture(params=PACKAGES)
def broken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a client whose package cannot be imported."""
    name: str = request.param
    monkeypatch.setitem(sys.modules, PACKAGES[name], None)
    return name


def test_a_package_that_is_not_installed_is_named_with_its_extra(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence says what is needed and how to install it."""

    def missing(package: str) -> str:
        raise PackageNotFoundError(package)

    monkeypatch.setattr("runlaws.adapters._bundled.version", missing)
    needs = f"client {broken!r} needs {REQUIREMENTS[broken]}"
    assert why_not(broken) == f"{needs}, which is not installed: pip install 'runlaws[{broken}]'"


def test_a_package_that_is_too_old_is_named_with_the_lowest_version(
    broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence says which version is installed and which is needed."""
    monkeypatch.setattr("runlaws.adapters._bundled.version", lambda _: "0.0.1")
    needs = f"client {broken!r} needs {REQUIREMENTS[broken]}"
    assert why_not(broken) == f"{needs}, and 0.0.1 is installed: pip install 'runlaws[{broken}]'"


def test_a_package_that_is_broken_is_reported_with_what_importing_it_raises(
    broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is installed, in a version that works for others: to install it again would not help."""
    lowest = next(each.version for each in Requirement(REQUIREMENTS[broken]).specifier if each.operator == ">=")
    monkeypatch.setattr("runlaws.adapters._bundled.version", lambda _: lowest)
    assert why_not(broken).startswith(f"client {broken!r}: making it raises ModuleNotFoundError: ")
