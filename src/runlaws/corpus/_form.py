"""A case as a line of a corpus: data for tests in any language, and back."""

from __future__ import annotations

import base64
import functools
import json
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

import orjson

from runlaws.case import Case, Unparsed, before_in, bytes_in, origin_in, twin_in
from runlaws.contract import Force, Judgement, News, NewsKind, Profile, Standing, Violation
from runlaws.corpus._errors import CorpusError
from runlaws.objects import ProfileError, as_profile
from runlaws.values import objects_in, text_in, word_in

__all__ = ["EXPECTED", "Entry", "Labels", "as_bytes", "as_line", "case_of", "checked_case_of", "state_of"]

Labels = Mapping[str, Any]
"""A line of a corpus, as data."""

Entry: TypeAlias = tuple[str, "Labels | CorpusError | OSError"]
"""The place of a case, and its data or why there is none."""

_ACCEPT: Final = {"strict": "accept", "lenient": "accept"}

EXPECTED: Final[Mapping[Standing, Mapping[str, str]]] = {
    Standing.VALID: _ACCEPT,
    Standing.QUESTIONABLE: _ACCEPT,
    Standing.EXTENDED: {"strict": "refuse", "lenient": "accept"},
    Standing.INVALID: {"strict": "refuse", "lenient": "accept"},
    Standing.AMBIGUOUS: {"strict": "either", "lenient": "either"},
    Standing.MALFORMED: {"strict": "refuse", "lenient": "refuse"},
}
"""What a client should do with a document of each standing. A strict one refuses what breaks a hard rule and what is
new; a lenient one accepts every JSON object. Where parsers differ, either is right."""


def as_line(case: Case) -> dict[str, Any]:
    """Return a case as the data of a line; bytes that are not UTF-8 are in base64, under `document_base64`."""
    return {
        "id": case.id,
        "profile": case.judgement.profile.spec,
        "made": case.made,
        "standing": case.standing.value,
        "state": state_of(case),
        "expected": dict(EXPECTED[case.standing]),
        **case.as_json(binary="base64"),
    }


def as_bytes(case: Case) -> bytes:
    """Return a case as a line without its end, in ASCII: what `as_line` returns, as JSON without spaces.

    It is put together of parts, since a general encoder takes twice the time: most of them other lines have, too.
    """
    judgement = case.judgement
    parts = [
        b'{"id":"%b"' % case.id.encode(),
        _labels(judgement.profile.spec, case.made, judgement.standing, state_of(case)),
        _findings(judgement) if judgement.violations or judgement.news else b'"violations":[],"news":[]',
        _document("document", case.document),
    ]
    for name, twin in (("twin", case.twin), ("third", case.third)):
        if twin is not None:
            likeness, pointer = _written(twin.likeness), _written(twin.pointer)
            document = _document("document", twin.document)
            parts.append(b'"%b":{%b,"likeness":%b,"pointer":%b}' % (name.encode(), document, likeness, pointer))
    if case.origin is not None:
        parts.append(_document("origin", case.origin))
    if case.before:
        before = b",".join(b"{%b}" % _document("document", document) for document in case.before)
        parts.append(b'"before":[%b]' % before)
    return b"%b}" % b",".join(parts)


_in_ascii: Final = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode


def _written(data: Any) -> bytes:
    """Return data as JSON in ASCII, as Python's `json` writes it, and in a fraction of its time if all is ASCII."""
    try:
        written = orjson.dumps(data)
    except TypeError:  # a text has a lone surrogate
        return _in_ascii(data).encode()
    return written if written.isascii() and _DELETE not in written else _in_ascii(data).encode()


_DELETE: Final = b"\x7f"
"""The one character of ASCII that `json` writes as an escape, and `orjson` as it is."""


@functools.lru_cache(maxsize=2**10)
def _labels(spec: str, how: str, standing: Standing, state: str | None) -> bytes:
    """Return the labels that many cases share."""
    shared = {"profile": spec, "made": how, "standing": standing, "state": state, "expected": EXPECTED[standing]}
    return _written(shared)[1:-1]


def _findings(judgement: Judgement) -> bytes:
    violations = [
        {"rule": violation.rule, "pointer": violation.pointer, "force": violation.force, "says": violation.says}
        for violation in judgement.violations
    ]
    news = [{"kind": item.kind, "pointer": item.pointer, "says": item.says} for item in judgement.news]
    return b'"violations":%b,"news":%b' % (_written(violations), _written(news))


def _document(name: str, document: bytes) -> bytes:
    try:
        text = document.decode()
    except UnicodeDecodeError:
        return b'"%b_base64":"%b"' % (name.encode(), base64.b64encode(document))
    return b'"%b":%b' % (name.encode(), _written(text) if document.isascii() else _in_ascii(text).encode())


def state_of(case: Case) -> str | None:
    """Return how far the object of a case has got, or None if its document does not say."""
    state = (case.shared_tree or {}).get(case.judgement.profile.object.state)
    return state if isinstance(state, str) and _is_text(state) else None


def _is_text(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)


_LABELS: Final = ("profile", "made", "standing", "violations", "news")


def case_of(data: Labels, profiles: dict[str, Profile]) -> Case:
    """Return the case of a line, with the labels that the line has; its document is read when somebody asks for it.

    `profiles` keeps the profiles that were looked up. Raises ValueError for data that is no line of a corpus.
    """
    profile = _profile_of(data, profiles)
    return Case(
        bytes_in(data, "document"),
        _judgement_of(data, profile),
        text_in(data, "made"),
        twin_in(data, "twin"),
        twin_in(data, "third"),
        origin_in(data),
        Unparsed.UNPARSED,
        before_in(data),
    )


def _profile_of(data: Labels, profiles: dict[str, Profile]) -> Profile:
    if missing := [name for name in _LABELS if name not in data]:
        msg = f"expected a case, got an object without {', '.join(missing)}"
        raise ValueError(msg)
    spec = text_in(data, "profile")
    try:
        return profiles.get(spec) or profiles.setdefault(spec, as_profile(spec))
    except ProfileError as error:
        raise ValueError(str(error.args[0])) from error


def _judgement_of(data: Labels, profile: Profile) -> Judgement:
    return Judgement(
        profile,
        word_in(data, "standing", Standing),
        tuple(_violation_of(item, at) for at, item in objects_in(data, "violations")),
        tuple(
            News(word_in(item, "kind", NewsKind, at), text_in(item, "pointer", at), text_in(item, "says", at))
            for at, item in objects_in(data, "news")
        ),
    )


def _violation_of(data: Labels, at: str) -> Violation:
    rule, pointer, says = text_in(data, "rule", at), text_in(data, "pointer", at), text_in(data, "says", at)
    return Violation(rule, pointer, says, word_in(data, "force", Force, at))


def checked_case_of(data: Labels, profiles: dict[str, Profile]) -> Case:
    """Return the case of a line after judging its document again; raises ValueError where the line says otherwise."""
    profile = _profile_of(data, profiles)
    word_in(data, "standing", Standing)
    case = Case.of_bytes(
        bytes_in(data, "document"),
        profile,
        made=text_in(data, "made"),
        twin=twin_in(data, "twin"),
        third=twin_in(data, "third"),
        origin=origin_in(data),
        before=before_in(data),
    )
    if case.id != data.get("id"):
        msg = f"its id is {data.get('id')!r}, but its content has the id {case.id!r}: it was edited"
        raise ValueError(msg)
    actual = _labels_of(case)
    for name in ("standing", "violations", "news", "state", "expected"):
        if data.get(name) != actual[name]:
            msg = f"it is labelled with another {name} than the contract gives it ({_shown(actual[name])})"
            raise ValueError(msg)
    return case


def _labels_of(case: Case) -> dict[str, Any]:
    """Return what a line says of a case beside its documents."""
    return {**case.judgement.as_json(), "state": state_of(case), "expected": EXPECTED[case.standing]}


def _shown(label: object) -> str:
    if isinstance(label, list):
        return ", ".join(str(item.get("rule", item.get("kind"))) for item in label) or "none"
    return str(label)
