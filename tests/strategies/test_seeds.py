"""A seed and an index stand for one case: in every process, and whatever was done with other cases before."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from typing import Any, Final

import pytest

from runlaws.objects import PROFILES, find_profile
from runlaws.values import Json
from runlaws_strategies import KINDS, make_case, simplest
from runlaws_strategies.build import random_case, recorded_case

COUNT: Final = 200


def digest(profile: str) -> str:
    """Return a digest of some cases of all kinds, their twins and labels included."""
    made = hashlib.sha256()
    for index in range(COUNT):
        case = make_case(7, index, profile=profile)
        made.update(repr((case.id, case.made, case.document, case.twin)).encode())
    return made.hexdigest()


PRINT_DIGEST: Final = "import sys; from tests.strategies.test_seeds import digest; print(digest(sys.argv[1]))"


@pytest.mark.parametrize(("profile", "hash_seed"), [("v2", "1"), ("any", "2")])
def test_another_process_makes_the_same_cases(profile: str, hash_seed: str, pytestconfig: pytest.Config) -> None:
    command = [sys.executable, "-c", PRINT_DIGEST, profile]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=environment, cwd=pytestconfig.rootpath
    )
    assert done.stdout.strip() == digest(profile)


def test_a_case_is_the_same_made_alone_and_after_others() -> None:
    alone = make_case(79, 50)
    in_a_row = [make_case(79, index) for index in range(51)][-1]
    assert alone == in_a_row
    assert alone.id == in_a_row.id


def test_another_seed_or_index_gives_other_cases() -> None:
    assert len({make_case(1, index).document for index in range(100)}) > 80
    assert [make_case(1, index).id for index in range(20)] != [make_case(2, index).id for index in range(20)]


@pytest.mark.parametrize("profile", PROFILES)
def test_a_random_case_of_a_search_is_the_same_where_its_choices_are_recorded(profile: str) -> None:
    contract = find_profile(profile)
    for index in range(COUNT):
        case, _ = recorded_case(5, index, contract, KINDS)
        assert random_case(5, index, contract, KINDS) == case


def spoil(value: Json) -> None:
    """Change every list and object in a value."""
    for item in list(value.values()) if isinstance(value, dict) else list(value) if isinstance(value, list) else []:
        spoil(item)
    if isinstance(value, dict):
        value.clear()
        value["spoiled"] = True
    elif isinstance(value, list):
        value.append("spoiled")


CHILD: Final = """
import sys
from tests.strategies.test_seeds import leaks
print(leaks(sys.argv[1]))
"""


def leaks(kind: str) -> list[str]:
    """Return what is made otherwise once the trees of earlier cases were changed."""
    wanted = [make_case(83, index, kinds=(kind,)).id for index in range(COUNT)]
    for index in range(COUNT):
        tree: Any = make_case(83, index, kinds=(kind,)).tree
        spoil(tree)
    found: list[str] = []
    for index in range(COUNT):
        try:
            case = make_case(83, index, kinds=(kind,))
        except Exception as error:  # noqa: BLE001 - whatever a spoiled pool leads to
            found.append(f"{index}: {type(error).__name__}")
        else:
            found.extend([f"{index}: {case.made}"] if case.id != wanted[index] else [])
    return found[:5]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_done_to_the_tree_of_a_case_reaches_no_other_case(kind: str, pytestconfig: pytest.Config) -> None:
    """In a process of its own, which may be spoiled for good."""
    command = [sys.executable, "-c", CHILD, kind]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=pytestconfig.rootpath)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


@pytest.mark.parametrize("profile", PROFILES)
def test_what_is_done_to_the_simplest_document_reaches_no_other(profile: str) -> None:
    tree = simplest("requires_action", profile=profile)
    spoil(simplest("requires_action", profile=profile))
    assert simplest("requires_action", profile=profile) == tree
