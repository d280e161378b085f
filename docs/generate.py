"""Write the pages that list rules and laws, from the data they list: `python docs/generate.py`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from runlaws.contract import PROFILES, Profile, Rule
from runlaws.document import DOCUMENT_RULES
from runlaws.laws import LAWS

HERE = Path(__file__).parent


def pages() -> dict[str, str]:
    """Return the text of every page by its name."""
    return {"rules.md": rules_page(), "laws.md": laws_page()}


def rules_page() -> str:
    """Return the page of rules: relations first, then those of each profile's members."""
    lines = [
        "# Rules",
        "",
        "What every document is held to, by wire profile. A *hard* rule held on every recording: breaking it makes a",
        "document invalid. A *soft* one is a habit of the wire or a sentence of prose: breaking it makes a document",
        "questionable. Made from the data by `python docs/generate.py`; `runlaws rules --profile P` prints the same.",
        "",
        "## Any document",
        "",
        *_table(DOCUMENT_RULES),
        "",
        "## Relations between members",
        "",
        *_table(found.rule for found in PROFILES["v2"].relations),
    ]
    for profile in PROFILES.values():
        lines += ["", f"## Profile {profile.name}", "", f"{profile.says}.", "", *_table(_structural(profile))]
    return "\n".join(lines) + "\n"


def _structural(profile: Profile) -> list[Rule]:
    relations = {found.rule.id for found in profile.relations}
    return [rule for rule in profile.rules() if rule.id not in relations]


def _table(rules: Iterable[Rule]) -> list[str]:
    head = ["| rule | force | source | the value, or the document |", "|---|---|---|---|"]
    return [*head, *(f"| `{rule.id}` | {rule.force} | {rule.source} | {rule.says} |" for rule in rules)]


def laws_page() -> str:
    """Return the page of laws."""
    lines = [
        "# Laws",
        "",
        "What every client is held to, each within what its policy promises. Made from the data by",
        "`python docs/generate.py`; `runlaws laws` prints the same.",
    ]
    for law in LAWS:
        asked = ", ".join(sorted(standing.value for standing in law.standings))
        twin = f" with a twin that holds {law.twin.value} data" if law.twin else ""
        lines += ["", f"## {law.id}", "", f"*{law.says}.* {law.why}", ""]
        lines += [f"Asked about documents that are {asked}{twin}."]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8")
