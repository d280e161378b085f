"""Saved failures: each is a failing case in a file of its own, to be tried first in every later run.

A file holds bytes and names, not draws of Hypothesis, so that it means the same with another version of Hypothesis or
`runlaws`: the contract judges the document again.
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
from runlaws.values import shortened, written

__all__ = ["Saved", "SavedFileError", "as_bytes", "file_name", "find_saved", "read_all", "read_saved", "write_saved"]

_FORMAT: Final = 1
_TEXTS: Final = ("law", "pointer", "kind", "client", "spec")
_KEYS_OF_CASE: Final = {"made", "profile", "standing"}
_KEYS_OF_SAVED: Final = {"format", "law", "case"}
_NAME: Final = re.compile(r"(?:(?P<law>[\w-]+)-)?(?P<case>[0-9a-f]{16})", re.ASCII)
"""The stem of a file's name, as `Saved.file_name` makes it. A file that is called otherwise may hold any case."""
_BEGINNING: Final = re.compile(rb'\s*\{\s*"format"\s*:\s*\d+\s*,\s*"law"')
"""How every file of a saved failure begins, even one that was cut."""
_FROM_THE_CONTRACT: Final = ("id", "standing", "violations", "news")


class SavedFileError(ValueError):
    """A file holds no saved failure; the text says which file, what was expected and what was got."""


@frozen
class Saved:
    """A case, and the failure that a client showed on it: its law, place and kind.

    The law is asked of the case again, and all that it finds there is reported. So a cause would decide nothing here,
    as it does for a known failure, which others must not hide behind: place and kind are for the reader.

    `client` is the client's name, `spec` what a user types for it. All but the case may be empty: a case may be saved
    without a failure, and a client may have no spec.
    """

    law: str
    pointer: str
    kind: str
    client: str
    spec: str
    case: Case

    @property
    def law_known(self) -> bool:
        """Whether this version has the law; if not, all laws are to be tried on the case."""
        return any(law.id == self.law for law in LAWS)

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return file_name(self.law, self.case)


def file_name(law: str, case: Case) -> str:
    """Return the name of the file of a saved failure, LAW-CASEID.json: one for each law and case."""
    law = re.sub(r"[^\w-]+", "_", law, flags=re.ASCII)
    return f"{law}-{case.id}.json" if law else f"{case.id}.json"


def write_saved(folder: Path, saved: Saved) -> Path:
    """Write a saved failure to its file in a folder, which is created if needed, and return the path."""
    path = folder / saved.file_name
    write_whole(path, as_bytes(saved))
    return path


def as_bytes(saved: Saved, *, shown: bool = True) -> bytes:
    """Return the content of the file of a saved failure; `shown` adds the document for a person to read."""
    data = {
        "format": _FORMAT,
        **{name: getattr(saved, name) for name in _TEXTS},
        "case": {name: value for name, value in saved.case.as_json().items() if name not in _FROM_THE_CONTRACT},
    }
    if not shown:
        return json.dumps(data).encode()
    data |= _shown(saved.case)
    return f"{json.dumps(data, indent=2, ensure_ascii=not _is_text(data))}\n".encode()


def read_saved(path: Path) -> Saved:
    """Return the saved failure in a file; raises `SavedFileError` or OSError."""
    try:
        data: Any = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise _error(path, f"what is not JSON: {error}") from error
    if not isinstance(data, dict):
        raise _error(path, f"JSON that is no object: {_got(data)}")
    if missing := sorted(_KEYS_OF_SAVED - data.keys()):
        raise _error(path, f"an object without {', '.join(missing)}")
    return _saved(data, path)


def read_all(folder: Path) -> list[Saved]:
    """Return every saved failure in a folder, ordered by file name; none if the folder does not exist.

    Raises `SavedFileError` for the first `.json` file that holds no saved failure, or OSError.
    """
    return [read_saved(path) for path in _files_in(folder)]


def find_saved(name: str, folder: Path, profile: str = "v2") -> Saved:
    """Return the saved failure that `name` means: the id of a case saved in a folder, or the path of a file.

    The file may also hold only a case, as a line of a corpus does, or a document, which is judged by `profile`. Raises
    FileNotFoundError, which names both places that were searched, `SavedFileError` or `UnknownProfile`. What was saved
    and is cut or edited is an error, and not another document.
    """
    for path in _kept(name, folder):
        return read_saved(path)
    path = Path(name)
    if path.is_file():
        return _read_any(path, profile, is_kept=path.parent.resolve() == folder.resolve())
    msg = f"no case {name!r}: neither a case with that id in {folder} nor a file of that name"
    raise FileNotFoundError(msg)


def _kept(name: str, folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that hold the case with an id: one for each law."""
    for path in _files_in(folder):
        if path.stem == name or path.stem.endswith(f"-{name}"):
            yield path


def _files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.json") if path.is_file())


def _read_any(path: Path, profile: str, *, is_kept: bool) -> Saved:
    content = path.read_bytes()
    try:
        data: Any = json.loads(content)
    except (ValueError, RecursionError):
        data = None
        _refuse_many(path, content)
    keys = data.keys() if isinstance(data, dict) else set[str]()
    named = _NAME.fullmatch(path.stem)
    if (
        _has_a_case(data)
        or keys >= _KEYS_OF_SAVED
        or _BEGINNING.match(content)
        or (named and (is_kept or named["law"]))
    ):
        return read_saved(path)
    if keys >= _KEYS_OF_CASE:
        return _unnamed(_case(data, path))
    return _unnamed(Case.of_bytes(content, profile))


def _has_a_case(data: Any) -> bool:
    """Return whether data has a case in it, as a saved failure has, even one from which something was deleted."""
    case = data.get("case") if isinstance(data, dict) else None
    return isinstance(case, dict) and not case.keys().isdisjoint({"document", "document_hex"})


def _refuse_many(path: Path, content: bytes) -> None:
    """Raise `SavedFileError` for lines of which the first is a case: a part of a corpus."""
    first, _, more = content.partition(b"\n")
    try:
        case: Any = json.loads(first)
    except (ValueError, RecursionError):
        return
    if more.strip() and isinstance(case, dict) and case.keys() >= _KEYS_OF_CASE:
        how = f"`runlaws fuzz CLIENT --corpus {path}` tries them all"
        msg = f"{path}: expected one case, got one on each line: {how}"
        raise SavedFileError(msg)


def _saved(data: Mapping[str, Any], path: Path) -> Saved:
    if data["format"] is True or data["format"] != _FORMAT:
        another = ": another version of runlaws wrote it" if type(data["format"]) is int else ""
        raise _error(path, f"format {_got(data['format'])}{another}")
    texts = {name: data.get(name, "") for name in _TEXTS}
    for name, text in texts.items():
        if not isinstance(text, str):
            raise _error(path, f"{_got(text)} as its {name}")
    saved = Saved(case=_case(data["case"], path, "/case"), **texts)
    named = _NAME.fullmatch(path.stem)
    if named and path.name != saved.file_name:
        edited = "case" if named["case"] != saved.case.id else "law"
        raise _error(path, f"another {edited} than its name says: it was edited, or renamed")
    return saved


def _unnamed(case: Case) -> Saved:
    return Saved("", "", "", "", "", case)


def _case(data: Any, path: Path, at: str = "") -> Case:
    try:
        return Case.from_json(data, at)
    except ValueError as error:
        msg = f"{path}: {error}"
        raise SavedFileError(msg) from error


def _got(value: object) -> str:
    return shortened(written(value, ascii_only=True), 60)


def _error(path: Path, got: str) -> SavedFileError:
    return SavedFileError(f"{path}: expected a saved failure of format {_FORMAT}, got {got}")


def _shown(case: Case) -> dict[str, Any]:
    """Return the document for a person to read, unless parsers disagree on it; the case has the exact bytes."""
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
