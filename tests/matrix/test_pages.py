"""The matrix of SDKs is what its scripts show: every finding has one, and every script belongs to a finding."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = sorted((ROOT / "docs" / "matrix").glob("*.md"))
FOLDERS: Final = sorted(path.parent for path in (ROOT / "examples" / "findings").glob("*/sdk.py"))

pytestmark = pytest.mark.skipif(not PAGES, reason="the pages are not there")

EACH: Final = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def linked_from(page: Path) -> list[Path]:
    """Return the scripts that a page links to."""
    links = re.findall(r"^- confirmed by \[.*\]\((.+)\)$", page.read_text("utf-8"), re.MULTILINE)
    return [(page.parent / link).resolve() for link in links]


@EACH
def test_each_finding_is_confirmed_by_a_script_that_is_there(page: Path) -> None:
    """There are as many links as findings, and none leads nowhere."""
    findings = re.findall(r"^### \d+\. ", page.read_text("utf-8"), re.MULTILINE)
    scripts = linked_from(page)
    assert len(scripts) == len(findings) > 0
    assert [script for script in scripts if not script.is_file()] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_script_belongs_to_a_finding_and_has_three_to_ten_lines(folder: Path) -> None:
    """What a script does is read at a glance."""
    scripts = {script for script in folder.glob("*.py") if script.name != "sdk.py"}
    assert set(linked_from(ROOT / "docs" / "matrix" / f"{folder.name}.md")) == scripts
    for script in scripts:
        lines = [line for line in script.read_text("utf-8").splitlines() if line and not line.startswith('"""')]
        assert 3 <= len(lines) <= 10, script


def test_the_newest_version_of_each_sdk_is_that_which_is_installed_to_confirm_its_findings() -> None:
    """One line of the constraints for each SDK in Python, with its version."""
    lines = (ROOT / "constraints" / "matrix.txt").read_text("utf-8").splitlines()
    pinned = {line.replace("==", "-") for line in lines if not line.startswith("#")}
    names = {folder.name.rpartition("-")[0] for folder in FOLDERS} - {"openai-strict"}
    assert pinned <= {folder.name for folder in FOLDERS}
    assert {pin.rpartition("-")[0] for pin in pinned} == names


def test_the_matrix_counts_the_findings_of_each_page() -> None:
    """The number of findings in the table by severity and in that by law is that of the page."""
    text = (ROOT / "docs" / "matrix.md").read_text("utf-8")
    by_severity = {
        slug: sum(int(cell) for cell in cells.split("|") if cell.strip().isdigit())
        for slug, cells in re.findall(r"^\| \[[^]]+\]\(matrix/(.+?)\.md\) \|[^|]+\|(.+)\|$", text, re.MULTILINE)
    }
    rows = re.findall(r"^\| \[[^]]+\]\(laws/.+?\.md\) \|(.+)\|$", text, re.MULTILINE)
    columns = zip(*([cell.strip() for cell in row.split("|")] for row in rows), strict=True)
    by_law = [sum(int(cell) for cell in column if cell.isdigit()) for column in columns]
    counts = {page.stem: len(re.findall(r"^### \d+\. ", page.read_text("utf-8"), re.MULTILINE)) for page in PAGES}
    assert by_severity == counts
    assert by_law == list(by_severity.values())
