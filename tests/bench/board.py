"""The service that is measured: notices that are posted once and seen often."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from services.kernel.contracts.public_event import PublicDraft
from services.kernel.eventkit.application.application import Application
from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.commit import NewCommit, Recorded, StoredEvent
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection
from services.kernel.eventkit.application.service import Service
from services.kernel.eventkit.clock import RandomIds, SystemClock
from tests.bench.workload import META, START

SEEN_EACH = 9
BOARD = "board"


@dataclass(frozen=True)
class NoticePosted:
    """The first event of a notice."""

    notice_id: str
    text: str
    until: datetime


@dataclass(frozen=True)
class NoticeSeen:
    """Each of the others."""

    notice_id: str
    by: str


notices = Projection("notices", version=1)


@notices.on(NoticePosted, key=lambda r: r.event.notice_id)
def _posted(document: Document | None, recorded: Recorded[NoticePosted]) -> Document:
    event = recorded.event
    return {"text": event.text, "until": event.until, "seen": 0, "last": None}


@notices.on(NoticeSeen, key=lambda r: r.event.notice_id)
def _seen(document: Document | None, recorded: Recorded[NoticeSeen]) -> Document | None:
    if document is None:
        return None
    return {**document, "seen": document["seen"] + 1, "last": recorded.event.by}


def publish(recorded: Recorded[Any]) -> PublicDraft | None:
    """Every event is public."""
    match recorded.event:
        case NoticePosted(notice_id, text):
            return PublicDraft("NoticePosted", notice_id, {"notice_id": notice_id, "text": text})
        case NoticeSeen(notice_id, by):
            return PublicDraft("NoticeSeen", notice_id, {"notice_id": notice_id, "by": by})
    return None


def codec() -> EventCodec:
    """Both events under their names."""
    made = EventCodec()
    made.register(NoticePosted, "NoticePosted")
    made.register(NoticeSeen, "NoticeSeen")
    return made


def board() -> Service:
    """The service without use cases: the log is written directly."""
    application = Application(BOARD, SystemClock(), RandomIds())
    return Service(BOARD, application, codec(), (notices,), (), publish)


def commits(count: int) -> Iterator[NewCommit]:
    """So many commits of one event: a posting, then its sights, notice after notice."""
    for number in range(count):
        notice, turn = divmod(number, SEEN_EACH + 1)
        name, data = "NoticeSeen", {"notice_id": f"notice-{notice}", "by": f"u-{number}"}
        if turn == 0:
            name = "NoticePosted"
            data = {
                "notice_id": f"notice-{notice}",
                "text": "説明会を開催します。 Information session, online and on site.",
                "until": (START + timedelta(seconds=number)).isoformat(),
            }
        event = StoredEvent(f"{number:08d}-0000-5000-8000-000000000000", name, 1, data)
        yield NewCommit(f"notice-{notice}", turn + 1, f"command-{number}", (event,), META)
