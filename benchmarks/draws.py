"""How fast the strategies draw, and what: every row of the speed table, as ratios within one run.

Run it from the root of the clone: `python -m benchmarks.draws`. It asserts nothing: the goals stand beside the figures.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import click
from attrs import define, field
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from benchmarks.measuring import (
    Contender,
    Figures,
    choices_of,
    cpu_time,
    draw,
    machine,
    needed,
    progress,
    ratio,
    rounds_of,
    show,
)
from benchmarks.plain_model import PlainRun
from runlaws.contract import json_schema
from runlaws.document import unstructure, write
from runlaws.objects import find_profile, judge
from runlaws.objects.run import Run
from runlaws_strategies import broken_documents, cases, catalogue, from_schema, runs

PROFILE: Final = find_profile("v2")
CLOSED: Final[Mapping[str, Any]] = json_schema(PROFILE, closed=True)
RUNS, SCHEMA, BODY, TYPE, ONE = "runs()", "from_schema", "schemathesis", "st.from_type", "one draw"
VALID, BROKEN, CATALOGUE = "valid cases", "broken_documents()", "catalogue"
LEFT_OPEN: Final = [name for name, member in PROFILE.shape.members.items() if member.nullable or not member.required]


def as_body() -> SearchStrategy[Any]:
    """Return schemathesis's strategy for the body of a request that takes a run: positive data, no network.

    It draws a whole case, of which the operation describes nothing but the body.
    """
    schemathesis = needed("schemathesis")
    content = {"application/json": {"schema": CLOSED}}
    operation = {
        "requestBody": {"required": True, "content": content},
        "responses": {"200": {"description": "taken"}},
    }
    api = {"openapi": "3.1.0", "info": {"title": "runs", "version": "1"}, "paths": {"/runs": {"post": operation}}}
    declared = schemathesis.openapi.from_dict(api)["/runs"]["POST"]
    strategy: SearchStrategy[Any] = declared.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE)
    return strategy.map(lambda case: case.body)


def contenders() -> Mapping[str, Contender]:
    """Return what is timed. The tests of a round are as many as make it last some tenths of a second."""
    return {
        RUNS: Contender(runs(), 6),
        # One choice, and what Hypothesis does for any test case. Of 100 examples none repeats, and there are 256.
        ONE: Contender(st.integers(0, 255), 10),
        VALID: Contender(cases(kinds=("valid",)), 6),
        BROKEN: Contender(broken_documents(), 6),
        TYPE: Contender(st.from_type(PlainRun), 2),
        BODY: Contender(as_body()),
        SCHEMA: Contender(from_schema(CLOSED)),
    }


def catalogue_seconds(_: int) -> float:
    """Return the CPU seconds for one case of the catalogue, made anew as a whole."""
    made: list[None] = []
    return cpu_time(lambda: made.extend(None for _ in catalogue(profile=PROFILE.name))) / len(made)


@define
class Looks:
    """What drawn runs are like: choices, bytes of the document, members set of those that may be null or absent."""

    choices: list[int] = field(factory=list)
    sizes: list[int] = field(factory=list)
    shares: list[float] = field(factory=list)
    kept: list[bool] = field(factory=list)

    def take(self, run: Run) -> None:
        """Note a run; the oracle reads the document that it is written as, and every broken rule counts."""
        self.choices.append(choices_of())
        tree = unstructure(run)
        document = write(tree)
        self.sizes.append(len(document))
        self.shares.append(statistics.mean(tree.get(name) is not None for name in LEFT_OPEN))
        judgement = judge(document, PROFILE)
        self.kept.append(not judgement.violations and not judgement.news)


def rows(figures: Figures, looks: Looks) -> Iterator[tuple[str, str, str]]:
    """Yield the rows of the speed table: what, goal, figure."""
    for name, goal in ((SCHEMA, 50), (BODY, 10), (TYPE, 4)):
        yield f"time of {name} over that of {RUNS}", f"≥ {goal}", f"{ratio(figures, name, RUNS):.1f}"
    yield f"time of {RUNS} over that of {ONE}", "≤ 2.5", f"{ratio(figures, RUNS, ONE):.2f}"
    yield "choices of a run, mean", "≤ 20", f"{statistics.mean(looks.choices):.1f}"
    kept = f"{statistics.mean(looks.kept):.2%} of {len(looks.kept):,}"
    yield "drawn runs that keep every rule", "100 %", kept
    yield f"time of {BROKEN} over that of {VALID}", "≤ 1.3", f"{ratio(figures, BROKEN, VALID):.2f}"
    yield "cases of the catalogue a second", "≥ 20,000", f"{1 / statistics.median(figures[CATALOGUE]):,.0f}"
    yield "size of a run, mean", "0.8-1.3 kB", f"{statistics.mean(looks.sizes) / 1000:.2f} kB"
    share = f"members set, of the {len(LEFT_OPEN)} that may be null or absent"
    yield share, "≥ 0.5", f"{statistics.mean(looks.shares):.2f}"


def speeds(figures: Figures) -> Iterator[tuple[str, str, str]]:
    """Yield for each contender its values a second: the median of the rounds, and the slowest to the fastest."""
    for name, seconds in figures.items():
        each = sorted(1 / second for second in seconds)
        yield name, f"{statistics.median(each):,.0f}", f"{each[0]:,.0f} … {each[-1]:,.0f}"


@click.command
@click.option("--rounds", default=5, show_default=True, help="How often every contender is timed.")
@click.option("--examples", default=2000, show_default=True, help="Runs that are looked at, not timed.")
def main(rounds: int, examples: int) -> None:
    """Draw with every contender in turn and print the speed table."""
    drawing = contenders()
    timed: dict[str, Callable[[int], float]] = {name: contender.seconds_each for name, contender in drawing.items()}
    timed[CATALOGUE] = catalogue_seconds
    with progress() as bar:
        task = bar.add_task("timing", total=(rounds + 1) * len(timed))
        for contender in drawing.values():  # what is built at the first draw is not the strategy's speed
            draw(contender.strategy, lambda _: None, seed=0, examples=10)
            bar.advance(task)
        catalogue_seconds(0)
        bar.advance(task)
        figures = rounds_of(timed, rounds, lambda: bar.advance(task))
    looks = Looks()
    draw(runs(), looks.take, seed=0, examples=examples)
    versions = machine("hypothesis-jsonschema", "schemathesis")
    show(versions, ("what", "goal", "measured"), rows(figures, looks))
    show(f"{rounds} rounds, CPU", ("values a second", "median", "slowest … fastest round"), speeds(figures))


if __name__ == "__main__":
    main()
