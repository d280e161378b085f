"""A corpus is read by other languages as its page says, and the catalogue as an npm package."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from runlaws.case import bytes_in
from tests.processes import runlaws

PAGE = Path(__file__).parents[2] / "docs" / "corpora.md"

CHECK = """
const crypto = require("node:crypto");
const check = (id, document, expected) =>
  console.log(id, crypto.createHash("sha256").update(document).digest("hex").slice(0, 8), expected);
"""


def node(script: str, folder: Path) -> list[str]:
    command = [shutil.which("node") or "node", "-e", script]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.splitlines()


def expected_lines(folder: Path) -> list[str]:
    lines = [json.loads(line) for line in (folder / "cases.jsonl").read_bytes().splitlines()]
    digests = [hashlib.sha256(bytes_in(data, "document")).hexdigest()[:8] for data in lines]
    return [f"{data['id']} {digest} {data['expected']['lenient']}" for data, digest in zip(lines, digests, strict=True)]


@pytest.mark.toolchain("node")
def test_node_reads_it_as_the_page_says(tmp_path: Path) -> None:
    assert runlaws("corpus", "fixtures", "--count", "150", "--standing", "malformed", cwd=tmp_path).status == 0
    (script,) = re.findall(r"^```js\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    lines = expected_lines(tmp_path / "fixtures")
    assert any("document_base64" in line for line in (tmp_path / "fixtures" / "cases.jsonl").read_text().splitlines())
    assert node(CHECK + script, tmp_path) == lines


@pytest.mark.slow
@pytest.mark.toolchain("node")
@pytest.mark.toolchain("npm")
def test_the_catalogue_is_an_npm_package(tmp_path: Path) -> None:
    done = runlaws("corpus", "catalogue", "--catalogue", "--npm", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    env = {**os.environ, "npm_config_cache": str(tmp_path / "cache"), "npm_config_update_notifier": "false"}
    npm = shutil.which("npm") or "npm"
    subprocess.run([npm, "pack", "--offline", "./catalogue"], cwd=tmp_path, env=env, capture_output=True, check=True)
    folder = tmp_path / "catalogue"
    (packed,) = tmp_path.glob("runlaws-catalogue-v2-*.tgz")
    assert packed.stat().st_size < 2_000_000, "small enough to vendor"
    with tarfile.open(packed) as tar:
        assert {Path(name).name for name in tar.getnames()} == {path.name for path in folder.iterdir()}
        tar.extractall(tmp_path / "unpacked", filter="data")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "unpacked" / "package").rename(tmp_path / "node_modules" / "runlaws-catalogue-v2")
    readme = (folder / "README.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"^```js\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    read = node(CHECK + script, tmp_path)
    assert read == expected_lines(folder)
    counts = Counter(line.split()[2] for line in read)
    assert counts == json.loads((folder / "manifest.json").read_bytes())["counts"]["lenient"]
    assert runlaws("corpus", "lint", "catalogue", cwd=tmp_path).status == 0
