"""A file for each case, for people to read: in folders by standing and by what is wrong or new."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from runlaws.corpus._errors import CorpusError
from runlaws.corpus._form import Labels
from runlaws.corpus._jsonl import as_data

__all__ = ["Files"]


class Files:
    """Files such as `invalid/usage.total/ID.json`, and parts that list them as `sha256sum --check` takes them."""

    ending = ".sha256"

    def versions(self) -> Mapping[str, str]:
        """Nothing but runlaws makes its bytes."""
        return {}

    def write(self, lines: Iterable[Labels], path: Path, folder: Path) -> None:
        """Write the cases to files of their own, and their list."""
        scratch = path.with_name(f"{path.name}.case")
        with path.open("wb") as listing:
            for line in lines:
                content = _text_of(line).encode()
                target = folder / _place_of(line)
                target.parent.mkdir(parents=True, exist_ok=True)
                scratch.write_bytes(content)
                scratch.replace(target)
                digest = hashlib.sha256(content).hexdigest()
                listing.write(f"{digest}  {target.relative_to(folder).as_posix()}\n".encode())

    def read(self, path: Path) -> Iterator[tuple[str, Labels]]:
        """Yield the case of each file in the list."""
        with path.open(encoding="utf-8") as listing:
            for number, line in enumerate(listing, 1):
                digest, _, name = line.rstrip("\n").partition("  ")
                file = path.parent / name
                if not name or not line.endswith("\n") or ".." in Path(name).parts or Path(name).is_absolute():
                    msg = f"{path}:{number}: expected a hash and the name of a file in this folder"
                    raise CorpusError(msg)
                content = file.read_bytes()
                if hashlib.sha256(content).hexdigest() != digest:
                    msg = f"{file}: it is not the file that is listed in {path.name}:{number}: it was edited or cut"
                    raise CorpusError(msg)
                yield str(file), as_data(content, str(file))


def _place_of(line: Labels) -> Path:
    """Return where a case stands: by its standing, and by the first rule that it breaks or the first news in it."""
    folder = Path(line["standing"])
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
