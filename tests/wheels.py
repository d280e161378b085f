"""Wheels made on the spot, so that pip can install something where there is no network."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

__all__ = ["NEEDED", "offline", "toy_openai", "wheel", "wheel_of_installed"]

NEEDED: Final = ("attrs", "cattrs", "orjson", "packaging", "typing_extensions")
"""What an environment has besides the SDK, with what that needs in turn."""

_TOY: Final = '''
"""An SDK with the face of the openai package, of which nothing else is there."""

import json

import toyhttp

__version__ = {version!r}
DROPS = {drops!r}


class OpenAIError(ValueError):
    pass


class DefaultHttpxClient(toyhttp.Client):
    pass


class Part:
    def __init__(self, data):
        self.__dict__.update({{name: part(value) for name, value in data.items() if name not in DROPS}})

    def to_json(self, indent=None):
        return json.dumps(self, default=vars)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Part) else NotImplemented


def part(value):
    if isinstance(value, list):
        return [part(item) for item in value]
    return Part(value) if isinstance(value, dict) else value


class OpenAI:
    def __init__(self, *, http_client, **settings):
        self.beta = self.threads = self.runs = self
        self.http = http_client

    def retrieve(self, run, thread_id):
        try:
            data = json.loads(self.http.get(run).content)
        except (ValueError, RecursionError) as error:
            raise OpenAIError("no JSON") from error
        if not isinstance(data, dict):
            raise OpenAIError("no object")
        return part(data)
'''

_TOY_HTTP: Final = """
class Client:
    def __init__(self, transport):
        self.get = transport


class MockTransport:
    def __init__(self, answer):
        self.answer = answer

    def __call__(self, request):
        return self.answer(request)


class Response:
    def __init__(self, status, stream, headers):
        self.content = stream


ByteStream = bytes
"""


def toy_openai(folder: Path, version: str, *, drops: tuple[str, ...] = ()) -> Path:
    """Write a wheel of a small package `openai`, which the bundled adapter can ask; it drops some members."""
    module = _TOY.format(version=version, drops=drops)
    return wheel(folder, "openai", version, {"openai/__init__.py": module, "toyhttp.py": _TOY_HTTP})


def wheel(
    folder: Path, name: str, version: str, files: Mapping[str, str | bytes], requires: Iterable[str] = ()
) -> Path:
    """Write a wheel with some files."""
    info = f"{name}-{version}.dist-info"
    metadata = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    metadata += [f"Requires-Dist: {requirement}" for requirement in requires]
    tag = "Wheel-Version: 1.0\nGenerator: runlaws\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    return _zipped(
        folder,
        f"{name}-{version}",
        info,
        {**files, f"{info}/METADATA": "\n".join(metadata) + "\n", f"{info}/WHEEL": tag},
    )


def wheel_of_installed(folder: Path, name: str) -> Path:
    """Write a wheel with the files of what is installed here."""
    installed = distribution(name)
    version = installed.version
    files = {
        str(file): Path(str(installed.locate_file(file))).read_bytes()
        for file in installed.files or ()
        if ".." not in file.parts and file.suffix != ".pyc" and file.name != "RECORD"
    }
    info = next(path.split("/")[0] for path in files if path.endswith(".dist-info/METADATA"))
    return _zipped(folder, f"{name}-{version}", info, files)


def offline(links: Path, cache: Path) -> dict[str, str]:
    """Return the environment variables with which pip installs from a folder alone, and runlaws keeps what it makes."""
    nowhere = {"PIP_INDEX_URL": "", "PIP_EXTRA_INDEX_URL": "", "PIP_CONFIG_FILE": "/dev/null"}
    return {**nowhere, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(links), "RUNLAWS_CACHE": str(cache)}


def _zipped(folder: Path, stem: str, info: str, files: Mapping[str, str | bytes]) -> Path:
    contents = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    record = [f"{path},sha256={_digest(content)},{len(content)}" for path, content in contents.items()]
    path = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
        archive.writestr(f"{info}/RECORD", "\n".join([*record, f"{info}/RECORD,,", ""]))
    return path


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
