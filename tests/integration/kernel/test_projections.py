from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pymongo.errors import AutoReconnect

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.kernel.eventkit.mongo.views import CHECKPOINTS
from services.kernel.eventkit.running import rebuild
from services.kernel.eventkit.running.projector import CheckpointMoved, Projector
from services.kernel.eventkit.running.rebuild import BuildingSite, RebuildOvertaken
from tests.integration.kernel.kit import NOON, Kit, ListedTail

ALL = ("notices.v1", "counts.v1", "due.v1")


def contents(kit: Kit) -> dict[str, dict[str, dict[str, Any]]]:
    return {collection: kit.documents(collection) for collection in ALL}


def from_zero(kit: Kit) -> dict[str, dict[str, dict[str, Any]]]:
    """What a fold of the whole log gives."""
    found = {}
    for projection in kit.service.projections:
        documents: dict[str, Document] = {}
        kit.rebuilder().fold(projection, documents, {})
        found[projection.collection] = {
            key: {k: v for k, v in d.items() if k != "_id"} for key, d in documents.items()
        }
    return found


def test_a_projection_follows_the_log(kit: Kit) -> None:
    kit.start_empty()
    first, second = kit.post("first"), kit.post("second")
    kit.take_down(first)
    kit.catch_up()
    assert kit.documents("notices.v1") == {second: {"text": "second"}}
    assert kit.documents("counts.v1") == {"all": {"posted": 2}}
    assert contents(kit) == from_zero(kit)


def test_a_batch_twice_counts_once(kit: Kit) -> None:
    kit.start_empty()
    kit.post("a")
    late = kit.projector()
    late._load_positions()
    kit.catch_up()
    with pytest.raises(CheckpointMoved):
        late.step(0.0)
    assert kit.documents("counts.v1") == {"all": {"posted": 1}}


def test_a_crash_before_the_checkpoint_undoes_the_documents_as_well(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit.start_empty()
    kit.post("a")
    projector = kit.projector()
    real = kit.database[CHECKPOINTS].__class__.update_many

    def failing(self: Any, *args: Any, **options: Any) -> Any:
        raise AutoReconnect("crash")

    monkeypatch.setattr(kit.database[CHECKPOINTS].__class__, "update_many", failing)
    with pytest.raises(AutoReconnect):
        projector.step(0.0)
    monkeypatch.setattr(kit.database[CHECKPOINTS].__class__, "update_many", real)
    assert kit.documents("counts.v1") == {}
    projector._positions.clear()
    projector.step(0.0)
    assert kit.documents("counts.v1") == {"all": {"posted": 1}}


def test_a_transaction_that_a_killed_worker_left_open_does_not_hold_up_its_successor(
    kit: Kit,
) -> None:
    kit.start_empty()
    kit.post("a")
    killed = kit.projector()
    session = killed._own_session()
    session.start_transaction()
    kit.database[CHECKPOINTS].update_many({}, {"$set": {"by": "killed"}}, session=session)
    begin = time.monotonic()
    kit.catch_up()
    assert time.monotonic() - begin < 10
    assert kit.documents("counts.v1") == {"all": {"posted": 1}}


def test_projections_at_different_places_catch_up_without_counting_twice(kit: Kit) -> None:
    kit.start_empty()
    for number in range(5):
        kit.post(f"n {number}")
    kit.catch_up()
    kit.rebuilder().start_empty(kit.service.projections[1])
    kit.post("one more")
    kit.catch_up()
    assert contents(kit) == from_zero(kit)
    assert kit.documents("counts.v1") == {"all": {"posted": 6}}


def test_a_projection_of_another_source_ignores_what_it_had(kit: Kit) -> None:
    heard = Projection("heard", version=1)

    @heard.on_public("elsewhere", "NoticePosted", key=lambda e: e.subject)
    def _heard(document: Document | None, event: PublicEvent) -> Document:
        return {"times": (document or {"times": 0})["times"] + 1}

    tail = ListedTail("elsewhere")
    kit.rebuilder().start_empty(heard)
    projector = Projector(kit.client, kit.database, [heard], tail, kit.lock)
    tail.add()
    projector.step(0.0)
    tail.occurrences.append(tail.occurrences[0])
    projector.step(0.0)
    tail.add()
    projector.step(0.0)
    assert kit.documents("heard.v1") == {"n-1": {"times": 2}}


def test_a_rebuild_gives_what_following_gave(kit: Kit) -> None:
    kit.start_empty()
    notices = [kit.post(f"n {number}") for number in range(30)]
    for notice in notices[::3]:
        kit.take_down(notice)
    kit.catch_up()
    followed = contents(kit)
    for projection in kit.service.projections:
        kit.rebuilder().rebuild(projection)
    assert contents(kit) == followed
    kit.post("and on it goes")
    kit.catch_up()
    assert contents(kit) == from_zero(kit)


def test_a_rebuild_makes_the_indexes_and_leaves_nothing_behind(kit: Kit) -> None:
    kit.post("a")
    kit.rebuilder().rebuild(kit.service.projections[0])
    indexes = kit.database["notices.v1"].index_information()
    assert "text_1" in indexes
    assert [c for c in kit.database.list_collection_names() if "building" in c] == []


def test_a_rebuild_online_beside_commands_ends_equal_to_a_fold_from_zero(kit: Kit) -> None:
    kit.start_empty()
    for number in range(100):
        kit.post(f"before {number}")
    done = threading.Event()

    def commands() -> None:
        number = 0
        while not done.is_set():
            notice = kit.post(f"meanwhile {number}")
            if number % 3 == 0:
                kit.take_down(notice)
            number += 1

    seen_empty = 0
    with ThreadPoolExecutor(4) as pool:
        running = [pool.submit(kit.projector().run, done)]
        running += [pool.submit(commands) for _ in range(3)]
        try:
            for projection in kit.service.projections * 3:
                kit.rebuilder().rebuild(projection)
                seen_empty += kit.database["counts.v1"].count_documents({}) == 0
        finally:
            done.set()
    for one in running:
        one.result()
    kit.catch_up()
    assert contents(kit) == from_zero(kit)
    assert seen_empty == 0


def test_two_rebuilds_of_one_projection_at_once_do_not_mix(kit: Kit) -> None:
    for number in range(300):
        kit.post(f"n {number}")
    projection = kit.service.projections[0]
    faults: list[Exception] = []

    def rebuild() -> None:
        # As two processes would: each with a lock of its own.
        rebuilder = kit.rebuilder()
        rebuilder._lock = threading.Lock()
        try:
            for _ in range(3):
                rebuilder.rebuild(projection)
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=rebuild) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(kit.documents("notices.v1")) == 300
    kit.catch_up()
    assert kit.documents("notices.v1") == from_zero(kit)["notices.v1"]


def test_what_a_killed_rebuild_left_behind_is_removed_by_the_next(kit: Kit) -> None:
    kit.post("a")
    kit.database["notices.v1.building"].insert_one({"_id": "old"})
    kit.rebuilder().rebuild(kit.service.projections[0])
    assert [c for c in kit.database.list_collection_names() if "building" in c] == []
    assert len(kit.documents("notices.v1")) == 1


def test_a_fold_sees_the_key_of_its_document_in_a_rebuild_as_in_following(kit: Kit) -> None:
    kinds = {k.__name__: k for k in kit.service.codec.kinds()}
    keyed = Projection("keyed", version=1, indexes=(Index((("key", 1),), unique=True),))
    keyed.on(kinds["NoticePosted"], key=lambda r: r.event.notice_id)(lambda d, r: {"key": None})
    keyed.on(kinds["NoticeTakenDown"], key=lambda r: r.event.notice_id)(
        lambda d, r: {"key": d["_id"]} if d else None
    )
    notice = kit.post("a")
    kit.take_down(notice)
    kit.rebuilder().rebuild(keyed)
    assert kit.documents("keyed.v1") == {notice: {"key": notice}}


@pytest.mark.parametrize("built_by", ["this version", "a version before"])
def test_a_projection_built_before_a_source_said_anything_follows_that_source(
    kit: Kit, built_by: str
) -> None:
    """As reporting, which says nothing until there is a first survey."""
    kinds = {k.__name__: k for k in kit.service.codec.kinds()}
    heard = Projection("heard", version=1)
    heard.on(kinds["NoticePosted"], key=lambda r: r.event.notice_id)(lambda d, r: {"own": True})
    heard.on_public("elsewhere", "NoticePosted", key=lambda e: e.subject)(
        lambda d, e: {"own": False}
    )
    kit.neighbours.answers["elsewhere", "read_feed"] = lambda asked: {
        "events": [],
        "next": asked["after"],
    }
    notice = kit.post("a")
    kit.rebuilder().rebuild(heard)
    if built_by == "a version before":
        kit.database[CHECKPOINTS].update_one({}, {"$unset": {"positions.elsewhere": ""}})
    tail = ListedTail("elsewhere")
    tail.add(subject="n-1")
    Projector(kit.client, kit.database, [heard], tail, kit.lock).step(0.0)
    assert kit.documents("heard.v1") == {notice: {"own": True}, "n-1": {"own": False}}


def test_a_rebuild_that_stood_still_does_not_swap_in_the_rest_of_what_it_had(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process took its lease, built the whole projection and has given the lease back."""
    monkeypatch.setattr(rebuild, "INSERT", 2)
    projection = kit.service.projections[0]
    for number in range(6):
        kit.post(f"n {number}")
    keep, calls = BuildingSite.keep, []

    def stand_still(site: BuildingSite, *, at_once: bool = False) -> None:
        building = kit.database["notices.v1.building"].estimated_document_count()
        if building == 2 and not calls:
            calls.append(building)
            kit.database["leases"].update_many({}, {"$set": {"until": NOON}})
            other = kit.rebuilder()
            other._lock = threading.Lock()
            other.rebuild(projection)
        keep(site, at_once=at_once)

    monkeypatch.setattr(BuildingSite, "keep", stand_still)
    with pytest.raises(RebuildOvertaken):
        kit.rebuilder().rebuild(projection)
    assert calls == [2]
    assert len(kit.documents("notices.v1")) == 6
