"""Make the matrix of SDKs: `python docs/matrix.py`, or `python docs/matrix.py NAME...` for some of them.

Each SDK is searched in an environment of its own (Python) or by its worker (Node). A script is written for each finding
in Python, and run with the SDK alone: nothing gets on a page that its script does not show. The results are kept in
`.runlaws/matrix`, from which the page of all is made, so that one SDK can be made anew.
"""

from __future__ import annotations

import datetime
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import evolve, frozen
from matrix_pages import Page, index_of, page_of
from matrix_scripts import FINDINGS, key_of, script_of, sdk_module, slug_of

from runlaws.finding import SearchResult
from runlaws.grouping import grouped
from runlaws.known import read_known
from runlaws.reports import read_results
from runlaws.verdict import Cause

HERE: Final = Path(__file__).parent
WORKERS: Final = HERE.parent / "examples" / "workers" / "node"
RESULTS: Final = HERE.parent / ".runlaws" / "matrix"
EXAMPLES: Final = 1000


@frozen
class Sdk:
    """One version of an SDK: what a user types for it, the profile it is searched with, and who uses it."""

    spec: str
    profile: str = "v2"
    node: str = ""
    """The folder of its worker, of one for Node."""

    @property
    def slug(self) -> str:
        """The name of its page and of the folder of its scripts."""
        return f"node-{self.node}" if self.node else self.spec.replace("==", "-")


SDKS: Final = (
    Sdk("openai==3.57.0"),
    Sdk("openai==2.54.0"),
    Sdk("openai==1.109.1"),
    Sdk("openai-strict==3.57.0"),
    Sdk("azure-ai-agents==1.1.0", "azure-agents"),
    Sdk("azure-ai-agents==1.0.0", "azure-agents"),
    Sdk("azure-ai-projects==1.0.0", "azure-agents"),
    Sdk("openai-python-client==0.2.3"),
    Sdk("portkey-ai==2.3.4"),
    Sdk("dashscope==2.0.2"),
    Sdk("process:node worker.mjs", node="openai"),
    Sdk("process:node worker.mjs", "azure-agents", node="azure-ai-agents"),
    Sdk("process:node worker.mjs", "v1", node="azure-openai-assistants"),
    Sdk("process:node worker.mjs", node="effect-ai-openai"),
)


def search(sdk: Sdk) -> SearchResult:
    """Search an SDK, and keep the result."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    spec, kept = sdk.spec, RESULTS / f"{sdk.slug}.json"
    if sdk.node:
        worker = WORKERS / sdk.node
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=worker, check=True)
        spec = shlex.join([*sdk.spec.split()[:-1], str(worker / "worker.mjs")])  # from here, no failure of it is known
    options = ["--profile", sdk.profile, "--examples", str(EXAMPLES), "--json", str(kept)]
    command = [sys.executable, "-m", "runlaws", "fuzz", spec, *options]
    done = subprocess.run(command, cwd=RESULTS, stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1):
        msg = f"{sdk.spec}: runlaws ended with status {done.returncode}"
        raise SystemExit(msg)
    return result_of(sdk)


def result_of(sdk: Sdk) -> SearchResult:
    """Return the kept result of an SDK."""
    (result,) = read_results(RESULTS / f"{sdk.slug}.json")
    return result


def scripts_of(sdk: Sdk, result: SearchResult) -> Mapping[tuple[Cause, str], Path]:
    """Return the script of each finding that has one; of Python, they are written and run."""
    if sdk.node:
        return dict(_node_scripts(sdk, result))
    folder = FINDINGS / sdk.slug
    if result.snippet is None:
        msg = f"{sdk.spec}: its adapter has no snippet"
        raise SystemExit(msg)
    by_hand = {path.name: path.read_text("utf-8") for path in folder.glob("by_hand_*.py")}
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "sdk.py").write_text(sdk_module(result.snippet), "utf-8")
    scripts: dict[tuple[Cause, str], Path] = {}
    for finding, _ in grouped(result.findings):
        script = script_of(finding, result.snippet)
        if script:
            name = slug_of(finding, [path.stem for path in scripts.values()])
            scripts[key_of(finding)] = folder / f"{name}.py"
            scripts[key_of(finding)].write_text(script, "utf-8")
        elif (name := f"by_hand_{finding.failure.law}.py") in by_hand:
            scripts[key_of(finding)] = folder / name
            scripts[key_of(finding)].write_text(by_hand[name], "utf-8")
    return scripts


def _node_scripts(sdk: Sdk, result: SearchResult) -> Iterator[tuple[tuple[Cause, str], Path]]:
    """Yield the script that the known failures of a worker name for each finding."""
    folder = WORKERS / sdk.node
    entries = read_known(folder / "runlaws-known.toml")
    for finding, _ in grouped(result.findings):
        failure = finding.failure
        alike = [known for known in entries if (known.law, known.kind) == (failure.law, failure.kind)]
        best = [known for known in alike if known.pointer == failure.pointer] or alike
        if best:
            yield key_of(finding), folder / best[0].reason.removeprefix("confirmed by ")


def page_for(sdk: Sdk, result: SearchResult) -> Page:
    """Return the page of an SDK, without the findings that no script confirms."""
    left_out = 0
    while True:
        scripts = scripts_of(sdk, result)
        bare = [finding for finding, _ in grouped(result.findings) if key_of(finding) not in scripts]
        if not bare:
            return Page(sdk.slug, sdk.spec, result, scripts, left_out)
        left_out += len(bare)
        without = {key_of(finding) for finding in bare}
        kept = tuple(finding for finding in result.findings if key_of(finding) not in without)
        result = evolve(result, findings=kept)


def main(names: Sequence[str]) -> int:
    """Search some SDKs, or all, and write the pages of all that have a result."""
    for sdk in SDKS:
        if not names or sdk.slug in names or sdk.spec in names:
            search(sdk)
    results = {sdk: result_of(sdk) for sdk in SDKS if (RESULTS / f"{sdk.slug}.json").exists()}
    pages = [page_for(sdk, result) for sdk, result in results.items()]
    for page in pages:
        (HERE / "matrix" / f"{page.slug}.md").write_text(page_of(page), "utf-8")
    today = datetime.datetime.now(tz=datetime.UTC).date()
    (HERE / "matrix.md").write_text(index_of(pages, today, EXAMPLES), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
