"""`runlaws check`: judging the documents in files of any kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import define

from runlaws.cli._check_files import Target, fragments, targets
from runlaws.cli._check_output import JsonOutput, Output, TextOutput
from runlaws.contract import Judgement, Profile, Standing
from runlaws.document import judge_reading, read
from runlaws.objects import AUTO, JUDGING, PROFILES, best_fit, find_profile
from runlaws.recordings import Fragment, FragmentKind
from runlaws.values import Json

__all__ = ["run"]


def run(paths: tuple[str, ...], *, allow: tuple[str, ...], as_json: bool, every: bool, profile: str) -> int:
    """Print a verdict for every document and return the exit status."""
    contract = None if profile == AUTO else find_profile(profile)
    name = (contract or next(iter(PROFILES.values()))).object.name
    output: Output = JsonOutput() if as_json else TextOutput(object_name=name)
    check = _Check(output, frozenset({Standing.VALID, *map(Standing, allow)}), contract, every)
    with output:
        for target in targets(paths, output.complain):
            check.file(target)
    return max(check.exit_status, output.exit_status, int(not check.judged))


@define
class _Check:
    """What all files are checked with, and the exit status so far. Without a profile, each run's best is used."""

    output: Output
    fine: frozenset[Standing]
    contract: Profile | None
    every: bool
    exit_status: int = 0
    judged: int = 0

    def file(self, target: Target) -> None:
        """Judge what is in a file; one that cannot be read costs itself alone."""
        judged = broken = foreign = False
        try:
            for fragment in fragments(target, self.contract or next(iter(PROFILES.values()))):
                broken = broken or fragment.kind is FragmentKind.BROKEN
                foreign = foreign or fragment.kind is FragmentKind.FOREIGN
                judged = self._fragment(target, fragment) or judged
        except BrokenPipeError:
            raise
        except OSError as error:
            self.output.complain(f"{target.name}: {error.strerror or error}")
            broken = True
        if broken or (foreign and not target.walked):
            self.exit_status = 2
        elif not judged and not foreign:
            self.exit_status = max(self.exit_status, 1)
        self.output.end_file(target.name)

    def _fragment(self, target: Target, fragment: Fragment) -> bool:
        """Report a fragment; return whether it was judged."""
        name = f"{target.name}{fragment.place}"
        if fragment.kind is FragmentKind.BROKEN:
            self.output.broken(name, fragment.says, self._judgement(fragment))
        elif fragment.kind is FragmentKind.FOREIGN and not self.every:
            self.output.foreign(name, fragment.says, self._judgement(fragment), walked=target.walked)
        elif fragment.kind is FragmentKind.OTHER and not self.every:
            self.output.other(name, fragment.says)
        else:
            judgement = self._judgement(fragment)
            self.judged += 1
            self.output.judged(name, judgement, self._better(fragment, judgement))
            self.exit_status = max(self.exit_status, int(judgement.standing not in self.fine))
            return True
        return False

    def _judgement(self, fragment: Fragment) -> Judgement:
        reading = fragment.reading or read(fragment.document)
        return judge_reading(reading, self.contract or best_fit(reading.tree or {}))

    def _better(self, fragment: Fragment, judgement: Judgement) -> Judgement | None:
        """Return the judgement by a profile that fits a document better, if one does."""
        tree = fragment.reading.tree if fragment.reading else None
        if tree is None or judgement.profile.name not in JUDGING:
            return None
        if judgement.standing not in (Standing.INVALID, Standing.EXTENDED):
            return None
        others = list(self._others(tree, judgement))
        best = min(others, key=_rank, default=judgement)
        return best if _rank(best) < _rank(judgement) else None

    def _others(self, tree: Mapping[str, Json], judgement: Judgement) -> Iterator[Judgement]:
        """Yield judgements by other profiles: by the best of the wires, and by one whose habits the document has."""
        if self.contract is not None:
            yield best_fit(tree).judge(tree)
        for profile in JUDGING.values() if judgement.standing is Standing.INVALID else ():
            if any(list(habit.places(tree)) for habit in profile.habits):
                yield profile.judge(tree)


def _rank(judgement: Judgement) -> tuple[int, int]:
    return tuple(Standing).index(judgement.standing), len(judgement.violations) + len(judgement.news)
