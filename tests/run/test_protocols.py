"""The five interfaces of the documented class hold for a run and not for a stranger."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from runlaws.document import structure
from runlaws.objects.run import (
    HasCreatedAt,
    HasFileIds,
    HasId,
    HasMetadata,
    HasModel,
    Run,
)
from tests.recordings import recorded
from tests.run.full import full_tree

INTERFACES = {
    HasId: "id",
    HasModel: "model",
    HasCreatedAt: "created_at",
    HasFileIds: "file_ids",
    HasMetadata: "metadata",
}


def ask_for_all(run: Run) -> tuple[HasId, HasModel, HasCreatedAt, HasFileIds, HasMetadata]:
    """A type checker accepts a run as each of them: this function is the test of that."""
    return run, run, run, run, run


@pytest.mark.parametrize("interface", INTERFACES)
def test_a_run_has_it_even_where_the_member_is_absent(interface: type) -> None:
    for tree in (full_tree(), recorded("v2-queued"), recorded("v1-queued")):
        assert isinstance(structure(tree, Run), interface)


@pytest.mark.parametrize(("interface", "member"), INTERFACES.items())
def test_a_stranger_has_it_by_its_member_alone(interface: type, member: str) -> None:
    assert not isinstance(object(), interface)
    assert not isinstance(full_tree(), interface)
    others = {name: 1 for name in INTERFACES.values() if name != member}
    assert not isinstance(SimpleNamespace(**others), interface)
    assert isinstance(SimpleNamespace(**{member: 1}), interface)
