"""`runlaws import`: recordings become labelled cases, scrambled if wanted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from runlaws.case import Case
from runlaws.contract import Standing
from runlaws.objects import find_profile, judge
from runlaws.recordings import Scrubber
from runlaws.values import members_of
from runlaws_strategies import make_case
from tests.processes import Ended, runlaws

RUN = next(
    case
    for case in (make_case(3, index, kinds=("valid",)) for index in range(1000))
    if case.tree is not None and case.tree["status"] == "requires_action" and case.tree["tools"]
)
SECRETS = {"instructions": "Ask Zoë about Projekt 7.", "metadata": {"customer": "ACME 42"}}
TREE: dict[str, Any] = {
    **(RUN.tree or {}),
    **SECRETS,
    "id": "run_kQ7Lm29sPz",
    "thread_id": "thread_Rr4TqX8vWn",
}


def imported(folder: Path, *args: str) -> tuple[Ended, list[dict[str, Any]]]:
    (folder / "page.json").write_text(json.dumps({"object": "list", "data": [TREE]}))
    ended = runlaws("import", "page.json", *args, "out", cwd=folder)
    cases = folder / "out" / "cases.jsonl"
    return ended, [json.loads(line) for line in cases.read_text().splitlines()] if cases.exists() else []


def test_a_run_becomes_itself_its_siblings_and_what_is_broken_or_new_in_it(tmp_path: Path) -> None:
    ended, cases = imported(tmp_path)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("out: 1 recorded runs\nout: ")
    assert json.loads(cases[0]["document"]) == TREE
    assert cases[0]["made"] == "recorded"
    standings = {case["standing"] for case in cases}
    assert standings >= {"valid", "invalid", "questionable", "extended"}
    assert any(case["made"] == "recorded, with created_at.type broken" for case in cases)
    assert any(case.get("twin", {}).get("pointer") == "/instructions" for case in cases)


def test_every_label_is_what_the_oracle_says(tmp_path: Path) -> None:
    _, cases = imported(tmp_path)
    for data in cases:
        case = Case.from_json(data)
        assert case.id == data["id"]
        assert case.standing.value == data["standing"]
        if data["made"].endswith(" broken"):
            rule = data["made"].removeprefix("recorded, with ").removesuffix(" broken")
            assert rule in {violation.rule for violation in case.judgement.violations}


def test_each_case_is_written_once(tmp_path: Path) -> None:
    _, cases = imported(tmp_path, "page.json")
    assert len({case["id"] for case in cases}) == len(cases)


def test_scrubbed_cases_hold_nothing_of_the_users_texts_names_and_ids(tmp_path: Path) -> None:
    _, cases = imported(tmp_path, "--scrub")
    recorded = json.loads(cases[0]["document"])
    assert cases[0]["standing"] == judge(json.dumps(TREE).encode()).standing
    whole = (tmp_path / "out" / "cases.jsonl").read_text()
    for secret in ("Zo", "Projekt", "customer", "ACME", "kQ7Lm29sPz", "Rr4TqX8vWn"):
        assert secret not in whole
    kept = ("status", "created_at", "object")
    assert [recorded[name] for name in kept] == [TREE[name] for name in kept]
    assert len(recorded["instructions"]) == len(SECRETS["instructions"])
    assert recorded["id"].startswith("run_")


@pytest.mark.parametrize("index", range(60))
def test_a_scrubbed_run_keeps_its_standing_and_its_violations(index: int) -> None:
    case = make_case(7, index, kinds=("valid", "questionable", "extended"))
    scrubbed = find_profile("v2").judge(Scrubber(find_profile("v2"), b"salt").scrubbed(case.tree or {}))
    assert scrubbed.standing is case.standing
    assert [v.rule for v in scrubbed.violations] == [v.rule for v in case.judgement.violations]


_UNKNOWN: dict[str, Any] = {"IbanOfCustomer": [4915555012345, {"Deep": -4915.555012345}], "IbanToo": True}


@pytest.mark.parametrize(
    "changes",
    [
        _UNKNOWN,
        {"usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2, **_UNKNOWN}},
        {"tools": [{"type": "IbanTool", "IbanTool": _UNKNOWN}, {"type": "function", "function": {"name": "IbanIs"}}]},
        {"tool_choice": {"type": "IbanChoice"}},
        {"tool_choice": "IbanChoice"},
        {"status": "IbanStatus"},
        {"object": "IbanObject"},
        {"last_error": {"code": "IbanCode", "message": "4915555012345"}},
        {"incomplete_details": {"reason": "IbanReason"}},
        {"truncation_strategy": {"type": "IbanStrategy", "last_messages": None}},
        {"metadata": _UNKNOWN},
        {"instructions": json.dumps(_UNKNOWN)},
        {"created_at": "IbanTime"},
        {"instructions": 4915555012345},
        {"tools": 4915555012345},
        {"status": 4915555012345},
        {"model": "\uff14\uff19\uff11\uff15 \u0664\u0669\u0661\u0665 \u2163\u2468"},
        {"instructions": '{"IbanToo": [4915555012345, 1e999]}'},
        {"metadata": {"Iban": 4.915555012345e300}},
    ],
    ids=str,
)
def test_what_the_contract_does_not_know_is_replaced_wherever_it_stands(changes: dict[str, Any]) -> None:
    profile = find_profile("v2")
    tree = {**TREE, **changes}
    scrubbed = json.dumps(Scrubber(profile, b"salt").scrubbed(tree), ensure_ascii=False)
    for secret in (
        "Iban",
        "4915",
        "5012345",
        "Deep",
        "Infinity",
        "\uff14\uff19\uff11\uff15",
        "\u0664\u0669",
        "\u2163",
        "\u2468",
    ):
        assert secret not in scrubbed
    assert profile.judge(json.loads(scrubbed)).standing is profile.judge(tree).standing


def test_the_same_text_is_replaced_by_the_same_text_and_another_salt_replaces_it_by_another() -> None:
    profile = find_profile("v2")
    tree = {"id": "run_abc", "model": "secret", "instructions": "secret"}
    first, second = Scrubber(profile, b"a").scrubbed(tree), Scrubber(profile, b"b").scrubbed(tree)
    assert first["model"] == first["instructions"] != second["model"]


def test_files_without_a_run_are_one_sentence_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "thread.json").write_text('{"id": "thread_1", "object": "thread", "created_at": 1}')
    ended = runlaws("import", "thread.json", "out", cwd=tmp_path)
    assert ended.complaint == "no run is in these files; `runlaws check` says what is in them"
    assert not (tmp_path / "out").exists()


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_imported(tmp_path: Path) -> None:
    (tmp_path / "cut.json").write_bytes(RUN.document[:-20])
    ended, cases = imported(tmp_path, "cut.json", "missing.json")
    assert ended.status == 2
    assert [line.partition(":")[0] for line in ended.err.splitlines()] == ["cut.json", "missing.json"]
    assert cases


def test_an_invalid_run_is_imported_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(json.dumps({**TREE, "created_at": "now"}))
    ended = runlaws("import", "run.json", "out", cwd=tmp_path)
    assert ended.status == 0
    (case,) = map(json.loads, (tmp_path / "out" / "cases.jsonl").read_text().splitlines())
    assert (case["made"], case["standing"]) == ("recorded", Standing.INVALID.value)


def test_no_member_is_lost_where_two_short_names_fall_on_one() -> None:
    names = dict.fromkeys("abcdefghijklmnop", "x")
    scrubbed = Scrubber(find_profile("v2"), b"salt").scrubbed({"metadata": names})["metadata"]
    assert isinstance(scrubbed, dict)
    assert len(scrubbed) == len(names)


def test_a_name_is_replaced_by_one_name_in_all_objects_of_an_import() -> None:
    """Forty names of one letter fall on one another: each has a word of its own, and the same one in every run."""
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN"
    scrubber = Scrubber(find_profile("v2"), b"salt")
    together = members_of(scrubber.scrubbed({"metadata": dict.fromkeys(letters, "1")})["metadata"])
    alone = [*(members_of(scrubber.scrubbed({"metadata": {letter: "1"}})["metadata"]) for letter in letters[::-1])]
    assert [*together] == [name for names in alone[::-1] for name in names]
