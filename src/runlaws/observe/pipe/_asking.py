"""The questions to a client behind a pipe, as operations of the protocol."""

from __future__ import annotations

import base64
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final, TypeVar

from attrs import Factory, define, field

from runlaws.case import Case
from runlaws.client import NOT_SHOWN, Answer, Policy, Thrown
from runlaws.document import read
from runlaws.observe._asking import Asking, Texts
from runlaws.observe.pipe._kept import Offer, Value, Written, written_as
from runlaws.observe.pipe._replies import Replies, bytes_of, text_of
from runlaws.observe.pipe._tape import OneByOne, Operation, Tape
from runlaws.values import Json, Path, same_json

__all__ = ["AskingThere", "Offer", "in_base64"]

T = TypeVar("T")


@define(kw_only=True)
class AskingThere(Asking):
    """The questions about one case, put on a tape. What the tape does not know is what a good client answers."""

    case: Case
    policy: Policy
    encodes: bool
    offer: Offer
    replies: Replies
    tape: Tape | OneByOne
    refused: Mapping[str, Thrown] = field(factory=dict)
    """What calls did that ended the worker: they are not made again."""
    refusals: dict[bytes, Thrown] = field(factory=dict)
    """What decoding documents raised: until it is known, it is guessed to raise the same again."""
    cut_short: dict[str, Thrown] = field(init=False, factory=dict)
    written_first: bytes = field(init=False, default=b"")
    copies: Sequence[str] = field(init=False, default=Factory(lambda self: self.offer.copies, takes_self=True))
    prints: Sequence[str] = field(init=False, default=Factory(lambda self: self.offer.prints, takes_self=True))
    call: str = field(init=False, default="")
    """The call that the last operation makes."""
    _numbers: int = field(init=False, default=0)
    _raised_last: Thrown | None = field(init=False, default=None)
    """What decoding raised of the last document of the case's making: the next may differ from it in a name alone."""
    _readings: dict[bytes, Answer] = field(init=False, factory=dict)
    _same_data: dict[bytes, str] = field(init=False, factory=dict)

    @property
    def sees_headers(self) -> bool:
        """Whether the client decodes replies with their headers."""
        return "headers" in self.offer.operations

    @property
    def encoders(self) -> Collection[str]:
        """The names of the client's encoders, but for the first one."""
        return self.offer.encoders

    # -- asking

    def _put(
        self,
        call: str,
        operation: Operation,
        guess: Callable[[], T],
        take: Callable[[Mapping[str, Any]], T],
        none: T,
        likely: Thrown | None = None,
    ) -> tuple[T, Answer]:
        """Return what is taken from the answer to an operation, or guessed; `none` where the call threw something.

        Where that is not known, it is guessed to throw what is `likely`.
        """
        if call in self.refused:
            thrown = self.cut_short.setdefault(call, self.refused[call])
            return none, Answer(thrown=thrown)
        self.call = call
        answer = self.tape.answer(operation)
        if answer is None:
            return (guess(), _NOTHING_RAISED) if likely is None else (none, Answer(thrown=likely))
        if answer.get("skipped"):
            return none, Answer(thrown=_SKIPPED)
        thrown_there = self.replies.thrown(answer)
        if thrown_there is not None:
            return none, Answer(thrown=thrown_there)
        return take(answer), _NOTHING_RAISED

    def _next(self) -> int:
        self._numbers += 1
        return self._numbers - 1

    def decode(self, document: bytes, headers: Mapping[str, str] | None = None) -> tuple[Any, Answer]:
        """Return what stands for the decoded document, or None, and an answer with what decoding raised."""
        number = self._next()
        operation: dict[str, Any] = {"do": "decode", "as": number}
        if isinstance(document, Written):
            operation["written"] = document.number
        else:
            operation["document"] = in_base64(document)
        if headers is not None:
            operation["headers"] = dict(headers)

        def taken(answer: Mapping[str, Any]) -> Value | None:
            return Value(number, document, text_of(answer.get("type")), answer.get("nothing") is True)

        def guess() -> Value:
            return Value(number, document)

        likely = self.refusals.get(document) or (None if document in self.case.before else self._raised_last)
        value, answer = self._put(self.call_for(document), operation, guess, taken, None, likely)
        self._learn(document, answer.thrown)
        return value, answer

    def _learn(self, document: bytes, thrown: Thrown | None) -> None:
        """Note what decoding a document raised, if anything: like ones are guessed to raise it, too."""
        if thrown is not None and (thrown.ended or thrown is _SKIPPED):
            return
        if thrown is None:
            self.refusals.pop(document, None)
        else:
            self.refusals[document] = thrown
        if document not in self.case.before and document.endswith(b"}"):
            self._raised_last = thrown

    def kind(self, value: Any) -> Answer:
        """Return the name of a value's class."""
        return Answer(value.kind)

    def is_nothing(self, value: Any) -> bool:
        """Return whether a value is the language's null."""
        return bool(value.nothing)

    def encode(self, value: Any, by: str = "") -> tuple[bytes, Answer]:
        """Return what the worker wrote as bytes, and an answer with their tree or with what encoding raised."""
        if value is None:
            return b"", Answer(thrown=_SKIPPED)
        number, call = self._next(), f"encode by {by}" if by else "encode"
        operation = {"do": "encode", "as": number, "value": value.number, **({"by": by} if by else {})}
        guess = written_as(value.document, number)
        text, answer = self._put(call, operation, lambda: guess, lambda got: written_as(bytes_of(got), number), guess)
        if answer.thrown is not None:
            return b"", answer
        if text is guess:
            return text, Answer(f"the data of {self._alike(value.document)}")
        return self.as_tree(call, text, self._readings)

    def parts(self, value: Any, paths: Sequence[Path]) -> Sequence[Any]:
        """Return what a value shows at some paths."""
        return self._of_paths("fields", value, paths, lambda answer: self.replies.parts(answer, len(paths)))

    def sizes(self, value: Any, paths: Sequence[Path]) -> Sequence[Any]:
        """Return how many items the containers at some paths have."""
        return self._of_paths("sizes", value, paths, lambda answer: answer.get("sizes", ()))

    def _of_paths(
        self, do: str, value: Any, paths: Sequence[Path], take: Callable[[Mapping[str, Any]], Sequence[Any]]
    ) -> Sequence[Any]:
        nothing: Sequence[Any] = [NOT_SHOWN] * len(paths)
        if value is None or not paths:
            return nothing
        operation = {"do": do, "value": value.number, "at": list(paths)}
        parts, answer = self._put("read", operation, lambda: nothing, take, nothing)
        return parts if answer.thrown is None else [answer.thrown] * len(paths)

    def same(self, left: Any, right: Any) -> Answer:
        """Return the answer to whether left equals right."""
        return self._compared("equal", "==", left, right, negated=False)

    def unequal(self, left: Any, right: Any) -> Answer:
        """Return the answer to whether left is unequal to right."""
        if "unequal" not in self.offer.operations:
            answer = self.same(left, right)
            return answer if answer.thrown is not None else Answer(not answer.value)
        return self._compared("unequal", "!=", left, right, negated=True)

    def _compared(self, do: str, call: str, left: Any, right: Any, *, negated: bool) -> Answer:
        if "equal" not in self.offer.operations:
            return Answer()
        if left is None or right is None:
            return Answer(thrown=_SKIPPED)
        operation = {"do": do, "left": left.number, "right": right.number}

        def guess() -> bool:
            alike = left.document == right.document or self._alike(left.document) == self._alike(right.document)
            return alike is not negated

        return self._answered(call, operation, guess, _yes)

    def strangers(self, value: Any, *, first: bool = False) -> Mapping[str, Answer]:
        """Return the answers to whether a value equals values of other kinds, by what those are."""
        if "equal" not in self.offer.operations:
            return {}
        others = {"null": None} if first else self._others()
        return {
            name: self._answered("==", {"do": "equal", "left": value.number, "other": other}, lambda: False, _yes)
            for name, other in others.items()
        }

    def _others(self) -> Mapping[str, Json]:
        key = (self.case.tree or {}).get(self.case.judgement.profile.object.key)
        own: dict[str, Json] = {f"its own {self.case.judgement.profile.object.key}": key} if key is not None else {}
        return {"null": None, "a text": "run", "a number": 0, "an empty array": [], "an empty object": {}, **own}

    def hashed(self, value: Any) -> Answer:
        """Return a value's hash."""
        if "hash" not in self.offer.operations or value is None:
            return Answer(thrown=_NO_HASH)
        operation = {"do": "hash", "value": value.number}
        return self._answered(
            "hash", operation, lambda: self._alike(value.document), lambda got: text_of(got.get("hash"))
        )

    def copy(self, way: str, value: Any) -> tuple[Any, Answer]:
        """Return what stands for a copy of a value, and an answer with what copying raised."""
        if value is None:
            return None, Answer(thrown=_SKIPPED)
        number = self._next()
        operation = {"do": "copy", "as": number, "value": value.number, "by": way}

        def taken(answer: Mapping[str, Any]) -> Value | None:
            return Value(number, value.document, text_of(answer.get("type")))

        return self._put(way, operation, lambda: Value(number, value.document), taken, None)

    def printed_twice(self, value: Any) -> tuple[Texts, Answer]:
        """Return the texts of a value that is printed twice in each way, and an answer with what that raised."""
        texts, answer = self._print(value, self.prints, 2)
        return Texts(*texts), answer

    def printed(self, value: Any) -> tuple[tuple[str, ...], Answer]:
        """Return the text of a value in each way, and an answer with what printing raised."""
        texts, answer = self._print(value, self.prints, 1)
        return texts[0], answer

    def text(self, way: str, value: Any) -> tuple[str, Answer]:
        """Return the text of a value in one way, and an answer with what printing raised."""
        texts, answer = self._print(value, [way], 1)
        return texts[0][0], answer

    def _print(self, value: Any, ways: Sequence[str], times: int) -> tuple[Sequence[tuple[str, ...]], Answer]:
        nothing = [("",) * len(ways)] * times
        if value is None or not ways:
            return nothing, Answer(thrown=_SKIPPED) if ways else _NOTHING_RAISED
        operation = {"do": "print", "value": value.number, "by": list(ways), "times": times}
        return self._put("print", operation, lambda: nothing, lambda got: _texts_of(got, ways, times), nothing)

    def change(self, value: Any, scalars: Mapping[Path, Sequence[str]], containers: Sequence[Path]) -> None:
        """Assign members of what a value holds, and add to the containers that it hands out, where it lets us."""
        if value is not None:
            named = [{"at": at, "names": list(names)} for at, names in scalars.items()]
            operation = {"do": "change", "value": value.number, "scalars": named, "containers": list(containers)}
            self._put("change", operation, _nothing, _nothing, None)

    def change_back(self) -> None:
        """Take back all that was changed."""
        self._put("change back", {"do": "undo"}, _nothing, _nothing, None)

    def _answered(
        self, call: str, operation: Operation, guess: Callable[[], Json], take: Callable[[Mapping[str, Any]], Json]
    ) -> Answer:
        value, answer = self._put(call, operation, guess, take, None)
        return answer if answer.thrown is not None else Answer(value)

    def _alike(self, document: bytes) -> str:
        """Return a text that is the same for documents with the same data."""
        if document not in self._same_data:
            tree = self.case.tree
            same = document == self.case.document or (tree is not None and same_json(_tree_of(document), tree))
            self._same_data[document] = "the case" if same else document.decode("utf-8", "replace")
        return self._same_data[document]


def in_base64(document: bytes) -> str:
    """Return a document as the protocol has it."""
    return base64.b64encode(document).decode()


def _tree_of(document: bytes) -> Json:
    return read(document, disputes=False).tree


def _nothing(_: object = None) -> None:
    return None


def _yes(answer: Mapping[str, Any]) -> bool:
    return answer.get("yes") is True


def _texts_of(answer: Mapping[str, Any], ways: Sequence[str], times: int) -> list[tuple[str, ...]]:
    texts = [tuple(map(text_of, each)) for each in answer.get("texts", ())]
    return texts if [len(each) for each in texts] == [len(ways)] * times else [("",) * len(ways)] * times


_NOTHING_RAISED: Final = Answer()
_SKIPPED: Final = Thrown("NotDecoded", "there is no value, since decoding it failed", own=False)
_NO_HASH: Final = Thrown("TypeError", "values have no hash", own=False)
