"""The pytest plugin: fixtures `run_client` and `run_law`, and the option `--run-client`.

Every pytest run of the environment imports this module, so it imports nothing of ours, and none of the
libraries we stand on, until a fixture or the option is used.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from runlaws.case import Case
    from runlaws.client import Client
    from runlaws.laws import Law

__all__ = ["run_client", "run_law"]

_KEPT: pytest.StashKey[dict[str, Case]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--run-client`, and the ini option `run_client` behind it."""
    said = "The client that `run_client` gives: openai, reference, or package.module:attribute."
    parser.getgroup("runlaws").addoption("--run-client", metavar="CLIENT", help=said)
    parser.addini("run_client", f"{said} --run-client comes first.")


def pytest_configure(config: pytest.Config) -> None:
    """Find the client that was named, so that a wrong name ends the run before it begins."""
    spec = config.getoption("--run-client")
    if spec:
        _find(str(spec), config)


def _find(spec: str, config: pytest.Config) -> Client:
    from runlaws.clients import ClientNotFound, find_client

    folder = str(config.invocation_params.dir)
    if folder not in sys.path:
        sys.path.append(folder)  # where the command line, too, looks for the module of a client
    try:
        return find_client(spec)
    except ClientNotFound as error:
        raise pytest.UsageError(" ".join(str(error.args[0]).split())) from None


def _spec(config: pytest.Config) -> str:
    return str(config.getoption("--run-client") or config.getini("run_client") or "")


@pytest.fixture(scope="session")
def run_client(request: pytest.FixtureRequest) -> Client:
    """The client under test: override this fixture, or name one with `--run-client`."""
    spec = _spec(request.config)
    if not spec:
        pytest.fail("no client: name one with --run-client, or override the fixture run_client", pytrace=False)
    try:
        return _find(spec, request.config)
    except pytest.UsageError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def run_law(request: pytest.FixtureRequest) -> Callable[[Client, Law, Case], None]:
    """A function `run_law(client, law, case)` that fails the test when the client breaks the law on the case.

    Session-scoped and stateless, so it may be used below `@given`. The text of the failure is the whole
    finding; the case is kept for `runlaws replay`.
    """
    from runlaws.report import text_of
    from runlaws.runner import check, finding_of

    spec = _spec(request.config)
    kept = request.config.stash.setdefault(_KEPT, {})

    def run(client: Client, law: Law, case: Case) -> None:
        __tracebackhide__ = True
        for failure in check(client, [law], case):
            kept["last"] = case
            pytest.fail(text_of(finding_of(failure, case, client, spec=spec)), pytrace=False)

    return run


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> object:
    """After a law was found broken, keep its last case: Hypothesis ends with the simplest."""
    kept = item.config.stash.get(_KEPT, {})
    kept.clear()
    try:
        return (yield)
    finally:
        if kept:
            from runlaws.runner import CASE_FOLDER, keep

            with contextlib.suppress(OSError):  # the failure is told all the same
                keep(kept["last"], item.config.invocation_params.dir / CASE_FOLDER)
