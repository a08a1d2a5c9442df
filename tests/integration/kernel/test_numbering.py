"""What a commit costs the server: how often a position is read back, and when it need not be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.errors import WriteConcernError
from pymongo.monitoring import CommandFailedEvent, CommandListener, CommandStartedEvent
from pymongo.write_concern import WriteConcern

from services.kernel.eventkit.mongo.event_store import MongoEventStore
from services.kernel.eventkit.mongo.group_commit import GroupCommit
from services.kernel.eventkit.mongo.numbering import Head
from tests.support.commits import a_commit, faults_of
from tests.unit.kernel.event_store_suite import whole_log


class Overheard(CommandListener):
    """The names of the commands that were sent."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def started(self, event: CommandStartedEvent) -> None:
        self.names.append(event.command_name)

    def succeeded(self, event: Any) -> None:
        pass

    def failed(self, event: CommandFailedEvent) -> None:
        pass


@pytest.fixture
def overheard() -> Overheard:
    return Overheard()


@pytest.fixture
def stores(
    mongo_uri: str, db_prefix: str, overheard: Overheard, request: pytest.FixtureRequest
) -> Iterator[tuple[MongoEventStore, MongoEventStore]]:
    """One store that is listened to, and that of another process."""
    name = f"{db_prefix}_{request.node.name[:30]}"
    with (
        MongoClient[dict[str, Any]](mongo_uri, event_listeners=[overheard]) as heard,
        MongoClient[dict[str, Any]](mongo_uri) as other,
    ):
        made = MongoEventStore(heard[name]), MongoEventStore(other[name])
        made[0].prepare()
        yield made


def test_a_process_that_writes_alone_need_not_read_its_positions_back(
    stores: tuple[MongoEventStore, MongoEventStore], overheard: Overheard
) -> None:
    store, _ = stores
    assert store.append(a_commit("a", 1, "c-1")) == 1
    overheard.names.clear()
    positions = [store.append(a_commit("a", version, f"c-{version}")) for version in range(2, 8)]
    assert positions == [2, 3, 4, 5, 6, 7]
    assert overheard.names == ["aggregate"] * 6
    assert [c.position for c in whole_log(store)] == [1, 2, 3, 4, 5, 6, 7]


def test_a_process_that_is_not_alone_never_takes_a_position_for_its_own(
    stores: tuple[MongoEventStore, MongoEventStore],
) -> None:
    store, other = stores
    positions = []
    for number in range(1, 60):
        if number % 7 in (0, 3):
            positions.append(other.append(a_commit(f"other-{number}", 1, f"o-{number}")))
        else:
            positions.append(store.append(a_commit(f"own-{number}", 1, f"c-{number}")))
    assert positions == list(range(1, 60))
    log = whole_log(store)
    assert faults_of(log) == []
    stored = {commit.position: commit.stream.rpartition("-")[2] for commit in log}
    assert stored == {position: str(position) for position in positions}


def test_the_same_command_again_after_a_conflict_gets_the_position_it_has(
    stores: tuple[MongoEventStore, MongoEventStore],
) -> None:
    store, _ = stores
    assert store.append(a_commit("a", 1, "c-1")) == 1
    assert store.append(a_commit("b", 1, "c-2")) == 2
    assert store.append(a_commit("a", 1, "c-1")) == 1
    assert store.append(a_commit("c", 1, "c-3")) == 3


def test_who_finds_others_writing_asks_more_and_more_rarely() -> None:
    head = Head()
    head.reached(10, alone=False)
    asked = []
    for _ in range(40):
        if head.expected() is not None:
            head.forget()
            head.moved()
        asked.append(head.expected() is not None)
        head.reached(11, alone=False)
    assert 2 <= sum(asked) <= 6
    head.reached(99, alone=True)
    while head.expected() is None:
        pass
    assert head.expected() == 99


def test_what_too_few_members_have_is_not_acknowledged(
    stores: tuple[MongoEventStore, MongoEventStore],
) -> None:
    store, _ = stores
    store.append(a_commit("a", 1, "c-1"))
    demanding = GroupCommit(store._events.with_options(write_concern=WriteConcern(w=2)))
    with pytest.raises(WriteConcernError):
        demanding.append(a_commit("b", 1, "c-2"))
    # It is there all the same, so whoever sends it again learns its place.
    assert store.append(a_commit("b", 1, "c-2")) == 2
