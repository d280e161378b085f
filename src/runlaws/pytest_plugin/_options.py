"""Our options: each is taken from the command line, else from the ini file, else from the environment."""

from __future__ import annotations

import os
from typing import Final, NamedTuple

import pytest

from runlaws._limits import DEADLINE, LONGEST, SHORTEST, SIZES, bytes_in

__all__ = [
    "OPTIONS",
    "add_options",
    "check_corpus",
    "check_folder",
    "is_isolated",
    "memory_of",
    "number",
    "setting",
    "settings",
]


class Option(NamedTuple):
    """One setting: its ini name, its flag, its environment variable, and what it is for."""

    ini: str
    flag: str
    metavar: str
    says: str
    several: bool = False
    default: str = ""
    has_ini: bool = True

    @property
    def variable(self) -> str:
        """The environment variable."""
        return "RUNLAWS_" + self.ini.removeprefix("run_").upper()


OPTIONS: Final = (
    Option(
        "run_client",
        "--run-client",
        "CLIENT",
        "The client under test: openai, reference, package.module:attribute, or process:COMMAND, a worker. "
        "May be given several times.",
        several=True,
    ),
    Option(
        "run_profile",
        "--run-profile",
        "PROFILE",
        "The wire version of the runs that are drawn: v2, v1, v1-late, azure-agents or any.",
        default="v2",
    ),
    Option(
        "run_corpus",
        "--run-corpus",
        "PATH",
        "Hold the client to the laws on the cases of this corpus, and not on the catalogue and on drawn ones.",
    ),
    Option(
        "run_requirements",
        "--run-requirements",
        "REVISION",
        "Hold the client to the laws and the fixed documents of a revision, such as 2026-12; nothing is drawn.",
    ),
    Option(
        "run_known",
        "--run-known",
        "FILE",
        "The file of known failures; by default runlaws-known.toml in the root folder, if it exists.",
    ),
    Option(
        "run_save_failures",
        "--save-failures",
        "DIR",
        "Save each minimal failing case in this folder, and try the cases in it first.",
    ),
    Option(
        "run_coverage_min",
        "--run-coverage-min",
        "PERCENT",
        "Fail when the cases exercised less than this share of any aspect of the contract (statuses, rules, ...).",
    ),
    Option(
        "run_deadline",
        "--run-deadline",
        "SECONDS",
        "How long each call to the client may take.",
        default=f"{DEADLINE:g}",
    ),
    Option(
        "run_memory",
        "--run-memory",
        "SIZE",
        "How much memory the client's own process may take, such as 512M; a Python client has one with --run-isolated. "
        "Default: 4G for a worker; for a Python client 1G beyond what it begins with.",
    ),
    Option(
        "run_causes",
        "--run-causes",
        "NUMBER",
        "How many different causes of failure are reported of one law.",
        default="5",
    ),
    Option(
        "run_replay",
        "--run-replay",
        "CASE",
        "Try only this case: the id in a failure's text, or a file. May be given several times.",
        several=True,
        has_ini=False,
    ),
)
_BY_NAME: Final = {option.ini: option for option in OPTIONS}
_RANGES: Final = {"run_coverage_min": (0.0, 100.0), "run_deadline": (SHORTEST, LONGEST), "run_causes": (1, 1000)}
_WHOLE: Final = ("run_causes",)


def add_options(parser: pytest.Parser) -> None:
    """Add the options to pytest's."""
    group = parser.getgroup("runlaws")
    for option in OPTIONS:
        where = f" Or: ini {option.ini}, environment {option.variable}." if option.has_ini else ""
        says = f"{option.says}{f' Default: {option.default}.' if option.default else ''}{where}"
        action = "append" if option.several else "store"
        group.addoption(option.flag, action=action, metavar=option.metavar, dest=option.ini, help=says)
        if option.has_ini:
            says = f"See {option.flag}, which comes first."
            if option.several:
                parser.addini(option.ini, says, type="linelist", default=[])
            else:
                parser.addini(option.ini, says, default="")
    _add_isolated(parser, group)


def _add_isolated(parser: pytest.Parser, group: pytest.OptionGroup) -> None:
    says = "Ask a Python client in a process of its own: one that dies or hangs there fails a law, and pytest goes on."
    where = "Or: ini run_isolated, environment RUNLAWS_ISOLATED=1."
    group.addoption("--run-isolated", action="store_true", dest="run_isolated", help=f"{says} {where}")
    parser.addini("run_isolated", "See --run-isolated.", type="bool", default=False)


def is_isolated(config: pytest.Config) -> bool:
    """Return whether a Python client is to be asked in a process of its own."""
    given = config.getoption("run_isolated") or config.getini("run_isolated")
    return bool(given) or os.environ.get("RUNLAWS_ISOLATED", "") not in ("", "0")


def setting(config: pytest.Config, name: str) -> str:
    """Return a setting, or its default."""
    option = _BY_NAME[name]
    given = config.getoption(name) or config.getini(name) or os.environ.get(option.variable, "")
    return str(given) or option.default


def settings(config: pytest.Config, name: str) -> list[str]:
    """Return a setting that may be given several times; in the environment, separated by spaces."""
    option = _BY_NAME[name]
    given = config.getoption(name) or (config.getini(name) if option.has_ini else [])
    return [str(part) for part in given] or os.environ.get(option.variable, "").split()


def number(config: pytest.Config, name: str) -> float:
    """Return a setting that is a number, 0 if it is not given; raises `pytest.UsageError` if it is out of range."""
    given = setting(config, name)
    if not given:
        return 0.0
    least, most = _RANGES[name]
    try:
        value = float(given)
    except ValueError:
        value = float("nan")
    if not least <= value <= most or (name in _WHOLE and not value.is_integer()):
        kind = "whole number" if name in _WHOLE else "number"
        msg = f"{name} must be a {kind} from {least:g} to {most:g}, is {given!r}"
        raise pytest.UsageError(msg)
    return value


def memory_of(config: pytest.Config) -> int | None:
    """Return how many bytes a client's own process may take, or None if nothing is said of it."""
    given = setting(config, "run_memory")
    size = bytes_in(given) if given else None
    if given and size is None:
        msg = f"run_memory must be {SIZES}, is {given!r}"
        raise pytest.UsageError(msg)
    return size


def check_corpus(config: pytest.Config) -> None:
    """Refuse a corpus that is not there, if the command line names one."""
    path = config.getoption("run_corpus")
    if not path:
        return
    from runlaws.corpus import CorpusError, as_place, load_corpus

    try:
        load_corpus(as_place(path, config.rootpath))
    except (CorpusError, OSError) as error:
        says = error if isinstance(error, CorpusError) else f"{error.filename}: {error.strerror or error}"
        msg = f"--run-corpus: {says}"
        raise pytest.UsageError(msg) from None


def check_folder(config: pytest.Config) -> None:
    """Refuse a folder for failures in which nothing can be written, before a failure is searched for."""
    folder = setting(config, "run_save_failures")
    if not folder or hasattr(config, "workerinput"):  # one process looks, or several would delete what others try
        return
    from runlaws.files import try_writing

    try:
        try_writing(config.rootpath / folder / "failure.json")
    except OSError as error:
        msg = f"run_save_failures: nothing can be written in the folder {folder}: {error.strerror or error}"
        raise pytest.UsageError(msg) from None
