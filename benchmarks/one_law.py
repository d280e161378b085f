"""How many clients turn a second law red for one fault: `python benchmarks/one_law.py --seeds 0,1,2,3,4`.

Every liar and honest client of ours is held to every law, and whoever else is in a file that `--clients` names: a JSON
array of objects with `client` (MODULE:ATTRIBUTE) and `laws` (one for each of its faults; none for an honest client).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from runlaws.adapters import find_client
from runlaws.client import Client
from runlaws.kill_matrix import kill_matrix
from runlaws.laws import LAWS
from runlaws.liars import LIARS, PROFILE, honest_clients


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


def main() -> None:
    """Print each client that turns more laws red than it has faults, with the laws, and how many these are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="0,1,2,3,4")
    parser.add_argument("--examples", type=int, default=100)
    parser.add_argument("--clients", type=Path)
    args = parser.parse_args()
    runs, too_many = 0, 0
    for seed in map(int, args.seeds.split(",")):
        subjects = [*ours(), *(others(args.clients) if args.clients else ())]
        clients = [subject.client for subject in subjects]
        matrix = kill_matrix([], clients, LAWS, profile=PROFILE, examples=args.examples, seed=seed)
        for subject, row in zip(subjects, matrix.honest, strict=True):
            runs += 1
            if len(row.caught) > subject.faults:
                too_many += 1
                print(f"seed {seed}: {row.client} turns red {', '.join(sorted(row.caught))}", flush=True)
        print(f"seed {seed}: {too_many} of {runs} runs so far", flush=True)
    print(f"{too_many} of {runs} runs ({too_many / runs:.1%}) turn more laws red than the client has faults")


if __name__ == "__main__":
    main()
