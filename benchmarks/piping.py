"""What it costs to ask a client in another process, against asking it in this one.

The same search of the same clients: in this process, in a process of its own, and behind a pipe as operations of the
protocol. CPU is that of both processes together; cases a second by the clock stand beside it, as they run on two cores.
`python -m benchmarks.piping`; `--help` tells the options.
"""

from __future__ import annotations

import argparse
import resource
import shlex
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import frozen

from runlaws import find_client
from runlaws.client import Client
from runlaws.observe.pipe import PipedClient, isolated
from runlaws.search import search

__all__ = ["main"]

_TEMPLATE = Path(__file__).parents[1] / "examples" / "workers" / "template.py"
_WORKER = shlex.join([sys.executable, str(_TEMPLATE)])
_PLACES: Mapping[str, Callable[[], Client]] = {
    "reference, in this process": lambda: find_client("reference"),
    "reference, in a process of its own": lambda: isolated("reference", profile="v2"),
    "plain JSON, in this process": lambda: find_client("benchmarks.searching:PlainClient"),
    "plain JSON, in a process of its own": lambda: isolated("benchmarks.searching:PlainClient", profile="v2"),
    "plain JSON, a worker in Python": lambda: find_client(f"process:{_WORKER}"),
}


@frozen
class _Spent:
    """Seconds that a number of cases took: of CPU in this process and in all, and by the clock."""

    cases: int
    host: float
    cpu: float
    clock: float


def _searched(client: Client, examples: int) -> _Spent:
    host, others, clock = time.process_time(), _of_children(), time.perf_counter()
    result = search(client, examples=examples)
    clock, host = time.perf_counter() - clock, time.process_time() - host
    if isinstance(client, PipedClient):
        client.end(gently=True)  # only of a child that has ended is it known what it took
    return _Spent(result.examples, host, host + _of_children() - others, clock)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure, and print a table: cases a second of CPU and by the clock, medians over the rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--examples", type=int, default=1000, help="random cases, beside the catalogue")
    options = parser.parse_args()
    spent: dict[str, list[_Spent]] = {name: [] for name in _PLACES}
    for _ in range(options.rounds):
        for name, make in _PLACES.items():
            spent[name].append(_searched(make(), options.examples))
    print("| client | CPU a case | of it here | cases a second of CPU | by the clock |\n|---|---:|---:|---:|---:|")
    for name, each in spent.items():
        cases = each[0].cases
        cpu, host, clock = (statistics.median(getattr(one, of) for one in each) for of in ("cpu", "host", "clock"))
        times = f"{1e6 * cpu / cases:,.0f} µs | {1e6 * host / cases:,.0f} µs"
        print(f"| {name} | {times} | {cases / cpu:,.0f} | {cases / clock:,.0f} |")


if __name__ == "__main__":
    main()
