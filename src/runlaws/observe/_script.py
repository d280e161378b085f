"""The script of questions to a client about a case, in a fixed order."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import frozen

from runlaws.case import Case
from runlaws.client import Answer, Question, Thrown, TwinObservation
from runlaws.observe._again import raised_only_now
from runlaws.observe._asking import Asking
from runlaws.observe._beside import documents_beside, documents_of_one_key
from runlaws.observe._copying import copies_of
from runlaws.observe._disturbing import Disturbing
from runlaws.observe._printing import printed_by_key, printed_of
from runlaws.observe._repeating import Repeating
from runlaws.observe._sharing import Sharing
from runlaws.observe._showing import shown_of, shown_of_document
from runlaws.values import Path, pointer

__all__ = ["Script"]

_NOTHING_RAISED: Final = Answer()


@frozen
class Script:
    """The steps for one case. Each asks some questions, and returns the fields of the observation that it fills."""

    asking: Asking
    case: Case
    also: tuple[Path, ...]
    asks: frozenset[Question]

    def answers(self, value: Any) -> dict[str, Any]:
        """Return the answers to all questions in `asks`, as fields of the observation."""
        answers: dict[str, Any] = {}
        for step in _steps(self.asks):
            answers.update(step(self, value))
        return answers

    def _fresh(self, value: Any) -> tuple[Any, Answer]:
        """Return the value if it has been asked nothing yet, or else another decoding of the document."""
        if self.asks <= _OF_ENCODING:
            return value, Answer()
        return self.asking.decode(self.case.document)

    def show(self, value: Any) -> dict[str, Any]:
        where = [*self.case.places, *((path, pointer(path), None) for path in self.also)]
        shown, classes, types = shown_of(self.asking, value, where)
        whole = self.asking.whole(value)
        return {"shown": shown, "classes": {**classes, "": whole} if whole else classes, "types": types}

    def encode(self, value: Any) -> dict[str, Any]:
        """Encode a value, decode the result, and encode that."""
        asking = self.asking
        if not asking.encodes:
            return {"encoded": _NO_ENCODER} if asking.policy.encodes else {}
        value, again = self._fresh(value)
        if again.thrown is not None:
            return {"encoded": again}
        first, then = self._encoded(value)
        others = {name: self._encoded(*asking.decode(self.case.document), name) for name in asking.encoders}
        return {
            "encoded": first,
            "encoded_again": then,
            "encoded_by": {name: first for name, (first, _) in others.items()},
            "encoded_again_by": {name: then for name, (_, then) in others.items() if then is not None},
        }

    def _encoded(self, value: Any, decoded: Answer = _NOTHING_RAISED, by: str = "") -> tuple[Answer, Answer | None]:
        """Return what an encoder writes of a value, and what it then writes of what it wrote."""
        asking = self.asking
        if decoded.thrown is not None:
            return decoded, None
        text, first = asking.encode(value, by)
        if not by:
            asking.written_first = text
        if first.thrown is not None or Question.ENCODE_AGAIN not in self.asks:
            return first, None
        back, reread = asking.decode(text)
        return first, reread if reread.thrown else asking.encode(back, by)[1]

    def compare(self, value: Any) -> dict[str, Any]:
        """Compare a value with itself and with a second decoding of the document; hash both."""
        asking, answers = self.asking, dict[str, Any]()
        again, twice = asking.decode(self.case.document)
        if self.asks & {Question.COMPARE, Question.NEGATE}:
            answers["itself"] = asking.same(value, value)
            answers["decoded_twice"] = asking.same(value, again) if twice.thrown is None else twice
        if Question.NEGATE in self.asks and twice.thrown is None:
            answers["negated"] = {
                "itself": asking.unequal(value, value),
                "decoded_twice": asking.unequal(value, again),
            }
        if Question.HASH in self.asks:
            first = asking.hashed(value)
            # A value without a hash says all there is to know: raising and describing an exception takes long.
            answers["hashed"] = first, first if first.thrown is not None else asking.hashed(again)
        return answers

    def meet_twin(self, value: Any) -> dict[str, Any]:
        """Ask the twin what the value is asked, and compare both, and the third document."""
        if self.case.twin is None:
            return {}
        asking, asks = self.asking, self.asks
        twin, decoded = asking.decode(self.case.twin.document)
        if decoded.thrown is not None:
            return {"twin": TwinObservation(decoded)}
        observation = TwinObservation(
            asking.kind(twin),
            equal=asking.same(value, twin),
            equal_back=asking.same(twin, value),
            unequal=asking.unequal(value, twin) if Question.NEGATE in asks else None,
            hashed=asking.hashed(twin) if Question.HASH in asks else None,
            encoded=asking.encode(twin)[1] if Question.ENCODE in asks and asking.encodes else None,
        )
        return {"twin": observation, **self._meet_third(value, twin, observation)}

    def _meet_third(self, value: Any, twin: Any, seen: TwinObservation) -> dict[str, Any]:
        """Compare the third document with the other two, both ways; encode it if it equals one of them."""
        asking = self.asking
        if Question.THIRD not in self.asks or self.case.third is None or seen.equal is None or seen.equal_back is None:
            return {}
        third, accepted = asking.decode(self.case.third.document)
        if accepted.thrown is not None:
            return {}
        there = (seen.equal, asking.same(twin, third), asking.same(value, third))
        back = (seen.equal_back, asking.same(third, twin), asking.same(third, value))
        answers: dict[str, Any] = {"triangle": there, "triangle_back": back}
        if Question.ENCODE in self.asks and asking.encodes and any(answer.yes for answer in there[1:]):
            answers["third_encoded"] = asking.encode(third)[1]
        return answers

    def meet_strangers(self, value: Any) -> dict[str, Any]:
        return {"strangers": self.asking.strangers(value)}

    def reply(self, _value: Any) -> dict[str, Any]:
        """Decode the document as the body of two replies, where the client sees headers."""
        if not self.asking.sees_headers:
            return {}
        values = [self.asking.decode(self.case.document, headers) for headers in _HEADERS]
        for _, answer in values:
            if answer.thrown is not None:
                return {"replies": answer}
        return {"replies": self.asking.same(values[0][0], values[1][0])}

    def copy(self, value: Any) -> dict[str, Any]:
        return {"copies": copies_of(self.asking, self.case, value)}

    def print(self, value: Any) -> dict[str, Any]:
        """Print the value, which is asked nothing else afterwards but whether it survives that."""
        beside = Question.PRINT_BESIDE in self.asks
        others = documents_beside(self.case) if beside else ()
        printed = printed_of(self.asking, value, others, self.case.mark or "")
        if beside and (documents := documents_of_one_key(self.case)) is not None:
            printed.update(printed_by_key(self.asking, documents))
        return {"printed": printed}

    def again(self, value: Any) -> dict[str, Any]:
        return {"again": raised_only_now(self.asking, value)}

    def disturb(self, value: Any) -> dict[str, Any]:
        return Disturbing(self.asking, self.case, self.asks).answers(value)

    def share(self, _value: Any) -> dict[str, Any]:
        """Change what is not the value, and look whether it still holds what it held; that comes last."""
        if self.asking.cut_short:
            return {}  # a call that hangs would do so again, under another name
        where = [*self.case.places, *((path, pointer(path), None) for path in self.also)]
        return {"shared": Sharing(self.asking, where).looks()}

    def show_another(self, _value: Any) -> dict[str, Any]:
        """Read what the value of another document shows, which the client was shown before."""
        seen = shown_of_document(self.asking, self.case.before[0]) if self.case.before else None
        return {} if seen is None else {"shown_before": seen.shown, "types_before": seen.types}

    def repeat(self, _value: Any = None) -> dict[str, Any]:
        return {"repeated": Repeating(self.asking, self.case).answers()}


@functools.lru_cache(maxsize=256)
def _steps(asks: frozenset[Question]) -> tuple[Callable[[Script, Any], dict[str, Any]], ...]:
    """Return the steps that some questions need, in the order of the script."""
    steps = (
        ({Question.SHOW}, Script.show),
        ({Question.COMPARE, Question.HASH, Question.NEGATE}, Script.compare),
        ({Question.TWIN, Question.THIRD}, Script.meet_twin),
        ({Question.STRANGERS}, Script.meet_strangers),
        ({Question.REPLY}, Script.reply),
        (_OF_ENCODING, Script.encode),
        ({Question.COPY}, Script.copy),
        ({Question.PRINT, Question.PRINT_BESIDE}, Script.print),
        ({Question.AGAIN}, Script.again),
        ({Question.DISTURB}, Script.disturb),
        ({Question.REPEAT}, Script.repeat),
        ({Question.SHOW_ANOTHER}, Script.show_another),
        ({Question.SHARE}, Script.share),
    )
    return tuple(step for questions, step in steps if questions & asks)


_OF_ENCODING: Final = frozenset({Question.ENCODE, Question.ENCODE_AGAIN})
_NO_ENCODER: Final = Answer(thrown=Thrown("NoEncoder", "the client promises to encode and offers no encode", own=False))
_HEADERS: Final[tuple[Mapping[str, str], ...]] = (
    {"date": "Tue, 14 Nov 2023 22:13:20 GMT", "x-request-id": "req_1", "x-ratelimit-remaining-requests": "4999"},
    {"date": "Tue, 14 Nov 2023 22:13:21 GMT", "x-request-id": "req_2", "set-cookie": "a=b"},
)
"""The headers of two replies. Names are in lower case, since case does not matter in HTTP."""
