"""`runlaws import`: recordings become labelled cases."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
from attrs import define, field

from runlaws.case import Case
from runlaws.cli._check_files import Target, fragments, targets
from runlaws.cli._corpus import in_words
from runlaws.cli._errors import fail
from runlaws.contract import Profile
from runlaws.corpus import write_corpus
from runlaws.document import read, write
from runlaws.objects import AUTO, PROFILES, best_fit, find_profile
from runlaws.recordings import Fragment, FragmentKind, Scrubber
from runlaws_strategies.build import cases_of_recording

__all__ = ["run"]


def run(paths: tuple[str, ...], out: Path, *, scrub: bool, profile: str) -> int:
    """Write the cases that are made from recordings, print what is in them, and return the exit status."""
    contract = None if profile == AUTO else find_profile(profile)
    importing = _Import(contract, secrets.token_bytes(16) if scrub else b"")
    manifest = write_corpus(out, importing.cases(paths), profile=profile)
    skipped = "".join(f", {number} {kind} left out" for kind, number in importing.skipped.items())
    click.echo(f"{out}: {importing.runs} recorded runs{skipped}")
    click.echo(f"{out}: {in_words(manifest)}")
    return 2 if importing.unreadable else 0


@define
class _Import:
    """What was read so far. Without a profile, the best for each run is used; with a salt, runs are scrambled."""

    contract: Profile | None
    salt: bytes
    runs: int = 0
    unreadable: int = 0
    skipped: Counter[str] = field(factory=Counter)
    _seen: set[str] = field(factory=set)

    def cases(self, paths: tuple[str, ...]) -> Iterator[Case]:
        """Yield the cases made from every run in some files, each once."""
        for target in targets(paths, self._complain):
            for document in self._documents(target):
                self.runs += 1
                for case in cases_of_recording(*document):
                    if case.id not in self._seen:
                        self._seen.add(case.id)
                        yield case
        if not self.runs:
            fail("no run is in these files; `runlaws check` says what is in them")

    def _documents(self, target: Target) -> Iterator[tuple[bytes, Profile]]:
        try:
            for fragment in fragments(target, self.contract or next(iter(PROFILES.values()))):
                if fragment.kind is FragmentKind.RUN:
                    yield from self._document(fragment)
                elif fragment.kind is FragmentKind.BROKEN:
                    self._complain(f"{target.name}{fragment.place}: {fragment.says}")
                else:
                    self.skipped["other documents"] += 1
        except OSError as error:
            self._complain(f"{target.name}: {error.strerror or error}")

    def _document(self, fragment: Fragment) -> Iterator[tuple[bytes, Profile]]:
        reading = fragment.reading or read(fragment.document)
        profile = self.contract or best_fit(reading.tree or {})
        if not self.salt:
            yield fragment.document, profile
        elif reading.tree is None:
            self.skipped["that cannot be scrambled"] += 1
        else:
            yield write(Scrubber(profile, self.salt).scrubbed(reading.tree)), profile

    def _complain(self, text: str) -> None:
        self.unreadable += 1
        click.echo(text, err=True)
