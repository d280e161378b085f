"""How many cases a search tries in a second of CPU, over a client that only parses and prints JSON.

All laws are asked. With `--jobs 2` it also says what several jobs cost, and what of it is not spread over them: the CPU
of the process that joins what they find. On an idle machine, the time by the clock is that and the greatest of a job's.
`python -m benchmarks.searching`; `--help` tells the options.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import statistics
import time
from collections.abc import Callable
from typing import Any, Final

from attrs import frozen

from runlaws import Policy
from runlaws.client import NOT_SHOWN
from runlaws.search import search
from runlaws.values import Path

__all__ = ["main"]


class PlainClient:
    """Parses JSON to plain objects and prints them: it does as little as a client can."""

    name = "plain"
    version = ""
    encodes = True
    policy = Policy(hashable=False)

    def decode(self, document: bytes) -> Any:
        """Return the object; refuse other JSON and what is no JSON with a ValueError."""
        try:
            value = _DECODER.decode(document.decode())
        except RecursionError as error:
            raise ValueError(str(error)) from None
        if not isinstance(value, dict):
            msg = "expected an object"
            raise ValueError(msg)
        return value

    def encode(self, value: Any) -> str:
        """Return the object as compact JSON."""
        return _ENCODER.encode(value)

    def read(self, value: Any, path: Path) -> Any:
        """Return what stands at a path."""
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return NOT_SHOWN
        return value


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        msg = f"{text} is no finite number"
        raise ValueError(msg)
    return number


_DECODER: Final = json.JSONDecoder(parse_constant=_finite, parse_float=_finite)
_ENCODER: Final = json.JSONEncoder(separators=(",", ":"))


def _rate(tried: Callable[[], int]) -> float:
    start = time.process_time()
    return tried() / (time.process_time() - start)


@frozen
class _Spent:
    """Seconds of CPU that a search took here and in its jobs, and seconds by the clock."""

    cases: int
    here: float
    jobs: float
    clock: float


def _spent(examples: int, jobs: int) -> _Spent:
    """Return what a search took; of a job, what it took is known when it has ended."""
    here, children, clock = time.process_time(), _of_children(), time.perf_counter()
    cases = search(PlainClient(), examples=examples, jobs=jobs).examples
    return _Spent(cases, time.process_time() - here, _of_children() - children, time.perf_counter() - clock)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _compare_jobs(jobs: int, examples: int, rounds: int) -> None:
    """Print how much faster several jobs are than one: medians of ratios, each of two searches of one round."""
    faster: list[float] = []
    print("\n| jobs | cases | CPU here | CPU of jobs | by the clock |\n|---|---:|---:|---:|---:|")
    for _ in range(rounds):
        alone, several = _spent(examples, 1), _spent(examples, jobs)
        for name, spent in (("1", alone), (str(jobs), several)):
            times = f"{spent.here:.2f} s | {spent.jobs:.2f} s | {spent.clock:.2f} s"
            print(f"| {name} | {spent.cases:,} | {times} |")
        faster.append(alone.here / (several.here + several.jobs / jobs))
    print(f"\n{jobs} jobs are {statistics.median(faster):.2f} times as fast by CPU, where each has a core of its own")


def main() -> None:
    """Print the rates of the catalogue and of random cases, each the median of some rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured")
    parser.add_argument("--examples", type=int, default=2000, help="random cases a round")
    parser.add_argument("--jobs", type=int, default=1, help="compare this many jobs with one")
    options = parser.parse_args()
    client = PlainClient()
    rates: dict[str, list[float]] = {"catalogue": [], "random cases": []}
    for number in range(options.rounds):
        rates["catalogue"].append(_rate(lambda: search(client, examples=0).examples))
        rates["random cases"].append(
            _rate(
                lambda seed=number: (
                    search(  # type: ignore[misc] # the seed of this round
                        client, examples=options.examples, seed=seed, enumerate_first=False
                    ).examples
                )
            )
        )
    print("| cases a second of CPU | median | slowest … fastest round |\n|---|---:|---:|")
    for what, measured in rates.items():
        print(f"| {what} | {statistics.median(measured):,.0f} | {min(measured):,.0f} … {max(measured):,.0f} |")
    if options.jobs > 1:
        _compare_jobs(options.jobs, options.examples, options.rounds)


if __name__ == "__main__":
    main()
