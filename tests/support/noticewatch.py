"""A second small service for the kernel's tests: it hears what the board publishes.

Texts that begin with `fails` make its reaction fail: `fails 2` twice, `fails always` until the
collection `moods` holds `healed` with the id of the notice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.application import Application
from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.application.service import Service

BOARD = "noticeboard"


@dataclass(frozen=True)
class NoticeHeard:
    notice_id: str
    text: str


@dataclass(frozen=True)
class Heard:
    times: int = 0


def evolve(heard: Heard, event: object) -> Heard:
    return Heard(heard.times + 1)


class NotInTheMood(Exception):
    """What a reaction with a defect would raise."""


board = Projection("board", version=1)


@board.on_public(BOARD, "NoticePosted", key=lambda e: e.subject)
def _posted(document: Document | None, event: PublicEvent) -> Document:
    times = (document or {"times": 0})["times"] + 1
    return {"text": event.data["text"], "times": times, "position": event.position}


@board.on_public(BOARD, "NoticeTakenDown", key=lambda e: e.subject)
def _taken_down(document: Document | None, event: PublicEvent) -> Document:
    return {**(document or {"text": None, "times": 0}), "gone": True}


heard = Projection("heard", version=1)


@heard.on(NoticeHeard, key=lambda r: r.event.notice_id)
def _heard(document: Document | None, recorded: Recorded[NoticeHeard]) -> Document:
    return {"text": recorded.event.text, "times": (document or {"times": 0})["times"] + 1}


def hear_notice(
    event: PublicEvent, trigger: Trigger, *, repository: Repository[Heard], database: Any
) -> None:
    text = event.data["text"]
    if text.startswith("fails"):
        note = {"$inc": {"attempts": 1}}
        database["moods"].update_one({"_id": event.subject}, note, upsert=True)
        mood = database["moods"].find_one({"_id": event.subject})
        allowed = 10**9 if "always" in text else int(text.split()[1])
        if mood["attempts"] <= allowed and not database["moods"].find_one(
            {"_id": f"healed {event.subject}"}
        ):
            raise NotInTheMood(text)
    context = trigger.context("hear_notice")
    repository.change(event.subject, context, lambda heard: [NoticeHeard(event.subject, text)])


def assemble(parts: Parts, database: Any, environ: Mapping[str, str]) -> Service:
    codec = EventCodec()
    codec.register(NoticeHeard, "NoticeHeard")
    repository = Repository(parts.store, codec, "heard", Heard(), evolve, parts.pause)
    reaction = Reaction(
        "hear-notice",
        BOARD,
        ("NoticePosted",),
        partial(hear_notice, repository=repository, database=database),
    )
    application = Application("noticewatch", parts.clock, parts.ids)
    return Service(
        "noticewatch", application, codec, (board, heard), (reaction,), lambda recorded: None
    )
