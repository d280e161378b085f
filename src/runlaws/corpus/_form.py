"""A case as a line of a corpus: data for tests in any language, and back."""

from __future__ import annotations

import base64
import functools
import json
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from runlaws.case import Case, Unparsed, before_in, bytes_in, origin_in, twin_in
from runlaws.contract import Force, Judgement, News, NewsKind, Profile, Standing, Violation
from runlaws.corpus._errors import CorpusError
from runlaws.objects import ProfileError, as_profile
from runlaws.values import objects_in, text_in, word_in

__all__ = ["EXPECTED", "Entry", "Labels", "as_line", "as_text", "case_of", "checked_case_of", "state_of"]

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


def as_text(case: Case) -> str:
    """Return a case as the text of a line, in ASCII: what `as_line` returns, as JSON without spaces.

    Most of a million lines is put together of what other lines have; a general encoder takes twice the time.
    """
    judgement = case.judgement
    parts = [
        f'{{"id":"{case.id}"',
        _labels(judgement.profile.spec, case.made, judgement.standing, state_of(case)),
        f'"violations":[{",".join(map(_violation_text, judgement.violations))}]',
        f'"news":[{",".join(map(_news_text, judgement.news))}]',
        _document_text("document", case.document),
    ]
    for name, twin in (("twin", case.twin), ("third", case.third)):
        if twin is not None:
            document = _document_text("document", twin.document)
            parts.append(f'"{name}":{{{document},"likeness":"{twin.likeness}","pointer":{_quoted(twin.pointer)}}}')
    if case.origin is not None:
        parts.append(_document_text("origin", case.origin))
    if case.before:
        before = ",".join(f"{{{_document_text('document', document)}}}" for document in case.before)
        parts.append(f'"before":[{before}]')
    return f"{','.join(parts)}}}"


_quoted: Final = json.JSONEncoder(ensure_ascii=True).encode


@functools.lru_cache(maxsize=2**10)
def _labels(spec: str, how: str, standing: Standing, state: str | None) -> str:
    """Return the labels that many cases share."""
    shared = {"profile": spec, "made": how, "standing": standing, "state": state, "expected": EXPECTED[standing]}
    return json.dumps(shared, separators=(",", ":"))[1:-1]


def _violation_text(violation: Violation) -> str:
    rule, pointer, says = map(_quoted, (violation.rule, violation.pointer, violation.says))
    return f'{{"rule":{rule},"pointer":{pointer},"force":"{violation.force}","says":{says}}}'


def _news_text(news: News) -> str:
    return f'{{"kind":"{news.kind}","pointer":{_quoted(news.pointer)},"says":{_quoted(news.says)}}}'


def _document_text(name: str, document: bytes) -> str:
    try:
        return f'"{name}":{_quoted(document.decode())}'
    except UnicodeDecodeError:
        return f'"{name}_base64":"{base64.b64encode(document).decode()}"'


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
