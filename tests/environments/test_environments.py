"""Environments: made once and whole, kept by what they are made of, and clear about what pip says."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from runlaws.environments import Environment, EnvironmentFailed, cache_folder, path_of_runlaws
from runlaws.environments import _environment as module
from runlaws.environments._pip import complaint
from tests.processes import python
from tests.wheels import wheel

_REFUSED = "[Errno 111] Connection refused"


@pytest.fixture
def empty(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, with nothing in it."""
    request.getfixturevalue("kept")
    monkeypatch.setenv("RUNLAWS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def small(version: str = "2.0") -> Environment:
    return Environment(f"openai=={version}", "openai", version)


def left_in(cache: Path) -> list[str]:
    """Return the names of the folders that are in the cache."""
    return sorted(folder.name for folder in (cache / "environments").iterdir() if folder.is_dir())


@pytest.mark.slow
def test_an_environment_has_the_version_and_what_a_worker_needs(kept: Path) -> None:
    environment = small()
    environment.make()
    code = "import openai, attrs, cattrs, orjson, packaging; print(openai.__version__)"
    done = subprocess.run([environment.python, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "2.0\n"
    assert environment.folder.is_relative_to(kept)


@pytest.mark.slow
@pytest.mark.usefixtures("kept")
def test_what_is_made_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    small().make()
    monkeypatch.setattr(module, "called", lambda _: pytest.fail("it is there"))
    small().make()
    assert small().is_made


@pytest.mark.usefixtures("empty")
def test_an_environment_whose_python_is_gone_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    environment = small()
    environment.python.parent.mkdir(parents=True)
    environment.python.symlink_to("/no/such/python")

    def called(command: list[str]) -> tuple[int, str]:
        commands.append(command)
        unfinished = Path(f"{environment.folder}.unfinished")
        (unfinished / "bin").mkdir(parents=True, exist_ok=True)
        (unfinished / "bin" / "python").touch()
        return 0, ""

    monkeypatch.setattr(module, "called", called)
    environment.make()
    assert environment.is_made
    assert [command[3] for command in commands] == ["venv", "pip"]


@pytest.mark.usefixtures("empty")
def test_two_that_make_the_same_at_once_make_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def called(command: list[str]) -> tuple[int, str]:
        made.append(command[3])
        python = Path(f"{small().folder}.unfinished") / "bin" / "python"
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()
        return 0, ""

    monkeypatch.setattr(module, "called", called)
    threads = [threading.Thread(target=small().make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == ["venv", "pip"]


def test_what_is_interrupted_leaves_nothing_behind(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def called(_: list[str]) -> tuple[int, str]:
        Path(f"{small().folder}.unfinished").mkdir(exist_ok=True)
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "called", called)
    with pytest.raises(KeyboardInterrupt):
        small().make()
    assert left_in(empty) == []
    assert not small().is_made


@pytest.mark.slow
def test_a_version_that_pip_cannot_find_is_said_with_its_neighbours(empty: Path) -> None:
    with pytest.raises(EnvironmentFailed) as refusal:
        small("2.7").make()
    says = str(refusal.value)
    assert says.startswith("client 'openai==2.7': no environment could be made for it: pip finds no openai 2.7 for ")
    assert says.endswith("; of the 4 that it finds, the nearest are 2.0 and 3.0")
    assert left_in(empty) == []


@pytest.mark.slow
@pytest.mark.usefixtures("empty")
def test_a_version_that_cannot_be_beside_runlaws_is_said_in_the_words_of_pip() -> None:
    with pytest.raises(EnvironmentFailed, match=r"pip says Cannot install attrs>=.* and openai==4.0 because these"):
        small("4.0").make()


@pytest.mark.usefixtures("kept")
def test_a_cache_folder_that_cannot_be_written_is_named_and_so_is_what_names_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("RUNLAWS_CACHE", str(tmp_path / "file"))
    with pytest.raises(EnvironmentFailed, match=r"cannot be kept: .*file.*; RUNLAWS_CACHE names another folder"):
        small().make()


@pytest.mark.usefixtures("kept")
def test_environments_differ_by_all_that_they_are_made_of(monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [small().folder, small("3.0").folder, Environment("x==2.0", "openai", "2.0", ("attrs<99",)).folder]
    monkeypatch.setattr(sys.implementation, "cache_tag", "other-99")
    folders.append(small().folder)
    monkeypatch.setattr("importlib.metadata.requires", lambda _: ["attrs>=26"])
    folders.append(small().folder)
    assert len(set(folders)) == len(folders)


def test_the_cache_folder_is_the_system_s_unless_one_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("RUNLAWS_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder().name == "runlaws"
    monkeypatch.setenv("RUNLAWS_CACHE", str(tmp_path / "other"))
    assert cache_folder() == tmp_path / "other"


@pytest.mark.usefixtures("empty")
def test_another_interpreter_is_shown_runlaws_and_nothing_beside_it() -> None:
    links = Path(path_of_runlaws())
    names = {path.name.partition("-")[0] for path in links.iterdir()}
    assert names == {"runlaws", "runlaws_strategies"}
    assert (links / "runlaws" / "__init__.py").samefile(sys.modules["runlaws"].__file__ or "")
    assert Path(path_of_runlaws()) == links


def test_a_worker_imports_nothing_else_than_an_environment_has(tmp_path: Path) -> None:
    code = (
        "import sys; before = set(sys.modules)\n"
        "import runlaws.worker._nursery, runlaws.adapters\n"
        "runlaws.adapters.find_client('reference').decode(b'{}') if 0 else runlaws.adapters.find_client('reference')\n"
        "tops = {name.partition('.')[0] for name in sys.modules if name not in before}\n"
        "print(*sorted(tops - sys.stdlib_module_names - {'runlaws', 'runlaws_strategies'}))"
    )
    imported = set(python(code, cwd=tmp_path).out.split())
    assert "orjson" in imported
    assert imported <= {"attr", *module._NEEDED}


def test_an_index_that_cannot_be_reached_is_part_of_the_sentence() -> None:
    output = (
        "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by 'NewConnectionError('<pip._vendor."
        f"urllib3.connection.HTTPSConnection object at 0x7f>: Failed to establish a new connection: {_REFUSED}')': "
        "/simple/openai/\n"
        "ERROR: Could not find a version that satisfies the requirement openai==2.0 (from versions: none)\n"
        "ERROR: No matching distribution found for openai==2.0\n"
    )
    says = complaint(output, "openai", "2.0", python="3.11.7")
    expected = f"Failed to establish a new connection: {_REFUSED}"
    assert says == f"pip finds no openai 2.0 for Python 3.11.7; pip could not reach its index ({expected})"


def test_the_last_line_is_said_where_there_is_no_error_of_pip_s_own() -> None:
    assert complaint("first\nno module named ensurepip\n\n", "openai", "2.0", python="3.11.7") == (
        "pip says no module named ensurepip"
    )


@pytest.mark.slow
@pytest.mark.usefixtures("empty")
def test_what_another_package_lacks_is_not_said_of_the_sdk(
    links: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(links, tmp_path / "links")
    wheel(tmp_path / "links", "openai", "6.0", {"openai/__init__.py": ""}, ["nowhere==1"])
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "links"))
    with pytest.raises(EnvironmentFailed) as refusal:
        small("6.0").make()
    assert "pip says Could not find a version that satisfies the requirement nowhere==1" in str(refusal.value)
