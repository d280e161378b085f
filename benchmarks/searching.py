"""How many cases a search tries in a second of CPU, over a client that only parses and prints JSON.

All laws are asked. `python -m benchmarks.searching`; `--help` tells the options.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import time
from collections.abc import Callable
from typing import Any, Final

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


def main() -> None:
    """Print the rates of the catalogue and of random cases, each the median of some rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured")
    parser.add_argument("--examples", type=int, default=2000, help="random cases a round")
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


if __name__ == "__main__":
    main()
