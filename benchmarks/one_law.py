"""How many clients turn a second law red for one fault: `python benchmarks/one_law.py --seeds 0,1,2,3,4`.

Every liar and honest client of ours is held to every law, and whoever else is in a file that `--clients` names: a JSON
array of objects with `client` (MODULE:ATTRIBUTE) and `laws` (one for each of its faults; none for an honest client).
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from runlaws.adapters import find_client
from runlaws.client import Client
from runlaws.kill_matrix import caught_by, drawn_for
from runlaws.laws import LAWS
from runlaws.liars import LIARS, PROFILE, honest_clients
from runlaws.trial import Memory


class Subject(NamedTuple):
    """A client, and how many laws it may turn red: one for each of its faults."""

    client: Client
    faults: int


def ours() -> Iterator[Subject]:
    """Yield our own liars and honest clients."""
    yield from (Subject(liar(), 1) for liar in LIARS)
    yield from (Subject(client, 0) for client in honest_clients())


def others(path: Path) -> Iterator[Subject]:
    """Yield the clients that a file names, which are imported from its folder."""
    sys.path.insert(0, str(path.parent))
    for entry in json.loads(path.read_text()):
        yield Subject(find_client(entry["client"]), len(set(entry.get("laws") or ())))


def subjects(path: Path | None) -> list[Subject]:
    """Return all clients anew: some remember what they were shown."""
    return [*ours(), *(others(path) if path is not None else ())]


def main() -> None:
    """Print each run in which a client turns more laws red than it has faults, and how many these are so far."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="0,1,2,3,4")
    parser.add_argument("--examples", type=int, default=100)
    parser.add_argument("--clients", type=Path)
    args = parser.parse_args()
    drawn = {seed: drawn_for(LAWS, args.examples, seed, PROFILE) for seed in map(int, args.seeds.split(","))}
    runs = list(itertools.product(drawn, range(len(subjects(args.clients)))))
    random.Random(0).shuffle(runs)  # so that the first ones are a sample, wherever it is ended
    too_many = 0
    for done, (seed, number) in enumerate(runs, 1):
        subject, memory = subjects(args.clients)[number], Memory()
        red = {law for laws, cases in drawn[seed] for law in caught_by(subject.client, laws, cases, memory)}
        if len(red) > subject.faults:
            too_many += 1
            print(f"seed {seed}: {subject.client.name} turns red {', '.join(sorted(red))}", flush=True)
        if done % 10 == 0 or done == len(runs):
            print(f"{too_many} of {done} runs ({too_many / done:.1%}) have more red laws than faults", flush=True)


if __name__ == "__main__":
    main()
