"""Batches in which a projection or a reaction finds nothing for itself cost next to nothing."""

from __future__ import annotations

import threading
from typing import Any

from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection
from services.kernel.eventkit.mongo.views import CHECKPOINTS
from services.kernel.eventkit.running.projector import NOTE_SECONDS, Projector
from tests.integration.kernel.kit import Kit, ListedTail

LONG = 1_000.0


def a_projection() -> Projection:
    projection = Projection("elsewhere", version=1)

    @projection.on_public("other", "NoticePosted", key=lambda event: event.subject)
    def posted(document: Document | None, event: Any) -> Document:
        return {"times": (document or {"times": 0})["times"] + 1}

    return projection


def checkpoint(kit: Kit) -> int:
    found = kit.database[CHECKPOINTS].find_one({"_id": "elsewhere.v1"})
    assert found is not None
    return int(found["positions"]["other"])


def test_what_concerns_nobody_is_noted_before_what_concerns_somebody_and_when_it_is_quiet(
    kit: Kit,
) -> None:
    projection, tail = a_projection(), ListedTail("other")
    kit.rebuilder().start_empty(projection)
    projector = Projector(kit.client, kit.database, [projection], tail, threading.Lock())
    projector._note_at = LONG**3
    tail.add("SomethingElse")
    projector.step(0.0)
    assert checkpoint(kit) == 0
    last = tail.add("SomethingElse")
    projector.step(0.0)
    assert checkpoint(kit) == 0
    assert projector.step(0.0) == 0
    assert checkpoint(kit) == last.position

    projector._note_at = LONG**3
    tail.add("SomethingElse")
    projector.step(0.0)
    posted = tail.add("NoticePosted", subject="n-1")
    projector.step(0.0)
    assert checkpoint(kit) == posted.position
    assert kit.documents("elsewhere.v1") == {"n-1": {"times": 1}}


def test_a_crash_before_it_is_noted_changes_nothing(kit: Kit) -> None:
    projection, tail = a_projection(), ListedTail("other")
    kit.rebuilder().start_empty(projection)
    first = Projector(kit.client, kit.database, [projection], tail, threading.Lock())
    tail.add("NoticePosted", subject="n-1")
    first.step(0.0)
    first._note_at = LONG**3
    tail.add("SomethingElse")
    first.step(0.0)
    second = Projector(kit.client, kit.database, [projection], tail, threading.Lock())
    tail.add("NoticePosted", subject="n-1")
    while second.step(0.0):
        continue
    assert kit.documents("elsewhere.v1") == {"n-1": {"times": 2}}


def test_those_who_wait_for_the_own_log_do_not_wait_for_the_note(kit: Kit) -> None:
    kit.start_empty()
    kit.post("a")
    kit.catch_up()
    projector = kit.projector()
    projector._projections = [p for p in kit.service.projections if p.name == "counts"]
    projector._note_at = LONG**3
    notice = kit.post("b")
    projector.step(0.0)
    kit.take_down(notice)
    projector.step(0.0)
    found = kit.database[CHECKPOINTS].find_one({"_id": "counts.v1"})
    assert found is not None
    assert found["positions"]["noticeboard"] // 256 == kit.store.last_position()
    assert NOTE_SECONDS < 1.0
