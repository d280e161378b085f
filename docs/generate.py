"""Write the pages that are made from data: `python docs/generate.py`, or `python docs/generate.py PAGE...` for some.

`kill-matrix.md` is written when it is named: it takes minutes, and another Hypothesis draws other examples.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import law_pages
import policy_page
import run_page
import strategies_page

from runlaws.contract import Profile, Rule
from runlaws.document import DOCUMENT_RULES
from runlaws.laws import LAWS
from runlaws.objects import PROFILES

HERE = Path(__file__).parent


KILL_MATRIX = "kill-matrix.md"


def pages() -> Mapping[str, Callable[[], str]]:
    """Return what makes the text of every page, by its name."""
    of_laws = {f"laws/{law.id}.md": functools.partial(law_pages.law_page, law) for law in LAWS}
    made = {"rules.md": rules_page, "policy.md": policy_page.policy_page, "laws.md": law_pages.index_page}
    made |= {"run.md": run_page.run_page, "strategies.md": strategies_page.strategies_page}
    return {**made, **of_laws, KILL_MATRIX: matrix_page}


def matrix_page() -> str:
    """Return the page of laws and clients that lie."""
    from runlaws.kill_matrix import kill_matrix, markdown
    from runlaws.liars import LIARS, PROFILE, honest_clients

    return markdown(kill_matrix([liar() for liar in LIARS], honest_clients(), profile=PROFILE))


def rules_page() -> str:
    """Return the page of rules: relations first, then those of each profile's members."""
    lines = [
        "# Rules",
        "",
        "What every document is held to, by profile (the version of the wire). A *hard* rule held on every recording:",
        "breaking it makes a document invalid. A *soft* one says what servers usually send, or comes from prose:",
        "breaking it makes a document questionable. *Recordings*: on how many recorded runs the rule held, of those",
        "that have its place; they are in `tests/data/recordings`, and there are more for some relations. The source",
        "`recordings` is runs recorded in the tests and fixtures of ruby-openai, openai-dotnet, simple-openai,",
        "openai4j, openllmetry, openai-php, go-openai, SwiftOpenAI and Azure samples. Made from the data by",
        "`python docs/generate.py`; `runlaws rules --profile P` prints the same.",
        "",
        "## Any document",
        "",
        *_table(DOCUMENT_RULES),
        "",
        "## Relations between members",
        "",
        *_table(_relations(PROFILES["v2"])),
        "",
        "## Members",
        "",
        "What each member is, with its unit, and when it is null or absent.",
        "",
        "| member | what it is |",
        "|---|---|",
        *(f"| `{place}` | {says} |" for place, says in PROFILES["v2"].object.sentences.items()),
    ]
    for profile in PROFILES.values():
        lines += ["", f"## Profile {profile.name}", "", f"{profile.says}.", "", *_table(_structural(profile))]
    return "\n".join(lines) + "\n"


def _relations(profile: Profile) -> list[Rule]:
    ids = {relation.rule.id for relation in profile.relations}
    return [rule for rule in profile.rules() if rule.id in ids]


def _structural(profile: Profile) -> list[Rule]:
    ids = {relation.rule.id for relation in profile.relations}
    return [rule for rule in profile.rules() if rule.id not in ids]


def _table(rules: Iterable[Rule]) -> list[str]:
    head = ["| rule | force | the value, or the document | source | recordings |", "|---|---|---|---|---|"]
    return [*head, *map(_row, rules)]


def _row(rule: Rule) -> str:
    return f"| `{rule.id}` | {rule.force} | {rule.says} | {rule.source}: {rule.cite} | {rule.count} |"


if __name__ == "__main__":
    for name, make in pages().items():
        if name in sys.argv[1:] or (not sys.argv[1:] and name != KILL_MATRIX):
            (HERE / name).write_text(make(), encoding="utf-8")
