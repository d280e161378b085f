"""Saved failures: a failing case in a file of its own, to be tried first in every later run.

A file holds bytes and names only, so that it means the same under another Hypothesis or another `runlaws`: the contract
judges the document anew, and what drew it is not in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from runlaws.case import Case
from runlaws.contract import Standing
from runlaws.files import write_whole
from runlaws.laws import LAWS

__all__ = ["Saved", "SavedFileError", "find_saved", "read_all", "read_saved", "write_saved"]

_FORMAT: Final = 1
_TEXTS: Final = ("law", "pointer", "kind", "client", "spec")
_OF_A_CASE: Final = {"made", "profile", "standing"}
_OF_A_SAVED_ONE: Final = {"format", "law", "case"}
_SAID_BY_THE_CONTRACT: Final = ("id", "standing", "violations", "news")


class SavedFileError(ValueError):
    """A file holds no saved failure; the text says which file, what was expected and what came."""


@frozen
class Saved:
    """A case, and the failure that a client showed on it: its law, place and kind.

    `client` is the client's name, `spec` what a user types for it. All but the case may be empty: it may be kept for no
    failure, and a client may have nothing to be typed.
    """

    law: str
    pointer: str
    kind: str
    client: str
    spec: str
    case: Case

    @property
    def law_known(self) -> bool:
        """Whether this version has the law; where it has not, all laws are to be asked of the case."""
        return any(law.id == self.law for law in LAWS)

    @property
    def file_name(self) -> str:
        """The name of its file, LAW-CASEID.json: one for each law and case."""
        law = re.sub(r"[^\w-]+", "_", self.law, flags=re.ASCII)
        return f"{law}-{self.case.id}.json" if law else f"{self.case.id}.json"


def write_saved(folder: Path, saved: Saved) -> Path:
    """Write a saved failure to its file in a folder, which is made when there is none, and return the file."""
    path = folder / saved.file_name
    data = {
        "format": _FORMAT,
        **{name: getattr(saved, name) for name in _TEXTS},
        "case": {name: value for name, value in saved.case.as_json().items() if name not in _SAID_BY_THE_CONTRACT},
        **_shown(saved.case),
    }
    write_whole(path, f"{json.dumps(data, indent=2, ensure_ascii=not _is_text(data))}\n".encode())
    return path


def read_saved(path: Path) -> Saved:
    """Return what `write_saved` wrote to a file; raises `SavedFileError`, or OSError."""
    try:
        data: Any = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise _no_saved_one(path, f"what is not JSON: {error}") from error
    if not isinstance(data, dict) or not data.keys() >= _OF_A_SAVED_ONE:
        raise _no_saved_one(path, f"JSON without {', '.join(sorted(_OF_A_SAVED_ONE))}")
    return _saved(data, path)


def read_all(folder: Path) -> list[Saved]:
    """Return every saved failure of a folder, in the order of the files' names: none when there is no folder.

    Raises `SavedFileError` for the first `.json` file that holds none, or OSError.
    """
    return [read_saved(path) for path in _files_in(folder)]


def find_saved(name: str, folder: Path, profile: str = "v2") -> Saved:
    """Return the saved failure of a case's id in a folder, or of a file.

    The file may also hold a case alone, as in a corpus, or a document, which is judged by `profile`. Raises
    FileNotFoundError, which names both places that were looked at, `SavedFileError` or `UnknownProfile`.
    """
    for path in (*_kept(name, folder), Path(name)):
        if path.is_file():
            return _read_any(path, profile)
    msg = f"no case {name!r}: there is neither one of that id in {folder} nor a file of that name"
    raise FileNotFoundError(msg)


def _kept(name: str, folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that hold the case of an id, each for another law."""
    for path in _files_in(folder):
        if path.stem == name or path.stem.endswith(f"-{name}"):
            yield path


def _files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.json") if path.is_file())


def _read_any(path: Path, profile: str) -> Saved:
    content = path.read_bytes()
    try:
        data: Any = json.loads(content)
    except (ValueError, RecursionError):
        data = None
    keys = data.keys() if isinstance(data, dict) else set[str]()
    if keys >= _OF_A_SAVED_ONE:
        return _saved(data, path)
    if keys >= _OF_A_CASE:
        return _unnamed(_case(data, path))
    return _unnamed(Case.of_bytes(content, profile))


def _saved(data: Mapping[str, Any], path: Path) -> Saved:
    if data["format"] != _FORMAT:
        raise _no_saved_one(path, f"format {data['format']!r}: another version of runlaws wrote it")
    texts = {name: data.get(name, "") for name in _TEXTS}
    for name, text in texts.items():
        if not isinstance(text, str):
            raise _no_saved_one(path, f"{text!r} as its {name}")
    return Saved(case=_case(data["case"], path), **texts)


def _unnamed(case: Case) -> Saved:
    return Saved("", "", "", "", "", case)


def _case(data: Any, path: Path) -> Case:
    try:
        return Case.from_json(data)
    except ValueError as error:
        msg = f"{path}: {error}"
        raise SavedFileError(msg) from error


def _no_saved_one(path: Path, got: str) -> SavedFileError:
    return SavedFileError(f"{path}: expected a saved failure of format {_FORMAT}, got {got}")


def _shown(case: Case) -> dict[str, Any]:
    """Return the document for a person to read, where all readers see the same in it; the case has the true one."""
    if case.tree is None or case.standing is Standing.AMBIGUOUS:
        return {}
    return {"shown": dict(case.tree)}


def _is_text(data: Any) -> bool:
    """Return whether data can be written as UTF-8: a lone surrogate cannot."""
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True
