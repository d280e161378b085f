"""From what a user types to a client; and when there is none, one sentence that says why."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from runlaws.adapters import BUNDLED, ClientNotFound, PythonClient, find_client
from runlaws.adapters.reference import ReferenceClient
from runlaws.client import Policy, PolicyError
from runlaws.objects import find_profile

_CLIENT = "import json\nfrom runlaws import Policy, PythonClient\n"

Write = Callable[[str], str]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """A function that writes a module, which can then be imported, and returns its name."""
    monkeypatch.syspath_prepend(tmp_path)
    written: list[str] = []

    def write_module(source: str) -> str:
        name = f"sdk_under_test_{len(written)}"
        (tmp_path / f"{name}.py").write_text(source)
        importlib.invalidate_caches()
        written.append(name)
        return name

    yield write_module
    for name in written:
        sys.modules.pop(name, None)


def _why_not(spec: str) -> str:
    with pytest.raises(ClientNotFound) as caught:
        find_client(spec)
    (message,) = caught.value.args
    assert isinstance(message, str)
    assert "\n" not in message
    return message


# -- clients that are found


def test_a_bundled_client_is_found_by_name() -> None:
    assert isinstance(find_client("reference"), ReferenceClient)
    assert find_client("reference").name == "reference"


@pytest.mark.sdk("openai")
def test_openai_is_found_by_name() -> None:
    assert find_client("openai").name == "openai"


def test_a_bundled_client_is_made_for_a_profile() -> None:
    for profile in ("v1", find_profile("v1")):
        client = find_client("reference", profile=profile)
        assert isinstance(client, ReferenceClient)
        assert client.profile is find_profile("v1")


@pytest.mark.parametrize("prefix", ["", "python:"])
def test_a_client_is_found_by_module_and_attribute(write: Write, prefix: str) -> None:
    name = write(f"{_CLIENT}client = PythonClient(decode=json.loads, name='mine', version='1')")
    client = find_client(f"{prefix}{name}:client")
    assert (client.name, client.version) == ("mine", "1")


def test_an_attribute_may_be_one_of_an_attribute(write: Write) -> None:
    name = write(f"{_CLIENT}class Clients:\n    strict = PythonClient(decode=json.loads, name='strict')")
    assert find_client(f"{name}:Clients.strict").name == "strict"


@pytest.mark.parametrize(
    "source",
    [
        "def client():\n    return PythonClient(decode=json.loads, name='made')",
        "client = lambda: PythonClient(decode=json.loads, name='made')",
        "class client:\n    name = 'made'\n    def decode(self, document): return json.loads(document)",
        "class Sdk:\n    name = 'made'\n    decode = staticmethod(json.loads)\ndef client(): return Sdk()",
    ],
)
def test_a_function_or_class_is_called_for_a_client(write: Write, source: str) -> None:
    client = find_client(f"{write(_CLIENT + source)}:client")
    assert client.name == "made"
    assert client.decode(b'{"id": "run_1"}') == {"id": "run_1"}


def test_an_object_with_a_decode_is_a_client_with_what_else_it_has(write: Write) -> None:
    name = write(
        f"{_CLIENT}class Sdk:\n"
        "    version = 3\n"
        "    policy = Policy(hashable=False)\n"
        "    def decode(self, document): return json.loads(document)\n"
        "    def encode(self, value): return json.dumps(value)\n"
        "    def read(self, value, path): return 'read'\n"
        "    def decode_reply(self, document, headers): return headers\n"
        "client = Sdk()"
    )
    client = find_client(f"{name}:client")
    assert isinstance(client, PythonClient)
    assert (client.name, client.version) == (f"{name}:client", "3")
    assert client.policy == Policy(hashable=False)
    assert client.encodes
    assert client.read({}, ("id",)) == "read"
    assert client.decode_reply is not None
    assert client.decode_reply(b"{}", {"date": "now"}) == {"date": "now"}


def test_an_object_with_no_more_than_a_decode_reads_by_attribute_and_does_not_encode(write: Write) -> None:
    client = find_client(f"{write('import json as client; client.decode = client.loads')}:client")
    assert isinstance(client, PythonClient)
    assert (client.encodes, client.decode_reply, client.policy) == (False, None, Policy())
    assert client.read({"id": "run_1"}, ("id",)) == "run_1"


# -- clients that are not found


@pytest.mark.parametrize("spec", ["", "opneai", "json", "python:", "python:json", "json:", ":loads", "python::x"])
def test_what_names_no_client_is_answered_with_what_does(spec: str) -> None:
    named = f"{', '.join(BUNDLED)}, one of these with ==VERSION"
    expected = f"expected one of {named}, package.module:attribute, or process:COMMAND"
    meant = {"opneai": ": is it openai?"}.get(spec, "")
    assert _why_not(spec) == f"{spec!r} is no client: {expected}{meant}"


@pytest.mark.parametrize(
    ("spec", "module"),
    [
        ("bad.py:good", "bad"),
        ("./bad:good", "bad"),
        ("sdk/runs.py:good", "sdk.runs"),
        ("python:/sdk/runs:good", "sdk.runs"),
    ],
)
def test_a_path_is_answered_with_what_to_write(spec: str, module: str) -> None:
    assert _why_not(spec).endswith(f"is a path, expected the name of a module: write {module}:good")


def test_an_attribute_that_is_misspelt_is_answered_with_those_that_are_like_it(write: Write) -> None:
    assert _why_not(f"{write('client = acme_client = 1')}:cleint").endswith("has no 'cleint': is it client?")


def test_a_path_elsewhere_is_answered_with_the_module_and_its_folder(tmp_path: Path) -> None:
    package = tmp_path / "sdk" / "runs"
    package.mkdir(parents=True)
    for file in (package.parent / "__init__.py", package / "__init__.py", package / "client.py"):
        file.touch()
    assert _why_not(f"{package / 'client.py'}:good").endswith(f": write sdk.runs.client:good in {tmp_path}")


def test_a_module_that_is_misspelt_is_answered_with_those_that_are_like_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    package = tmp_path / "acme_runs_sdk"
    package.mkdir()
    for name in ("__init__", "client", "models"):
        (package / f"{name}.py").touch()
    importlib.invalidate_caches()
    assert _why_not("acme_runs_skd.client:x").endswith("no module 'acme_runs_skd': is it acme_runs_sdk?")
    assert _why_not("acme_runs_sdk.cleint:x").endswith("no module 'acme_runs_sdk.cleint': is it client?")
    assert _why_not("acme_runs_sdk:cleint.x").endswith("acme_runs_sdk has no 'cleint.x'")
    assert _why_not("acme_runs_sdk:client.x").endswith("has no 'client.x': is it acme_runs_sdk.client:x?")
    assert _why_not("acme_runs_sdk/cleint.py:x").endswith("no file acme_runs_sdk/cleint.py: is it client.py?")
    assert _why_not("acme_runs_sdk.client.x").endswith(": is it acme_runs_sdk.client:x?")


@pytest.mark.parametrize(
    ("source", "takes"),
    [
        ("def client(document): return document", "document"),
        ("class client:\n def __init__(self, *, a, b=1, **c): 0", "a"),
    ],
)
def test_a_function_that_must_be_given_something_is_no_client(write: Write, source: str, takes: str) -> None:
    spec = f"{write(source)}:client"
    expected = "expected a client, a function that returns one, or an object with decode(bytes)"
    assert _why_not(spec) == f"client {spec!r}: {expected}, got a function that must be given {takes}"


@pytest.mark.parametrize(
    ("spec", "missing"),
    [
        ("no_such_sdk:client", "no_such_sdk"),
        ("python:no_such_sdk.contract:client", "no_such_sdk"),
        ("json.no_such_part:client", "json.no_such_part"),
    ],
)
def test_a_module_that_there_is_not_is_named(spec: str, missing: str) -> None:
    assert _why_not(spec) == f"client {spec!r}: there is no module {missing!r}"


def test_a_module_that_a_module_misses_is_named_with_the_line_that_imports_it(write: Write) -> None:
    name = write("import json\nimport no_such_dependency")
    says = f"importing {name} raises ModuleNotFoundError: No module named 'no_such_dependency', at {name}.py:2"
    assert _why_not(f"{name}:client") == f"client '{name}:client': {says}"


def test_an_exception_in_a_module_that_the_module_imports_is_told_with_the_innermost_line(write: Write) -> None:
    inner = write("import json\n\nCOLOURS = (RED, GREEN)")
    name = write(f"import json, {inner}")
    says = f"importing {name} raises NameError: name 'RED' is not defined, at {inner}.py:3"
    assert _why_not(f"{name}:client") == f"client '{name}:client': {says}"


@pytest.mark.parametrize(
    ("source", "raised"),
    [
        ("raise RuntimeError('no key\\nset one')", "RuntimeError: no key"),
        ("raise SystemExit('usage: sdk')", "SystemExit: usage: sdk"),
        ("raise SystemExit", "SystemExit"),
        ("raise ImportError('broken')", "ImportError: broken"),
        ("raise ModuleNotFoundError('by hand')", "ModuleNotFoundError: by hand"),
        (
            "class Odd(BaseException):\n    def __str__(self): return 1 / 0\nraise Odd",
            "Odd: (its text raises ZeroDivisionError)",
        ),
        ("def", "SyntaxError: "),
    ],
)
def test_a_module_that_raises_when_it_is_imported_is_told_in_one_line(write: Write, source: str, raised: str) -> None:
    name = write(source)
    spec = f"{name}:client"
    assert _why_not(spec).startswith(f"client {spec!r}: importing {name} raises {raised}")


def test_a_name_that_is_relative_is_no_module() -> None:
    assert _why_not(".x:client").startswith("client '.x:client': importing .x raises TypeError: ")


@pytest.mark.parametrize("attribute", ["client", "Sdk.client", "Sdk.client.x"])
def test_an_attribute_that_there_is_not_is_named(write: Write, attribute: str) -> None:
    name = write("class Sdk: pass")
    spec = f"{name}:{attribute}"
    assert _why_not(spec) == f"client {spec!r}: {name} has no {attribute!r}"


def test_an_attribute_that_raises_is_told(write: Write) -> None:
    spec = f"{write('def __getattr__(name): raise RuntimeError(name)')}:client"
    assert " raises RuntimeError: client, at " in _why_not(spec)


@pytest.mark.parametrize(
    ("source", "raised"),
    [
        ("def client(): raise OSError('no network')", "OSError: no network"),
        ("def client(): raise SystemExit(2)", "SystemExit: 2"),
        ("class client:\n    def __init__(self): raise KeyError", "KeyError"),
    ],
)
def test_a_function_that_raises_is_told(write: Write, source: str, raised: str) -> None:
    spec = f"{write(source)}:client"
    assert _why_not(spec).startswith(f"client {spec!r}: calling it raises {raised}")


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("client = None", "NoneType"),
        ("client = {}", "dict"),
        ("def client(): ...", "NoneType"),
        ("class client: decode = 1", "client"),
    ],
)
def test_an_object_without_a_decode_is_no_client(write: Write, source: str, kind: str) -> None:
    spec = f"{write(source)}:client"
    expected = "expected decode(document: bytes) -> object"
    assert _why_not(spec) == f"client {spec!r} is a {kind} without `decode`: {expected}"


@pytest.mark.parametrize("more", ["", "    name = version = 'x'\n    encodes = False\n    encode = read = None\n"])
def test_a_policy_that_is_none_is_no_policy(write: Write, more: str) -> None:
    name = write(f"class client:\n    policy = dict()\n    def decode(self, document): ...\n{more}")
    spec = f"{name}:client"
    assert _why_not(spec) == f"client {spec!r}: expected its policy to be a runlaws.Policy, is a dict"


def test_a_policy_that_names_no_exception_class_is_told(write: Write) -> None:
    source = "client = PythonClient(decode=json.loads, policy=Policy(errors='json.NoSuchError'), name='sdk')"
    with pytest.raises(PolicyError, match=r"^client 'sdk': expected .*, got 'json\.NoSuchError': json has no NoSuch"):
        find_client(f"{write(_CLIENT + source)}:client")


def test_a_module_that_ends_the_process_when_it_is_imported_is_told(write: Write) -> None:
    name = write("import os\nos._exit(3)")
    assert _why_not(f"{name}:client") == f"client '{name}:client': importing {name} raises Exit: os._exit(3)"


def test_a_module_that_raises_a_keyboard_interrupt_when_it_is_imported_is_told(write: Write) -> None:
    name = write("raise KeyboardInterrupt")
    assert (
        _why_not(f"{name}:client")
        == f"client '{name}:client': importing {name} raises KeyboardInterrupt, at {name}.py:1"
    )


@pytest.mark.sdk("openai")
def test_a_bundled_client_whose_package_is_broken_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", ModuleType("openai"))
    assert _why_not("openai").startswith("client 'openai': making it raises AttributeError: ")
