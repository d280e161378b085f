"""A profile is data: to import one, or to judge by it, costs no model."""

from __future__ import annotations

from pathlib import Path

import pytest

import runlaws.objects.run
import runlaws.objects.run.model
from runlaws.objects.run.model import _narrowed, _parts, _protocols, _run
from tests.processes import python

JUDGE = "import runlaws.objects; runlaws.objects.judge(b'{}')"


@pytest.mark.parametrize("use", ["import runlaws.objects.run.profiles", "import runlaws.objects.run", JUDGE])
def test_what_needs_no_model_loads_none(tmp_path: Path, use: str) -> None:
    absent = {"runlaws.objects.run.model", "cattrs", "hypothesis"}
    done = python(f"{use}\nimport sys; print(*{absent} & set(sys.modules))", cwd=tmp_path)
    assert (done.status, done.out.strip(), done.err) == (0, "", "")


def test_the_model_needs_no_profile(tmp_path: Path) -> None:
    absent = {"runlaws.contract", "runlaws.document", "runlaws.objects.run.profiles"}
    done = python(f"import runlaws; runlaws.Run\nimport sys; print(*{absent} & set(sys.modules))", cwd=tmp_path)
    assert (done.status, done.out.strip(), done.err) == (0, "", "")


def test_to_check_a_document_loads_nothing_that_asks_clients_or_makes_cases(tmp_path: Path) -> None:
    absent = {
        "runlaws.corpus",
        "runlaws.known",
        "runlaws.observe",
        "runlaws.search",
        "runlaws_strategies",
        "hypothesis",
        "rich",
    }
    (tmp_path / "run.json").write_bytes(b"{}")
    use = "from runlaws.cli import main; main(['check', '--all', 'run.json'], standalone_mode=False)"
    show = f"import sys; sys.stderr.write(' '.join({absent} & set(sys.modules)))"
    done = python(f"try:\n  {use}\nexcept SystemExit: pass\n{show}", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("run.json: invalid")


def test_every_class_of_the_model_is_found_in_the_room() -> None:
    modules = (_narrowed, _parts, _protocols, _run)
    assert runlaws.objects.run.__all__ == sorted(name for module in modules for name in module.__all__)
    for name in runlaws.objects.run.__all__:
        assert getattr(runlaws.objects.run, name) is getattr(runlaws.objects.run.model, name)


def test_a_name_that_is_not_in_the_room_is_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Walk'"):
        runlaws.objects.run.Walk  # type: ignore[attr-defined] # noqa: B018 (that it is not there is the point)
