from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.application.commit import EVENTS_PER_COMMIT
from services.listings.adapters.search.follower import Batch, LogReplaced, ProjectionSource


class Store:
    """As much of an event store as the source asks for: the last commit, counted in commits."""

    def __init__(self, last: int) -> None:
        self.last = last

    def last_position(self) -> int:
        return self.last


class Views:
    """Documents with positions; `behind` while the projection has not come so far."""

    def __init__(self, *positions: int) -> None:
        self.documents = [{"_id": f"l{p}", "position": p, "visible": True} for p in positions]
        self.behind = False

    def wait_for(self, position: int, seconds: float = 1.0) -> bool:
        return not self.behind

    def find(
        self, projection: str, where: Any, *, order: Any = (), limit: int = 0, offset: int = 0
    ) -> list[dict[str, Any]]:
        assert (projection, list(order)) == ("search_documents", [("position", 1)])
        after = where["position"]["$gt"]
        return [d for d in self.documents if d["position"] > after][:limit]


def at(commit: int) -> int:
    """The position of the first event of a commit, as documents carry it."""
    return commit * EVENTS_PER_COMMIT


def after_all_of(commit: int) -> int:
    """The position up to which everything is known when the commit is."""
    return (commit + 1) * EVENTS_PER_COMMIT - 1


def source(store: Any, views: Any, limit: int = 2) -> ProjectionSource:
    return ProjectionSource(store, views, "search_documents", limit)


def positions(batch: Batch) -> list[int]:
    return [document["position"] for document in batch.documents]


def test_changed_documents_come_in_batches_in_order() -> None:
    read = source(Store(9), Views(at(2), at(5), at(7)))
    first = read(0)
    assert (positions(first), first.position, first.last) == ([at(2), at(5)], at(5), False)
    second = read(first.position)
    assert (positions(second), second.position, second.last) == ([at(7)], after_all_of(9), True)
    third = read(second.position)
    assert (positions(third), third.last) == ([], True)


def test_no_position_is_passed_over_that_the_projection_has_not_surely_reached() -> None:
    """A document of commit 8 is there before those of 6 and 7 are: only commit 5 is sure."""
    read = source(Store(5), Views(at(4), at(8)))
    assert read(0).position == after_all_of(5)


def test_while_the_projection_is_behind_nothing_is_taken() -> None:
    views = Views(at(1))
    views.behind = True
    batch = source(Store(3), views)(0)
    assert (positions(batch), batch.position, batch.behind) == ([], 0, True)


def test_a_log_that_ends_before_the_position_is_another_log() -> None:
    with pytest.raises(LogReplaced):
        source(Store(3), Views())(at(4))
