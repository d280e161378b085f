"""The page in Chromium: nothing is loaded, axe-core has nothing to say, and the keyboard is enough."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from runlaws.kill_matrix import Matrix, Row, html
from runlaws.reports import REPORTS
from tests.report.made import finding_of, hostile_result, result_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.toolchain("chromium"),
    pytest.mark.toolchain("node"),
    pytest.mark.toolchain("npm"),
]

MATRIX = Matrix(
    laws=("round-trip", "reads-types"),
    liars=(
        Row("LosesItAll", "round-trip", "It loses <everything>.", "acme/sdk #1", {"round-trip": 2}),
        Row("ShowsTexts", "reads-types", "It shows " + "x" * 300, "", {"round-trip": 7}),
    ),
    honest=(Row("Honest"), Row("Forgetful", caught={"round-trip": 1})),
    examples=100,
    seed=0,
)

PACKAGES = ("axe-core@4.14.1", "puppeteer-core@25.16.0")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What a browser made of a page of three clients, one of them hostile, at two widths, light and dark."""
    folder = tmp_path_factory.mktemp("page")
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES]
    installed = subprocess.run(npm, cwd=folder, capture_output=True, text=True, check=False)
    if installed.returncode:
        pytest.skip(f"needs {' and '.join(PACKAGES)} from npm: {installed.stderr[-200:]}")
    page = folder / "page.html"
    clients = (
        result_of(finding_of(), finding_of("decodes-valid", "", "refused")),
        result_of(finding_of(), client="other 2"),
        hostile_result(),
    )
    page.write_text(REPORTS["html"](*clients), encoding="utf-8")
    kills = folder / "kills.html"
    kills.write_text(html(MATRIX), encoding="utf-8")
    script = Path(__file__).with_name("page.cjs")
    command = ["node", str(script), str(page), shutil.which("chromium") or "", str(kills)]
    env = {**os.environ, "NODE_PATH": str(folder / "node_modules")}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_axe_core_finds_no_violation_at_any_width_light_or_dark(seen: Any) -> None:
    """Its rules are those of WCAG 2 and good practice."""
    assert [check["violations"] for check in seen["checks"]] == [[], [], [], []]
    assert all(check["passes"] > 30 for check in seen["checks"])


def test_the_page_asks_for_nothing_but_itself_and_nothing_in_it_raises(seen: Any) -> None:
    """Neither the network nor a script of a document's."""
    for check in seen["checks"]:
        asked = [url for url in check["requests"] if not url.startswith("data:")]
        assert [url.rpartition("/")[2] for url in asked] == ["page.html"]
        assert check["errors"] == []


def test_the_page_is_no_wider_than_a_phone(seen: Any) -> None:
    """Tables and documents scroll by themselves."""
    assert [check["scrolls"] for check in seen["checks"]] == [False] * 4


def test_axe_core_has_nothing_to_say_of_the_kill_matrix_which_is_no_wider_than_a_phone(seen: Any) -> None:
    """All of it is unfolded."""
    assert [check["violations"] for check in seen["others"]] == [[], [], [], []]
    assert [check["scrolls"] for check in seen["others"]] == [False] * 4
    assert [check["errors"] for check in seen["others"]] == [[]] * 4
    assert all(check["passes"] > 15 for check in seen["others"])


def test_the_keyboard_is_enough(seen: Any) -> None:
    """To skip the table, to filter, to unfold, and to follow a cell of the matrix to what was found."""
    keyboard = seen["keyboard"]
    assert keyboard["first"] == "Skip to the findings"
    assert keyboard["status"] == f"{len(keyboard['filtered'])} of {keyboard['status'].split()[2]} shown"
    assert 0 < len(keyboard["filtered"]) < int(keyboard["status"].split()[2])
    assert keyboard["toggled"]
    target, is_open, place = keyboard["followed"]
    assert (f"#{target}", is_open) == (place, True)
    assert target in keyboard["afterLink"]
