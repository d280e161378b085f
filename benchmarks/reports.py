"""Making reports: the time and the size of each, of a matrix of clients and laws: `python -m benchmarks.reports`.

The results are made up of real cases: findings of every law at places of broken documents, which are larger than the
minimal ones that a search ends with. With `--page FILE` the HTML page is written, to be opened in a browser. A second
table says what all the reports of one search take beside that search, in a process that has made none before.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import cpu_time, machine, show
from runlaws.case import Case
from runlaws.finding import Finding, SearchResult, Tally
from runlaws.laws import LAWS
from runlaws.liars import LIARS
from runlaws.reports import REPORTS
from runlaws.search import search
from runlaws.values import at_pointer
from runlaws.verdict import Failure
from runlaws_strategies import Kind, make_case

ROUNDS = 5
LIAR = next(liar for liar in LIARS if liar.__name__ == "DropsParallelToolCalls")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--clients", type=int, default=20)
    options.add_argument("--findings", type=int, default=500)
    options.add_argument("--page", type=Path)
    chosen = options.parse_args()
    results = results_of(chosen.clients, chosen.findings)
    rows: list[tuple[str, str, str]] = []
    for name, render in REPORTS.items():
        seconds = [cpu_time(lambda render=render: render(*results)) for _ in range(ROUNDS)]  # type: ignore[misc] # mypy cannot infer a lambda with a default
        size = len(render(*results).encode())
        rows.append(
            (name, f"{statistics.median(seconds):.2f} ({min(seconds):.2f} … {max(seconds):.2f})", f"{size / 1e6:.2f}")
        )
    title = (
        f"{chosen.clients} clients, {len(LAWS)} laws, {chosen.findings} findings; {machine('jinja2', 'junitparser')}"
    )
    show(title, ("report", "CPU seconds, median (fastest … slowest)", "MB"), rows)
    beside_a_search()
    if chosen.page is not None:
        chosen.page.write_text(REPORTS["html"](*results), encoding="utf-8")


def beside_a_search() -> None:
    """Show the time of a search, and of all reports of it in a process that has loaded nothing for them."""
    code = (
        "import sys, time; from pathlib import Path; from runlaws.reports import REPORTS, read_results;"
        "results = read_results(Path(sys.argv[1])); before = time.process_time();"
        "[render(*results) for render in REPORTS.values()]; print(time.process_time() - before)"
    )
    found: list[SearchResult] = []
    searching = cpu_time(lambda: found.append(search(LIAR(), examples=1000)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "results.json")
        path.write_text(REPORTS["json"](*found), encoding="utf-8")
        command = [sys.executable, "-c", code, str(path)]
        made = [float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(ROUNDS)]
    reporting = statistics.median(made)
    rows = [(f"{searching:.1f}", f"{reporting:.2f}", f"{reporting / searching:.1%}")]
    show(f"A search of {LIAR.__name__} with all laws", ("search, CPU seconds", "all reports", "share"), rows)


def results_of(clients: int, findings: int) -> list[SearchResult]:
    """Return results with so many findings in all, spread over clients and laws."""
    made = [list[Finding]() for _ in range(clients)]
    laws = itertools.cycle(LAWS)
    for number, case in zip(range(findings), cases(), strict=False):
        law, (client, of_client) = next(laws), (number % clients, made[number % clients])
        reason = case.judgement.violations[0]
        sent = at_pointer(case.tree, reason.pointer)
        failure = Failure(law.id, reason.pointer, f"changed in way {number}", sent, [sent, "something else"])
        replay = f"runlaws replay {case.id} --client sdk{client}:client"
        of_client.append(Finding(failure, case, name_of(client), replay=replay, permit="Policy()", tried=1200, seen=3))
    return [result_of(client, tuple(of_client)) for client, of_client in enumerate(made)]


def cases() -> Iterator[Case]:
    """Yield different broken documents."""
    return (make_case(0, index, kinds=(Kind.INVALID,)) for index in itertools.count())


def name_of(client: int) -> str:
    return f"sdk-number-{client} 1.{client}.0"


def result_of(client: int, findings: tuple[Finding, ...]) -> SearchResult:
    broken = {finding.failure.law for finding in findings}
    tallies = tuple(Tally(law.id, 1000, 3 if law.id in broken else 0, {"the document is valid": 2198}) for law in LAWS)
    return SearchResult(name_of(client), "v2", 5106, 0, findings, tallies, spec=f"sdk{client}:client")


if __name__ == "__main__":
    main()
