"""Views: what a law looks at, which is a case, what one client did with it, and how the two differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from attrs import evolve, frozen

from runlaws.case import Case
from runlaws.client import NOT_SHOWN, Observation, Opaque, Outcome, Policy, ShownClass, Thrown
from runlaws.contract import Force, News, Profile, Shape, Violation
from runlaws.laws._changes import NUMBERS, allowed, classified
from runlaws.laws._licence import in_words, may_refuse, promised_for
from runlaws.values import ABSENT, Absent, Change, Difference, Json, Path, differences, steps_of, within
from runlaws.verdict import Words

__all__ = ["View"]


@frozen(eq=False, slots=False)
class View:
    """A case and an observation, side by side.

    What several laws ask for is worked out when the first one does, so make one view of a case and an observation and
    hand it to all laws.
    """

    case: Case
    observation: Observation

    # -- the two sides

    @property
    def policy(self) -> Policy:
        """What the client promises."""
        return self.observation.policy

    @property
    def profile(self) -> Profile:
        """The contract that the document was judged by."""
        return self.case.judgement.profile

    @property
    def tree(self) -> Mapping[str, Json]:
        """The members of the document; none if it is not an object."""
        return self.case.tree or {}

    def shape_at(self, path: Path) -> Shape | None:
        """Return the shape that the contract has for a place in the document, or None."""
        return self.profile.shape_at(self.tree, path)

    # -- what became of the document

    @property
    def thrown(self) -> Thrown | None:
        """What decoding raised, or None."""
        return self.observation.decoded.thrown

    @property
    def refused(self) -> bool:
        """Whether decoding raised an error of the client's own."""
        return self.observation.outcome is Outcome.REFUSED

    @property
    def without_value(self) -> bool:
        """Whether there is no value to go on with: decoding raised something, or gave None."""
        return self.thrown is not None or self.observation.nothing

    @property
    def how_it_went(self) -> str:
        """What happened to a document that was not accepted, as the kind of a failure."""
        return "decoded to nothing" if self.thrown is None else f"{self.observation.outcome.value}: {self.thrown.type}"

    @property
    def hard(self) -> list[Violation]:
        """The violations of hard rules in the document."""
        return [violation for violation in self.case.judgement.violations if violation.force is Force.HARD]

    def is_relation(self, violation: Violation) -> bool:
        """Return whether a violation is of a rule about how members go together, not about a value in itself."""
        return any(relation.rule.id == violation.rule for relation in self.profile.relations)

    # -- what the policy says

    @property
    def may_refuse(self) -> bool:
        """Whether the client may refuse the document."""
        return may_refuse(self.case, self.policy)

    def promised_for(self, news: News) -> str:
        """Return what the client promises for a piece of news: to keep, drop or refuse it."""
        return promised_for(self.policy, news)

    def omitted(self, place: str) -> bool:
        """Return whether the client says that it does not keep what is at a place."""
        return self.policy.omitted(place)

    @property
    def document_in_words(self) -> Words:
        """What the document is, in words."""
        return in_words(self.case)

    # -- where the two differ

    @property
    def written(self) -> Json | Absent:
        """The tree of what the client wrote of the value; `ABSENT` where it wrote none, or was sent none."""
        encoded = self.observation.encoded
        if encoded is None or encoded.thrown is not None or self.case.tree is None:
            return ABSENT
        return encoded.value

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """How what the client wrote differs from the document, declared or not."""
        written = self.written
        return () if written is ABSENT else tuple(differences(self.tree, written))

    @cached_property
    def changes(self) -> tuple[Difference, ...]:
        """How what the client wrote differs from the document, less what its policy declares.

        With the kinds that take the contract to tell: enum changed, wrong variant.
        """
        all_changes = classified(self.differences, self.profile, self.tree) if self.differences else ()
        return tuple(change for change in all_changes if not allowed(change, self.case, self.policy))

    @cached_property
    def by_encoder(self) -> Mapping[str, View]:
        """The view with what each other encoder wrote in place of what the first one did."""
        seen = self.observation
        return {
            name: View(self.case, evolve(seen, encoded=answer, encoded_again=seen.encoded_again_by.get(name)))
            for name, answer in seen.encoded_by.items()
        }

    @cached_property
    def lost(self) -> frozenset[str]:
        """The places at which what the client wrote differs from the document, declared or not."""
        return frozenset(difference.pointer for difference in self.differences)

    @cached_property
    def declared(self) -> tuple[tuple[str, ShownClass, Sequence[str]], ...]:
        """The places of objects whose class is declared by that of their holder: the class shown, and those declared.

        What the client says that it does not keep is left out.
        """
        return tuple(self._declared()) if self.observation.classes else ()

    def _declared(self) -> Iterator[tuple[str, ShownClass, Sequence[str]]]:
        classes = self.observation.classes
        for named in self.case.named:
            if kind := classes.get(named.place):
                member = named.place if not named.pattern.endswith("/*") else named.around
                holder = classes.get(member.rpartition("/")[0])
                declared = () if holder is None else holder.holds.get(steps_of(member)[-1], ())
                if declared and not self.omitted(named.place):
                    yield named.place, kind, declared

    @cached_property
    def misread(self) -> tuple[Difference, ...]:
        """Where the client shows another value than was sent, less what it has lost in writing too."""
        return tuple(self._misread())

    def _misread(self) -> Iterator[Difference]:
        shown_at, lost = self.observation.shown, self.lost
        for path, place, sent in self.case.places if shown_at else ():
            shown = shown_at.get(place, NOT_SHOWN)
            if (shown is sent or _is_same_scalar(sent, shown)) or sent is None:
                continue
            if shown is NOT_SHOWN or isinstance(shown, Thrown) or self.omitted(place) or within(place, lost):
                continue
            if isinstance(shown, Opaque):
                yield Difference(path, Change.TYPE_CONFUSED, sent, shown)
                continue
            for difference in differences(sent, shown, path):
                number = difference.kind in NUMBERS and allowed(difference, self.case, self.policy)
                if not number and not within(difference.pointer, lost):
                    yield difference


def _is_same_scalar(sent: Json, shown: object) -> bool:
    """Return whether two scalars are one value of one type: what most places show, so that nothing more is asked."""
    kind = type(sent)
    return (kind is str or kind is int or kind is bool) and type(shown) is kind and shown == sent
