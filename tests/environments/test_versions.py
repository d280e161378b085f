"""Clients with a version: `openai==3.0`, wherever a client is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from runlaws import Case, ClientNotFound, Policy, find_client
from runlaws.adapters import BUNDLED, environment_of, has_own_process
from runlaws.objects import find_profile
from runlaws.observe import observe
from tests.processes import environment, runlaws
from tests.wheels import offline

SDKS = ", ".join(name for name in BUNDLED if name != "reference")


@pytest.mark.slow
@pytest.mark.parametrize("version", ["2.0", "3.0"])
@pytest.mark.usefixtures("kept")
def test_a_client_is_asked_with_the_version_that_is_named(version: str) -> None:
    client = find_client(f"openai=={version}")
    assert (client.name, client.version) == ("openai", version)
    assert client.policy == Policy(errors="openai.OpenAIError", hashable=False)


@pytest.mark.slow
@pytest.mark.usefixtures("kept")
def test_versions_differ_in_what_they_keep() -> None:
    case = Case.of_bytes(b'{"id":"run_1","instructions":"Be kind."}', find_profile("v2"))
    written = [observe(find_client(f"openai=={version}"), case).encoded for version in ("2.0", "3.0")]
    assert [answer.value for answer in written if answer is not None] == [
        {"id": "run_1", "instructions": "Be kind."},
        {"id": "run_1"},
    ]


@pytest.mark.slow
@pytest.mark.usefixtures("kept")
def test_who_asks_such_a_client_without_an_observer_is_told_of_observe() -> None:
    client = find_client("openai==2.0")
    with pytest.raises(ValueError, match=r"stays in its process: ask runlaws\.observe\.observe"):
        client.decode(b"{}")


@pytest.mark.slow
def test_fuzz_searches_a_version_and_says_that_it_makes_its_environment(links: Path, tmp_path: Path) -> None:
    env = environment(**offline(links, tmp_path / "cache"))
    args = ("fuzz", "openai==3.0", "--profile", "v1", "--examples", "1", "--law", "round-trip")
    first, again = (runlaws(*args, cwd=tmp_path, env=env) for _ in range(2))
    says = "found: round-trip /instructions dropped\n"
    assert first.err == f"openai==3.0: making an environment with openai 3.0\n{says}"
    assert (first.status, again.err, again.out) == (1, says, first.out)
    assert "  at       /instructions\n" in first.out
    assert "  client   openai 3.0\n" in first.out
    assert " --client openai==3.0\n" in first.out


@pytest.mark.slow
def test_a_version_that_the_adapter_cannot_ask_is_refused_in_one_sentence(
    links: Path, cache: Path, tmp_path: Path
) -> None:
    done = runlaws("probe", "openai==5.0", cwd=tmp_path, env=environment(**offline(links, cache)))
    assert done.complaint.startswith("client 'openai==5.0', in its own environment: ")
    assert "no such thing" in done.complaint


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("opnai==2.0", f"client 'opnai==2.0': expected one of {SDKS} before the ==, got 'opnai': is it openai?"),
        ("reference==2.0", f"expected one of {SDKS} before the ==, got 'reference'"),
        ("openai==new", "expected a version after the ==, such as openai==2.0.0, got 'new'"),
        ("openai==", "expected a version after the ==, such as openai==2.0.0, got ''"),
        ("openai==2.*", "expected a version after the ==, such as openai==2.0.0, got '2.*'"),
    ],
)
def test_a_version_that_is_none_is_refused(spec: str, says: str) -> None:
    with pytest.raises(ClientNotFound) as refusal:
        find_client(spec)
    assert says in str(refusal.value)


@pytest.mark.parametrize("spec", ["reference", "package.module:attribute", "process:sh -c 'exit $((1==2))'"])
def test_other_clients_have_no_environment(spec: str) -> None:
    assert environment_of(spec) is None


def test_who_has_a_process_is_not_given_another_one() -> None:
    specs = ["openai==2.0", "process:node worker.mjs", "openai", "package.module:attribute"]
    assert [has_own_process(spec) for spec in specs] == [True, True, False, False]
