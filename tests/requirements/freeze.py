"""Freeze what there is now as a revision: `python -m tests.requirements.freeze 2027-03`, from the root of a checkout.

The ids of all cases that were ever frozen are beside the tests (`tests/data/requirements/ids.bin`, four bytes of each),
to know which are new; what is installed has the new ones of each later revision alone.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any, Final

from runlaws.laws import LAWS
from runlaws.objects import PROFILES
from runlaws.requirements import REVISIONS, digest_of
from runlaws_strategies import catalogue

__all__ = ["PACKAGE", "frozen_ids", "ids_now", "ids_of", "revision"]

ROOT: Final = Path(__file__).parents[2]
PACKAGE: Final = ROOT / "src" / "runlaws" / "requirements"
_IDS: Final = ROOT / "tests" / "data" / "requirements" / "ids.bin"
_SIZE: Final = 4


def ids_of(name: str) -> list[str]:
    """Return the ids of the cases in the catalogue of a profile."""
    return [case.id for case in catalogue(profile=PROFILES[name])]


def ids_now() -> dict[str, list[str]]:
    """Return the ids of the cases in the catalogue of each profile."""
    return {name: ids_of(name) for name in PROFILES}


def frozen_ids() -> frozenset[str]:
    """Return the beginnings of the ids of all cases that were ever frozen, of whichever profile."""
    data = _IDS.read_bytes() if _IDS.exists() else b""
    return frozenset(data[start : start + _SIZE].hex() for start in range(0, len(data), _SIZE))


def revision(ids: dict[str, list[str]]) -> dict[str, Any]:
    """Return what a revision of the laws and cases of now is to have, which no revision has yet."""
    old_laws, old_ids = {id for each in REVISIONS for id in each.laws}, frozen_ids()
    return {
        "laws": sorted(law.id for law in LAWS if law.id not in old_laws),
        "profiles": {
            name: {
                "cases": len(its),
                "digest": digest_of(its),
                "added": sorted(id for id in its if REVISIONS and id[: 2 * _SIZE] not in old_ids),
            }
            for name, its in ids.items()
        },
    }


def _freeze(name: str) -> None:
    last = REVISIONS[-1].name if REVISIONS else ""
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", name) or name <= last:
        sys.exit(f"expected a month after {last or '2026-11'}, such as 2027-03, got {name!r}")
    ids = ids_now()
    text = json.dumps(revision(ids), indent=1) + "\n"
    all_ids = frozen_ids() | {id[: 2 * _SIZE] for its in ids.values() for id in its}
    _IDS.write_bytes(b"".join(bytes.fromhex(id) for id in sorted(all_ids)))
    (PACKAGE / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _freeze(sys.argv[1])
