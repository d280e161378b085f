"""The pytest plugin: the client under test, its policy, and checks, as fixtures; and what `runlaws.suite` needs.

Every pytest run in the environment imports this module. So until a fixture of ours or `runlaws.suite` is used, it
imports only the options, and no library besides pytest. Fixtures are session-scoped and stateless, so that they can be
used with `@given`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from runlaws.pytest_plugin._naming import check_profile, find_named
from runlaws.pytest_plugin._options import add_options, check_corpus, check_folder, memory_of, number, setting, settings
from runlaws.pytest_plugin._usage import ENDED, IN_WORKER, Unusable, end_run, refuse_to_collect

if TYPE_CHECKING:
    from collections.abc import Generator

    from runlaws.client import Client, Policy
    from runlaws.pytest_plugin._checks import CheckRun, RunCatalogue, RunLaw
    from runlaws.pytest_plugin._fixed import Fixed
    from runlaws.pytest_plugin._session import Session

__all__ = [
    "check_equality",
    "check_field_invariants",
    "check_round_trip",
    "run_catalogue",
    "run_client",
    "run_fixed",
    "run_law",
    "run_policy",
    "run_profile",
]

_SESSION: pytest.StashKey[Session] = pytest.StashKey()
_SUITE = "runlaws.suite"
_READ_FIRST = ("run_known", "run_replay", "run_save_failures", "run_requirements")
"""The options that name what is read before anything is tried."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add our options, each with an ini setting and an environment variable."""
    add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Check the command line, so that a wrong name or number ends the run before it begins."""
    number(config, "run_coverage_min")
    number(config, "run_deadline")
    number(config, "run_causes")
    memory_of(config)
    if config.getoption("run_profile"):
        check_profile(config)
    check_folder(config)
    check_corpus(config)
    if not hasattr(config, "workerinput") and any(map(config.getoption, _READ_FIRST)):
        _read_first(config)
    for spec in config.getoption("run_client") or ():
        find_named(spec, config)


def _read_first(config: pytest.Config) -> None:
    """Read the known failures, the saved cases and the requirements that the command line names."""
    try:
        session = _session_of(config)
        session.known.check()
        session.saved.to_try()
    except Unusable as error:
        raise pytest.UsageError(str(error)) from None


def _session_of(config: pytest.Config) -> Session:
    """Return the state of this test run, created when it is first needed; raises `Unusable`."""
    if _SESSION not in config.stash:
        from runlaws.pytest_plugin._session import Session

        try:
            check_profile(config)  # one from the ini file or the environment is checked only when it is used
        except pytest.UsageError as error:
            raise Unusable(str(error)) from None
        config.stash[_SESSION] = Session(config)
    return config.stash[_SESSION]


@pytest.fixture(scope="session")
def run_client(request: pytest.FixtureRequest) -> Client:
    """The client under test: override this fixture, or name one (or more) with `--run-client`."""
    specs = settings(request.config, "run_client")
    spec = getattr(request, "param", specs[0] if specs else "")
    if not spec:
        pytest.fail("no client: name one with --run-client, or override the fixture run_client", pytrace=False)
    return _client_of(spec, request.config)


def _client_of(spec: str, config: pytest.Config) -> Client:
    """Return the client that a text names, the same one each time."""
    session = _session_of(config)
    if spec not in session.clients:
        try:
            session.clients[spec] = find_named(spec, config)
        except pytest.UsageError as error:
            end_run(error, config)
    client = session.clients[spec]
    session.runner.specs[id(client)] = spec
    return client


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: Any) -> Client | None:
    """Have a client that the command line names take the place of a project's own fixture `run_client`."""
    specs = request.config.getoption("run_client") if fixturedef.argname == "run_client" else ()
    if not specs or fixturedef.func.__module__ == __name__:
        return None
    spec = getattr(request, "param", specs[0])
    if spec not in specs:
        end_run("--run-client: the tests have run_client as a parameter, which cannot be replaced", request.config)
    client = _client_of(spec, request.config)
    fixturedef.cached_result = (client, fixturedef.cache_key(request), None)
    return client


@pytest.fixture
def run_policy(request: pytest.FixtureRequest, run_client: Client) -> Policy:
    """What the client under test promises: its own policy. Override this fixture to hold it to another.

    It is function-scoped, as an override of `run_client` may be.
    """
    from runlaws.client import ClientNotFound, PolicyError
    from runlaws.observe import observer_of

    try:
        return observer_of(run_client).policy
    except (ClientNotFound, PolicyError) as error:
        end_run(error, request.config)


@pytest.fixture(scope="session")
def run_profile(request: pytest.FixtureRequest) -> str:
    """The profile (wire version) that runs are drawn from and judged by: `--run-profile`, by default v2."""
    return setting(request.config, "run_profile")


@pytest.fixture(scope="session")
def run_law(request: pytest.FixtureRequest) -> RunLaw:
    """A function `run_law(client, law, case, policy=None)` that fails the test when the client breaks the law.

    The text of the failure is the whole finding. Failures that the known-failures file covers are left out.
    """
    return _session_of(request.config).runner.run_law


@pytest.fixture(scope="session")
def run_catalogue(request: pytest.FixtureRequest) -> RunCatalogue:
    """A function `run_catalogue(client, law, policy=None)` that fails the test when the client breaks the law there.

    The catalogue is tried once for all laws of the session, or the corpus that `--run-corpus` names in place of it. The
    text of the failure is a finding for each cause.
    """
    return _session_of(request.config).runner.run_catalogue


@pytest.fixture(scope="session")
def run_fixed(request: pytest.FixtureRequest) -> Fixed:
    """Tries the suite's fixed cases: saved ones, and the witnesses of known failures."""
    from runlaws.pytest_plugin._fixed import Fixed

    session = _session_of(request.config)
    return Fixed(session.runner, session.known)


@pytest.fixture(scope="session")
def check_round_trip(request: pytest.FixtureRequest) -> CheckRun:
    """A function that fails the test when the client does not keep a run on the way in and out.

    It takes a `Run`, a document as bytes, text or a mapping, or a `Case`, and returns the ids of the laws that it
    could ask. A run that breaks no rule must also be accepted, or there would be nothing to ask.
    """
    from runlaws.pytest_plugin._checks import round_trip_check

    return round_trip_check(_session_of(request.config).runner)


@pytest.fixture(scope="session")
def check_equality(request: pytest.FixtureRequest) -> CheckRun:
    """A function that fails the test when values of the client do not compare as they should.

    It takes what `check_round_trip` takes, and perhaps a second run: `check_equality(run, other)`. Where the two hold
    the same data their values must be equal; where they differ in one member, unequal. Without another, the run is
    compared with itself in another spelling.
    """
    from runlaws.pytest_plugin._checks import equality_check

    return equality_check(_session_of(request.config).runner)


@pytest.fixture(scope="session")
def check_field_invariants(request: pytest.FixtureRequest) -> CheckRun:
    """A function that fails the test when the client shows other values, types or classes than the run has.

    It takes what `check_round_trip` takes.
    """
    from runlaws.pytest_plugin._checks import field_invariants_check

    return field_invariants_check(_session_of(request.config).runner)


def pytest_pycollect_makeitem(collector: Any, name: str, obj: object) -> list[pytest.Item] | None:
    """Leave out the tests of the suite for which this run has no known failure, no saved case or no corpus."""
    if getattr(obj, "__module__", "") != _SUITE or not name.startswith("test_"):
        return None
    from runlaws.pytest_plugin._items import has_items

    try:
        session = _session_of(collector.config)
        wanted = has_items(name, session.known, session.saved, session.settings)
    except Unusable as error:
        refuse_to_collect(error, collector.config)
    return None if wanted else []


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make an item for each client if several are named, for each known failure, and for each saved case."""
    specs = settings(metafunc.config, "run_client")
    if len(specs) > 1 and "run_client" in metafunc.fixturenames:
        metafunc.parametrize("run_client", specs, indirect=True, scope="session")
    if metafunc.function.__module__ == _SUITE:
        from runlaws.pytest_plugin._items import parameters_of

        session = _session_of(metafunc.config)  # whose files were read when the item was made
        parameters = parameters_of(metafunc.function.__name__, session.known, session.saved, session.corpus)
        for name, (values, ids) in parameters.items():
            metafunc.parametrize(name, values, ids=ids)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    """End the run in one sentence where a setting, or a policy that a project's own fixture makes, cannot be."""
    try:
        return (yield)
    except Unusable as error:
        end_run(error, item.config)
    except ValueError as error:
        client = sys.modules.get("runlaws.client")
        if client is None or not isinstance(error, client.PolicyError):
            raise
        end_run(error, item.config)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Wrap a test that tries laws: keep the simplest failing case, and skip the test if no law applied."""
    if _SESSION not in item.config.stash:
        return (yield)
    session = item.config.stash[_SESSION]
    with session.threads.watching(), session.last.noted(), session.runner.around(item):
        return (yield)


def pytest_report_collectionfinish(config: pytest.Config) -> list[str]:
    """Name the document that a client had been given when an earlier session was ended, before it ends this one."""
    return list(config.stash[_SESSION].last.of_others(config)) if _SESSION in config.stash else []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print how much of the contract the cases exercised, and a line on the known failures."""
    if _SESSION in config.stash:
        config.stash[_SESSION].summary.print(terminalreporter, config.stash[_SESSION].last.of_others(config))


@pytest.hookimpl(tryfirst=True, wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, object, object]:
    """Send what a worker of pytest-xdist met to the main process, or fail if coverage is below the minimum."""
    if _SESSION in session.config.stash or setting(session.config, "run_coverage_min"):
        try:
            ours = _session_of(session.config)
            ours.last.forget()
            ours.summary.finish(session)
        except Unusable as error:
            end_run(error, session.config)
    result = yield
    if session.config.stash.get(ENDED, False):  # afterwards, as others add to the status
        session.exitstatus = pytest.ExitCode.USAGE_ERROR
    return result


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Add what a worker of pytest-xdist met."""
    del error
    data = getattr(node, "workeroutput", {}).get("runlaws")
    if data:
        _session_of(node.config).summary.take_in(data)
    if IN_WORKER in getattr(node, "workeroutput", {}):
        node.config.stash[ENDED] = True
