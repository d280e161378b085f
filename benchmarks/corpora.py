"""How fast corpora are made, checked and read, as ratios within one run, and what memory and processes do.

Run it from the root of the clone: `python -m benchmarks.corpora`. It asserts nothing: the goals stand beside the
figures. The plain generator is what somebody would write by hand: a dictionary of random values and words, printed by
orjson, of the same mean size. It neither judges nor labels.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import click

from benchmarks.measuring import Figures, cpu_time, machine, needed, progress, ratio, rounds_of, show
from benchmarks.plain_model import PlainRun
from runlaws.case import Case
from runlaws.contract import Standing
from runlaws.corpus import Lint, Recipe, load_corpus, write_numbered

PLAIN, VALID, SIMPLE, ALL, POLY, LINT, LOAD = (
    "plain generator",
    "valid documents, as a corpus",
    "realistic documents, as a corpus",
    "cases of all kinds, as a corpus",
    "polyfactory",
    "lint",
    "load_corpus",
)
_STATUSES: Final = ("queued", "in_progress", "completed", "failed")
_WORDS: Final = ("you", "are", "a", "helpful", "assistant", "answer", "in", "one", "sentence", "naïve", "中文", "😀")


def plain_run(chance: random.Random, size: int) -> dict[str, Any]:
    """Return an object with the members of a run, of about so many bytes of JSON, without any care for the contract."""
    created = chance.randrange(1_700_000_000, 1_780_000_000)
    prompt, completion = chance.randrange(10_000), chance.randrange(1000)
    return {
        "id": f"run_{chance.getrandbits(96):024x}",
        "object": "thread.run",
        "created_at": created,
        "assistant_id": f"asst_{chance.getrandbits(96):024x}",
        "thread_id": f"thread_{chance.getrandbits(96):024x}",
        "status": chance.choice(_STATUSES),
        "started_at": created + chance.randrange(10),
        "expires_at": chance.choice((None, created + 600)),
        "cancelled_at": None,
        "failed_at": None,
        "completed_at": created + chance.randrange(100),
        "required_action": None,
        "last_error": None,
        "model": chance.choice(("gpt-4o", "gpt-4o-mini", "gpt-4")),
        "instructions": " ".join(chance.choices(_WORDS, k=max(1, (size - 1100) // 12))),
        "tools": [plain_tool(chance) for _ in range(chance.randrange(4))],
        "tool_resources": {"code_interpreter": {"file_ids": []}},
        "metadata": {chance.choice(_WORDS): chance.choice(_WORDS) for _ in range(chance.randrange(4))},
        "temperature": chance.random(),
        "top_p": chance.random(),
        "max_completion_tokens": chance.choice((None, 256, 4096)),
        "max_prompt_tokens": chance.choice((None, 256, 4096)),
        "truncation_strategy": {"type": "auto", "last_messages": None},
        "incomplete_details": None,
        "usage": {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion},
        "response_format": chance.choice(("auto", {"type": "json_object"})),
        "tool_choice": chance.choice(("auto", "none", "required")),
        "parallel_tool_calls": chance.choice((True, False)),
    }


def plain_tool(chance: random.Random) -> dict[str, Any]:
    """Return a function as a tool."""
    names = chance.sample(_WORDS, k=2)
    properties = {name: {"type": "string", "description": " ".join(chance.choices(_WORDS, k=5))} for name in names}
    parameters = {"type": "object", "properties": properties, "required": names}
    return {"type": "function", "function": {"name": f"f{chance.randrange(99)}", "parameters": parameters}}


def making(recipe: Recipe, count: int) -> Callable[[int], float]:
    """Return what makes a corpus in this process and returns the CPU seconds for a case."""

    def seconds_each(_: int) -> float:
        with tempfile.TemporaryDirectory() as folder:
            return cpu_time(lambda: write_numbered(Path(folder) / "out", recipe, count, command="benchmark")) / count

    return seconds_each


def plain(count: int, size: int) -> Callable[[int], float]:
    """Return what writes lines of plain objects and returns the CPU seconds for one."""
    orjson = needed("orjson")

    def write() -> None:
        chance = random.Random(0)
        with tempfile.TemporaryFile() as file:
            for _ in range(count):
                file.write(orjson.dumps(plain_run(chance, size)) + b"\n")

    return lambda _: cpu_time(write) / count


def polyfactory(count: int) -> Callable[[int], float]:
    """Return what builds plain models with polyfactory and returns the CPU seconds for one."""
    factory = needed("polyfactory.factories.attrs_factory").AttrsFactory.create_factory(PlainRun)
    return lambda _: cpu_time(lambda: [factory.build() for _ in range(count)]) / count


def wall_and_memory(folder: Path, count: int, jobs: int) -> tuple[float, float]:
    """Return the seconds on the clock and the peak of memory, in megabytes, of the command that makes a corpus."""
    out = folder / f"{count}-{jobs}"
    command = [sys.executable, "-m", "runlaws", "corpus", out, "--count", str(count), "--jobs", str(jobs)]
    code = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    before = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code, *map(str, command)], check=True, capture_output=True, text=True)
    return time.monotonic() - before, int(done.stdout) / (1024 if sys.platform == "linux" else 2**20)


def rows(figures: Figures, sizes: dict[str, float], runs: dict[str, tuple[float, float]]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table: what, goal, figure."""
    yield f"time of {VALID}, over that of the {PLAIN}", "≤ 2", f"{ratio(figures, VALID, PLAIN):.1f}"
    yield f"time of {SIMPLE}, over that of the {PLAIN}", "", f"{ratio(figures, SIMPLE, PLAIN):.1f}"
    yield f"time of {ALL}, over that of the {PLAIN}", "≤ 4", f"{ratio(figures, ALL, PLAIN):.1f}"
    yield f"time of {POLY} over that of {VALID}", "≥ 80", f"{ratio(figures, POLY, VALID):.0f}"
    yield "cases checked a second", "≥ 5,000", f"{1 / statistics.median(figures[LINT]):,.0f}"
    yield "cases loaded a second", "≥ 20,000", f"{1 / statistics.median(figures[LOAD]):,.0f}"
    if runs:
        yield "one process over two, on the clock", "≥ 1.8", f"{runs['one'][0] / runs['two'][0]:.2f}"
        yield "peak of memory of ten times as many cases", "≤ 1.2", f"{runs['one'][1] / runs['few'][1]:.2f}"
    for name, size in sizes.items():
        yield f"mean size: {name}", "", f"{size:,.0f} B"


def mean_size(cases: list[Case]) -> float:
    """Return the mean size of the documents."""
    return statistics.mean(len(case.document) for case in cases)


@click.command
@click.option("--rounds", default=3, show_default=True, help="How often every contender is timed.")
@click.option("--count", default=2000, show_default=True, help="Cases of a corpus that is timed.")
@click.option("--large", default=50_000, show_default=True, help="Cases for processes and memory; 0 leaves them out.")
def main(rounds: int, count: int, large: int) -> None:
    """Make, check and read corpora, and print the table."""
    valid, every, like = Recipe(0, standings=(Standing.VALID,)), Recipe(0), Recipe(0, realistic=True)
    size = mean_size([valid.case(number) for number in range(500)])
    with tempfile.TemporaryDirectory() as name, progress() as bar:
        whole = Path(name) / "whole"
        write_numbered(whole, every, count, command="benchmark")
        contenders: dict[str, Callable[[int], float]] = {
            PLAIN: plain(count, int(size)),
            VALID: making(valid, count),
            SIMPLE: making(like, count),
            ALL: making(every, count),
            POLY: polyfactory(max(20, count // 100)),
            LINT: lambda _: cpu_time(lambda: list(Lint(whole))) / count,
            LOAD: lambda _: cpu_time(lambda: sum(1 for _ in load_corpus(whole))) / count,
        }
        task = bar.add_task("timing", total=rounds * len(contenders))
        figures = rounds_of(contenders, rounds, lambda: bar.advance(task))
        settings = {"few": (large // 10, 1), "one": (large, 1), "two": (large, 2)} if large else {}
        runs = {which: wall_and_memory(Path(name), *setting) for which, setting in settings.items()}
        sizes = {
            PLAIN: statistics.mean(
                len(needed("orjson").dumps(plain_run(random.Random(n), int(size)))) for n in range(500)
            ),
            VALID: size,
            SIMPLE: mean_size([like.case(number) for number in range(500)]),
            ALL: mean_size([every.case(number) for number in range(500)]),
        }
    show(machine("orjson", "polyfactory", "jsonschema-rs"), ("what", "goal", "measured"), rows(figures, sizes, runs))
    each = ((name, f"{1e6 * statistics.median(seconds):,.0f} µs") for name, seconds in figures.items())
    show(f"{rounds} rounds, CPU", ("for one", "median"), each)


if __name__ == "__main__":
    main()
