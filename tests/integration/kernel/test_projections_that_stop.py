"""A projection whose fold fails: it stands still, everything else goes on, an operator sees it."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection
from services.kernel.eventkit.mongo.views import CHECKPOINTS, MongoViews
from services.kernel.eventkit.running.projector import Projector
from tests.integration.kernel.kit import Kit
from tests.support.noticeboard import NoticePosted

BAD = "cannot be folded"


class Titles:
    """A projection that fails on one text, until it is mended."""

    def __init__(self) -> None:
        self.mended = False
        self.projection = Projection("titles", version=1)
        self.projection.on(NoticePosted, key=lambda r: r.event.notice_id)(self._posted)

    def _posted(self, document: Document | None, recorded: Recorded[NoticePosted]) -> Document:
        if recorded.event.text == BAD and not self.mended:
            raise KeyError(recorded.event.text)
        return {"text": recorded.event.text}


@pytest.fixture
def titles(kit: Kit) -> Titles:
    kit.start_empty()
    made = Titles()
    kit.rebuilder().start_empty(made.projection)
    return made


def a_projector(kit: Kit, titles: Titles) -> Projector:
    projections = [*kit.service.projections, titles.projection]
    return Projector(kit.client, kit.database, projections, kit.log_tail(), kit.lock)


def work(projector: Projector) -> None:
    while projector.step(0.0):
        continue


def texts(kit: Kit) -> list[str]:
    return sorted(d["text"] for d in kit.documents("titles.v1").values())


def checkpoint(kit: Kit) -> dict[str, Any]:
    found = kit.database[CHECKPOINTS].find_one({"_id": "titles.v1"})
    assert found is not None
    return found


def test_only_the_projection_that_fails_stops_and_right_before_the_event(
    kit: Kit, titles: Titles
) -> None:
    for text in ("a", "b", BAD, "c"):
        kit.post(text)
    projector = a_projector(kit, titles)
    work(projector)
    assert texts(kit) == ["a", "b"]
    assert kit.documents("counts.v1") == {"all": {"posted": 4}}
    stopped = checkpoint(kit)["stopped"]
    bad = kit.store.read_log(0, 10)[2].events[0]
    assert stopped == {"source": "noticeboard", "event_id": bad.id, "error": "KeyError"}
    kit.post("d")
    work(projector)
    assert kit.documents("counts.v1") == {"all": {"posted": 5}}
    assert texts(kit) == ["a", "b"]


def test_nobody_waits_for_a_projection_that_stands_still(kit: Kit, titles: Titles) -> None:
    views = MongoViews(kit.database, "noticeboard", (*kit.service.projections, titles.projection))
    kit.post(BAD)
    assert not views.wait_for(256, seconds=0.0)
    work(a_projector(kit, titles))
    assert views.wait_for(256, seconds=0.0)


def test_the_next_start_tries_again(kit: Kit, titles: Titles) -> None:
    for text in ("a", BAD, "c"):
        kit.post(text)
    work(a_projector(kit, titles))
    assert texts(kit) == ["a"]
    titles.mended = True
    work(a_projector(kit, titles))
    assert texts(kit) == ["a", "c", BAD]
    assert "stopped" not in checkpoint(kit)


def test_an_operator_has_it_tried_again_without_a_restart(kit: Kit, titles: Titles) -> None:
    kit.post(BAD)
    projector = a_projector(kit, titles)
    work(projector)
    titles.mended = True
    kit.post("later")
    work(projector)
    assert texts(kit) == []
    kit.database[CHECKPOINTS].update_one({"_id": "titles.v1"}, {"$unset": {"stopped": ""}})
    work(projector)
    work(projector)
    assert texts(kit) == [BAD, "later"]
