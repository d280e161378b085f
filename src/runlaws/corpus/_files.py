"""A file for each case, for people to read: in folders by standing and by what is wrong or new."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO, Any

from runlaws.case import Case
from runlaws.corpus._errors import CorpusError
from runlaws.corpus._form import Entry, Labels, as_line
from runlaws.corpus._jsonl import data_or_error
from runlaws.corpus._places import Place

__all__ = ["Files", "listed_in"]


class Files:
    """Files such as `invalid/usage.total/ID.json`, and parts that list them as `sha256sum --check` takes them."""

    ending = ".sha256"

    def versions(self) -> Mapping[str, str]:
        """Nothing but runlaws makes its bytes."""
        return {}

    def write(self, cases: Iterable[Case], path: Path) -> None:
        """Write the cases to files of their own, and their list."""
        with path.open("wb") as listing:
            for line in map(as_line, cases):
                content = _text_of(line).encode()
                name = _place_of(line)
                target = path.parent / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                listing.write(f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode())

    def read(self, file: IO[bytes], place: Place) -> Iterator[Entry]:
        """Yield the case of each file in the list."""
        for number, line in enumerate(file, 1):
            digest, _, name = line.decode(errors="replace").rstrip("\n").partition("  ")
            if not name or not line.endswith(b"\n") or ".." in Path(name).parts or Path(name).is_absolute():
                here = f"{place}:{number}"
                yield here, CorpusError(f"{here}: expected a hash and the name of a file in this folder")
            else:
                yield _entry(place.parent / name, digest, f"{place.name}:{number}")


def listed_in(listing: Place) -> Iterator[Place]:
    """Yield the files that a part lists; none if it cannot be read."""
    with contextlib.suppress(OSError):
        for line in listing.read_bytes().splitlines():
            yield listing.parent / line.decode(errors="replace").partition("  ")[2]


def _entry(case: Place, digest: str, listed: str) -> Entry:
    """Return the case in a file whose hash is listed at a place."""
    try:
        content = case.read_bytes()
    except FileNotFoundError:
        return str(case), CorpusError(f"{case}: it is not there, but listed in {listed}")
    except OSError as error:
        return str(case), error
    if hashlib.sha256(content).hexdigest() != digest:
        return str(case), CorpusError(f"{case}: it is not the file that is listed in {listed}: it was edited or cut")
    return str(case), data_or_error(content, str(case))


def _place_of(line: Labels) -> PurePosixPath:
    """Return where a case stands: by its standing, and by the first rule that it breaks or the first news in it."""
    folder = PurePosixPath(line["standing"])
    for item in (*line["violations"], *line["news"]):
        folder /= re.sub(r"[^\w.\[\]{}-]+|^\.+", "_", item.get("rule") or item["kind"])
        break
    return folder / f"{line['id']}.json"


def _text_of(line: Labels) -> str:
    """Return a case with its document once more as JSON, where there is one that all parsers read alike."""
    data: dict[str, Any] = dict(line)
    if line["standing"] not in ("ambiguous", "malformed"):
        data["shown"] = json.loads(line["document"])
    text = json.dumps(data, indent=2, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        text = json.dumps(data, indent=2)
    return f"{text}\n"
