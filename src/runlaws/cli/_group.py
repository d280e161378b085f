"""What commands have in common: how a group lists them and ends, and options that several of them take."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click
from click.core import ParameterSource

from runlaws import _limits as limits
from runlaws._limits import LONGEST, SHORTEST, SIZES, bytes_in, is_deadline
from runlaws.cli._ending import ended_from_outside
from runlaws.cli._here import look_in_working_folder
from runlaws.cli._terms import Terms

__all__ = [
    "DEADLINE",
    "EXAMPLES",
    "JOBS",
    "KNOWN",
    "MEMORY",
    "PROFILE",
    "REQUIREMENTS",
    "SEED",
    "SHARD",
    "Commands",
    "Duration",
    "WholeNumber",
    "look_here",
    "number_of_random",
    "with_known",
    "with_reports",
    "with_terms",
]

_Command = TypeVar("_Command", bound=Callable[..., Any])

KNOWN: Final = Path("runlaws-known.toml")
"""The file of known failures in the working folder. It is `runlaws.known.KNOWN_FILE`, whose import would take time."""


def look_here(_: click.Context, __: click.Parameter, profile: str) -> str:
    """Import the module of a user's own profile, which may be in the working folder, and keep it from printing."""
    if ":" in profile:
        from runlaws.cli._clients import quiet
        from runlaws.objects import find_profile

        look_in_working_folder()
        with quiet():
            find_profile(profile)  # imported here, the module prints nothing when it is used later
    return profile


class WholeNumber(click.IntRange):
    """A whole number from `min` to `max`. Of what is none, click's own range says "not a valid integer range"."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number: int = super().convert(value, param, ctx)
        except click.BadParameter:
            wanted = f"of at least {self.min}" if self.max is None else f"from {self.min} to {self.max:,}"
            self.fail(f"expected a whole number {wanted}, got {value!r}", param, ctx)
        return number


def _several_where_possible(_: click.Context, __: click.Parameter, jobs: int) -> int:
    """Refuse several jobs on a system where they cannot be started."""
    if jobs > 1 and not hasattr(os, "fork"):
        msg = "expected 1 on this system, where a process cannot be forked"
        raise click.BadParameter(msg)
    return jobs


PROFILE: Final = click.option(
    "--profile",
    default="v2",
    show_default=True,
    callback=look_here,
    help="The wire version: v2, v1, v1-late, azure-agents, any; or a profile of your own as package.module:ATTRIBUTE.",
)
EXAMPLES: Final = click.option(
    "--examples",
    type=WholeNumber(1),
    default=1000,
    show_default=True,
    help="How many random documents to try after the catalogue of fixed ones.",
)
SEED: Final = click.option(
    "--seed", type=WholeNumber(0), default=0, show_default=True, help="The same seed gives the same cases."
)


JOBS: Final = click.option(
    "--jobs",
    type=WholeNumber(1, 64),
    default=1,
    show_default=True,
    callback=_several_where_possible,
    help="How many processes try cases at once. What is found does not depend on it.",
)
REQUIREMENTS: Final = click.option(
    "--requirements",
    metavar="REVISION",
    help="Hold it to the laws and fixed documents of a revision, such as 2026-12, and to none that came later.",
)


def number_of_random(examples: int, revision: str | None) -> int:
    """Return how many random documents are tried: with requirements, which freeze none, only as many as were given."""
    default = click.get_current_context().get_parameter_source("examples") is ParameterSource.DEFAULT
    return 0 if revision is not None and default else examples


class _ShardType(click.ParamType):  # type: ignore[type-arg] # click 8.2 does not let it be given any
    """A shard of a campaign, as `2/4`: its number from 1, and how many there are."""

    name = "shard"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Return the number and the count."""
        said = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", str(value))
        if said is None or not 1 <= int(said[1]) <= int(said[2]):
            self.fail(f"expected a number from 1 and how many there are, such as 2/4, got {value!r}", param, ctx)
        return int(said[1]), int(said[2])


SHARD: Final = click.option(
    "--shard",
    type=_ShardType(),
    metavar="I/N",
    help="Try the I-th of N parts of the cases; `runlaws merge` joins what `--json` writes of each.",
)


class Duration(click.ParamType):  # type: ignore[type-arg] # click 8.2 does not let it be given any
    """A time as people write it: `90`, `90s`, `5m` or `1h`; in seconds."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the seconds."""
        said = _DURATION.fullmatch(str(value))
        if said is None or not float(said[1]):
            self.fail(f"expected a time such as 60s, 5m or 1h, got {value!r}", param, ctx)
        return float(said[1]) * _SECONDS[said[2] or "s"]


_DURATION: Final = re.compile(r"([0-9]{1,6}(?:\.[0-9]+)?)(s|m|h)?")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600}


class _Seconds(click.FloatRange):
    """A deadline in seconds. click's own range would accept nan, for which all comparisons are false."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        seconds: float = super().convert(value, param, ctx)
        if not is_deadline(seconds):
            self.fail(f"expected a number of seconds, got {value!r}", param, ctx)
        return seconds


DEADLINE: Final = click.option(
    "--deadline",
    type=_Seconds(SHORTEST, LONGEST),
    default=limits.DEADLINE,
    show_default=True,
    metavar="SECONDS",
    help="How long each call to the client may take.",
)


class _Size(click.ParamType):  # type: ignore[type-arg] # click 8.2 does not let it be given any
    """A size of memory as people write it: `512M` or `4G`; in bytes."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the bytes."""
        size = bytes_in(str(value))
        return self.fail(f"expected {SIZES}, got {value!r}", param, ctx) if size is None else size


MEMORY: Final = click.option(
    "--memory",
    type=_Size(),
    metavar="SIZE",
    help="How much memory the client's own process may take, such as 512M.  [default: 4G for a worker; for a Python "
    "client 1G beyond what it begins with]",
)


_IN_PROCESS: Final = click.option(
    "--in-process", is_flag=True, help="Ask a Python client in this process, for debugging."
)


_KNOWN_FILE: Final = click.option(
    "--known",
    "known_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"Do not report the known failures in FILE.  [default: {KNOWN}, where there is one]",
)
_NO_KNOWN: Final = click.option("--no-known", is_flag=True, help="Report known failures, too.")


def with_terms(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say on what terms a client is asked to a command, which is given them as `terms`."""

    @functools.wraps(command)
    def on_terms(*args: Any, deadline: float, memory: int | None, in_process: bool, **options: Any) -> None:
        command(*args, terms=Terms(deadline, memory, apart=not in_process), **options)

    return DEADLINE(MEMORY(_IN_PROCESS(on_terms)))


def with_known(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that name the known failures to a command, which is given their file, or None, as `known`."""

    @functools.wraps(command)
    def beside_known(*args: Any, known_file: Path | None, no_known: bool, **options: Any) -> None:
        by_default = KNOWN if KNOWN.is_file() else None
        look_in_working_folder()  # the file may name a profile of the user's own
        command(*args, known=None if no_known else known_file or by_default, **options)

    return _KNOWN_FILE(_NO_KNOWN(beside_known))


_WRITTEN_AS: Final = {
    "json": "as JSON, for programs and for `runlaws report`",
    "junit": "as JUnit XML, every law a test case",
    "sarif": "as SARIF 2.1.0, for code scanning",
    "markdown": "as Markdown, each finding an issue to paste",
    "html": "as a page that is whole in itself",
}
"""The reports that commands write, each with the rest of the sentence that its option has."""


def with_reports(command: _Command) -> _Command:
    """Add an option for each report to a command, which is given the paths by the names of the formats."""
    for name, way in reversed(_WRITTEN_AS.items()):
        says = f"Write what was found {way}."
        option = click.option(f"--{name}", name, type=click.Path(path_type=Path), metavar="FILE", help=says)
        command = option(command)
    return command


class Commands(click.Group):
    """A group that lists commands in the order of their definitions, in which users need them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        with ended_from_outside():
            from runlaws.cli._errors import readable_errors

            with readable_errors():
                return super().invoke(ctx)
