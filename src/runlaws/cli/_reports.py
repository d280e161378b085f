"""The reports that a command writes: which, where to, and that each can be written, said before the work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import click
from attrs import frozen

from runlaws.cli._errors import fail
from runlaws.finding import SearchResult

__all__ = ["Reports", "try_out"]

_STANDARD_OUTPUT: Final = Path("-")


@frozen
class Reports:
    """The reports that a command is to write: the path of each, by its format."""

    paths: Mapping[str, Path]

    @classmethod
    def asked_for(cls, options: Mapping[str, Path | None]) -> Reports:
        """Return the reports that options name, or fail if one of them cannot be written."""
        reports = cls({name: path for name, path in options.items() if path is not None})
        named: dict[Path, str] = {}
        for name, path in reports.paths.items():
            other = named.setdefault(path if path == _STANDARD_OUTPUT else path.resolve(), name)
            if other != name and not path.is_char_device():
                fail(f"--{other} and --{name} both name {path}: expected a place of its own for each")
            if path != _STANDARD_OUTPUT:
                try_out(name, path)
        return reports

    @property
    def printed(self) -> bool:
        """Whether a report goes to standard output, where nothing else may be printed then."""
        return _STANDARD_OUTPUT in self.paths.values()

    def write(self, *results: SearchResult) -> None:
        """Write every report on the results of searches."""
        from runlaws.reports import REPORTS

        self.write_each(lambda name: REPORTS[name](*results))

    def write_each(self, render: Callable[[str], str]) -> None:
        """Write every report, whole or not at all; one that cannot be written, after all, does not keep others back.

        `render` returns the text of the one in a format.
        """
        from runlaws.files import write_whole

        errors: list[OSError] = []
        for name, path in sorted(self.paths.items(), key=lambda item: item[1] == _STANDARD_OUTPUT):
            text = render(name).removesuffix("\n")
            if path == _STANDARD_OUTPUT:
                click.echo(text)
                continue
            try:
                write_whole(path, f"{text}\n".encode())
            except OSError as error:
                errors.append(error)
        if errors:
            raise errors[0]


def try_out(name: str, path: Path) -> None:
    """Refuse a file that cannot be written, for the option with a name."""
    from runlaws.files import try_writing

    if path.is_dir():
        fail(f"--{name} {path} is a folder: expected a file to write")
    if not path.absolute().parent.is_dir():
        fail(f"--{name} {path}: there is no folder {path.parent}")
    try_writing(path)
