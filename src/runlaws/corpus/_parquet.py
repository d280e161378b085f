"""Parquet: a row for each case, a column for each label, documents as bytes."""

from __future__ import annotations

import base64
import importlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final

from runlaws.case import Case, bytes_in
from runlaws.corpus._errors import CorpusError, MissingExtra
from runlaws.corpus._form import Entry, Labels, as_line
from runlaws.corpus._places import Place

__all__ = ["Parquet"]

_TEXTS: Final = ("id", "profile", "made", "standing", "state")
_TWINS: Final = ("twin", "third")


class Parquet:
    """A file of columns, as data frames and query engines read them."""

    ending = ".parquet"

    def versions(self) -> Mapping[str, str]:
        """Another version of the library may write other bytes."""
        return {"pyarrow": str(_pyarrow().__version__)}

    def write(self, cases: Iterable[Case], path: Path) -> None:
        """Write a file of rows."""
        pyarrow = _pyarrow()
        table = pyarrow.Table.from_pylist([_row_of(as_line(case)) for case in cases], schema=_schema(pyarrow))
        pyarrow.parquet.write_table(table, path, compression="zstd")

    def read(self, file: IO[bytes], place: Place) -> Iterator[Entry]:
        """Yield the case of each row."""
        pyarrow = _pyarrow()
        number = 0
        try:
            with pyarrow.parquet.ParquetFile(file) as table:
                if problem := _misfit(table.schema_arrow, _schema(pyarrow)):
                    yield str(place), CorpusError(f"{place}: expected the columns of a corpus, got {problem}")
                    return
                for batch in table.iter_batches(batch_size=500):
                    for row in batch.to_pylist():
                        number += 1
                        yield f"{place}, row {number}", _line_of(row)
        except OSError as error:  # of damaged bytes the library names no file
            if error.filename is None:
                error.filename, error.strerror = str(place), error.strerror or str(error)
            yield str(place), error
        except (pyarrow.ArrowException, KeyError, TypeError) as error:
            here = f"{place}, row {number + 1}" if number else str(place)
            yield here, CorpusError(f"{here}: expected a table of cases, got what cannot be read: {_one_line(error)}")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _misfit(actual: Any, expected: Any) -> str:
    """Return in words how the columns of a table are not those of a corpus, or an empty text."""
    missing = [name for name in expected.names if name not in actual.names]
    if missing:
        return f"a table without {', '.join(missing)}"
    others = (name for name in expected.names if actual.field(name).type != expected.field(name).type)
    return next((f"{name} of type {actual.field(name).type}" for name in others), "")


def _row_of(line: Labels) -> dict[str, Any]:
    row = {name: line[name] for name in _TEXTS}
    row |= {"strict": line["expected"]["strict"], "lenient": line["expected"]["lenient"]}
    row |= {"violations": line["violations"], "news": line["news"], "document": bytes_in(line, "document")}
    for name in _TWINS:
        if name in line:
            row[name] = {**line[name], "document": bytes_in(line[name], "document")}
    if "origin" in line or "origin_base64" in line:
        row["origin"] = bytes_in(line, "origin")
    if "before" in line:
        row["before"] = [bytes_in(other, "document") for other in line["before"]]
    return row


def _line_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the line that a row was made of."""
    line = {name: row[name] for name in _TEXTS}
    line |= {"expected": {"strict": row["strict"], "lenient": row["lenient"]}}
    line |= {"violations": row["violations"], "news": row["news"], **_text_of("document", row["document"])}
    for name in _TWINS:
        if (twin := row[name]) is not None:
            line[name] = {"likeness": twin["likeness"], "pointer": twin["pointer"]}
            line[name] |= _text_of("document", twin["document"])
    if row["origin"] is not None:
        line |= _text_of("origin", row["origin"])
    if row["before"] is not None:
        line["before"] = [_text_of("document", document) for document in row["before"]]
    return line


def _text_of(name: str, content: bytes) -> dict[str, str]:
    try:
        return {name: content.decode()}
    except UnicodeDecodeError:
        return {f"{name}_base64": base64.b64encode(content).decode()}


def _schema(pyarrow: Any) -> Any:
    text, content = pyarrow.string(), pyarrow.binary()
    twin = pyarrow.struct([("document", content), ("likeness", text), ("pointer", text)])
    violation = pyarrow.struct([("rule", text), ("pointer", text), ("force", text), ("says", text)])
    news = pyarrow.struct([("kind", text), ("pointer", text), ("says", text)])
    return pyarrow.schema(
        [
            *((name, text) for name in (*_TEXTS, "strict", "lenient")),
            ("violations", pyarrow.list_(violation)),
            ("news", pyarrow.list_(news)),
            ("document", content),
            *((name, twin) for name in _TWINS),
            ("origin", content),
            ("before", pyarrow.list_(content)),
        ]
    )


def _pyarrow() -> Any:
    try:
        importlib.import_module("pyarrow.parquet")
        return importlib.import_module("pyarrow")
    except ImportError:
        raise MissingExtra("the format parquet", "parquet") from None
