"""The schemas on the page of files describe the files that are written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # its stubs are a package of their own

import runlaws.corpus
from runlaws.corpus import MANIFEST, write_corpus
from runlaws.laws import LAWS
from runlaws.liars import LIARS
from runlaws.observe import observe
from runlaws.recorded import Recorded
from runlaws.reports import as_json
from runlaws.saved import Saved, write_saved
from runlaws.search import search
from runlaws_strategies import KINDS, make_case

LIAR = next(liar for liar in LIARS if liar.__name__ == "DropsParallelToolCalls")
SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"


def fits(data: Any, name: str) -> None:
    schema: Mapping[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(data)
    assert data.keys() <= schema["properties"].keys(), "a member that the schema does not name"


def read(path: Path) -> Any:
    return json.loads(path.read_bytes())


@pytest.mark.parametrize("seed", [0, None])
def test_of_a_corpus(seed: int | None, tmp_path: Path) -> None:
    cases = [make_case(0, index) for index in range(3 * len(KINDS))]
    write_corpus(tmp_path, cases, seed=seed, profile="v2")
    fits(read(tmp_path / MANIFEST), "manifest")
    for line in (tmp_path / "cases.jsonl").read_bytes().splitlines():
        fits(json.loads(line), "case")


@pytest.mark.parametrize("name", ["case", "manifest"])
def test_the_schemas_of_a_corpus_are_those_in_the_package(name: str) -> None:
    packaged = resources.files(runlaws.corpus) / f"{name}.schema.json"
    assert packaged.read_bytes() == (SCHEMAS / f"{name}.schema.json").read_bytes()


def test_the_schema_of_the_protocol_is_that_in_the_package() -> None:
    packaged = resources.files("runlaws.observe.pipe") / "protocol.schema.json"
    assert packaged.read_bytes() == (SCHEMAS / "protocol.schema.json").read_bytes()


def test_the_schema_of_comparisons_is_that_in_the_package() -> None:
    packaged = resources.files("runlaws.reports") / "comparison.schema.json"
    assert packaged.read_bytes() == (SCHEMAS / "comparison.schema.json").read_bytes()


def test_of_a_saved_failure(tmp_path: Path) -> None:
    for index in range(len(KINDS)):
        saved = Saved("round-trip", "/usage", "dropped", "client", "", make_case(1, index))
        fits(read(write_saved(tmp_path, saved)), "saved")


def test_of_a_record(tmp_path: Path) -> None:
    case = make_case(0, 0)
    Recorded(case, observe(LIAR(), case)).write(tmp_path / "record.json")
    fits(read(tmp_path / "record.json"), "record")


@pytest.mark.slow
def test_of_findings() -> None:
    (law,) = (law for law in LAWS if law.id == "round-trip")
    result = search(LIAR(), laws=[law], examples=5)
    assert result.findings
    fits(as_json(result), "findings")
