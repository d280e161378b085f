"""A file for each case, for people to read: in folders by standing and by what is wrong or new."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO, Any

from runlaws.case import Case
from runlaws.corpus._errors import CorpusError
from runlaws.corpus._form import Labels, as_line
from runlaws.corpus._jsonl import as_data
from runlaws.corpus._places import Place

__all__ = ["Files"]


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

    def read(self, file: IO[bytes], place: Place) -> Iterator[tuple[str, Labels]]:
        """Yield the case of each file in the list."""
        for number, line in enumerate(file, 1):
            digest, _, name = line.decode(errors="replace").rstrip("\n").partition("  ")
            if not name or not line.endswith(b"\n") or ".." in Path(name).parts or Path(name).is_absolute():
                msg = f"{place}:{number}: expected a hash and the name of a file in this folder"
                raise CorpusError(msg)
            case = place.parent / name
            content = case.read_bytes()
            if hashlib.sha256(content).hexdigest() != digest:
                msg = f"{case}: it is not the file that is listed in {place.name}:{number}: it was edited or cut"
                raise CorpusError(msg)
            yield str(case), as_data(content, str(case))


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
