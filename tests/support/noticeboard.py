"""A small service that stands on the kernel and on nothing else: a board with notices.

The worked example of `services/kernel/README.md`, and what the kernel's own tests run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from services.kernel.contracts.fields import Payload, Text
from services.kernel.contracts.public_event import PublicDraft
from services.kernel.eventkit.application.application import Application
from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.ports import Document, Views
from services.kernel.eventkit.application.projection import Index, Projection
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.application.schedule import DUE, due_entry
from services.kernel.eventkit.application.service import Service
from services.kernel.eventkit.domain import Kind, NotFound, Refusal, Role


# domain
@dataclass(frozen=True)
class NoticePosted:
    notice_id: str
    text: str
    until: datetime


@dataclass(frozen=True)
class NoticeTakenDown:
    notice_id: str


@dataclass(frozen=True)
class Notice:
    posted: bool = False
    taken_down: bool = False


class NoticeAlreadyTakenDown(Refusal):
    code = "notice-already-taken-down"
    kind = Kind.CONFLICT


def evolve(notice: Notice, event: object) -> Notice:
    match event:
        case NoticePosted():
            return replace(notice, posted=True)
        case NoticeTakenDown():
            return replace(notice, taken_down=True)
    return notice


def take_down(notice: Notice, notice_id: str) -> list[object]:
    if not notice.posted:
        raise NotFound
    if notice.taken_down:
        raise NoticeAlreadyTakenDown
    return [NoticeTakenDown(notice_id)]


# use cases
@dataclass(frozen=True)
class PostNotice:
    text: str


@dataclass(frozen=True)
class TakeDownNotice:
    notice_id: str


@dataclass(frozen=True)
class FindNotices:
    pass


class PostNoticePayload(Payload):
    text = Text(required=True, most=100)


class TakeDownNoticePayload(Payload):
    notice_id = Text(required=True, most=80)


class FindNoticesPayload(Payload):
    pass


def post_notice(
    command: PostNotice, context: Context, *, notices: Repository[Notice]
) -> dict[str, Any]:
    notice_id = context.id_for("notice")
    posted = NoticePosted(notice_id, command.text, context.at + timedelta(days=1))
    done = notices.change(notice_id, context, lambda notice: [posted])
    return receipt(done, notice_id=notice_id)


def take_down_notice(
    command: TakeDownNotice, context: Context, *, notices: Repository[Notice]
) -> dict[str, Any]:
    done = notices.change(
        command.notice_id, context, lambda notice: take_down(notice, command.notice_id)
    )
    return receipt(done)


def find_notices(query: FindNotices, context: Context, *, views: Views) -> dict[str, Any]:
    found = views.find("notices", {}, order=[("_id", 1)])
    return {"items": [{"notice_id": n["_id"], "text": n["text"]} for n in found]}


# projections
notices_on_board = Projection("notices", version=1, indexes=(Index((("text", 1),)),))


@notices_on_board.on(NoticePosted, key=lambda r: r.event.notice_id)
def _posted(document: Document | None, recorded: Recorded[NoticePosted]) -> Document:
    return {"text": recorded.event.text}


@notices_on_board.on(NoticeTakenDown, key=lambda r: r.event.notice_id)
def _taken_down(document: Document | None, recorded: Recorded[NoticeTakenDown]) -> None:
    return None


counts = Projection("counts", version=1)


@counts.on(NoticePosted, key=lambda r: "all")
def _counted(document: Document | None, recorded: Recorded[NoticePosted]) -> Document:
    return {"posted": (document or {"posted": 0})["posted"] + 1}


due = Projection(DUE, version=1, indexes=(Index((("due_at", 1),)),))


@due.on(NoticePosted, key=lambda r: r.event.notice_id)
def _falls_due(document: Document | None, recorded: Recorded[NoticePosted]) -> Document:
    event = recorded.event
    return due_entry(event.until, "take_down_notice", {"notice_id": event.notice_id})


@due.on(NoticeTakenDown, key=lambda r: r.event.notice_id)
def _settled(document: Document | None, recorded: Recorded[NoticeTakenDown]) -> None:
    return None


# published language and assembly
def publish(recorded: Recorded[Any]) -> PublicDraft | None:
    match recorded.event:
        case NoticePosted(notice_id, text):
            return PublicDraft("NoticePosted", notice_id, {"notice_id": notice_id, "text": text})
        case NoticeTakenDown(notice_id):
            return PublicDraft("NoticeTakenDown", notice_id, {"notice_id": notice_id})
    return None


def build(settings: Any, parts: Parts, name: str = "noticeboard") -> Service:
    codec = EventCodec()
    codec.register(NoticePosted, "NoticePosted")
    codec.register(NoticeTakenDown, "NoticeTakenDown")
    notices = Repository(parts.store, codec, "notice", Notice(), evolve, parts.pause)
    application = Application(name, parts.clock, parts.ids)
    anyone = frozenset(Role)
    application.command(
        PostNotice, PostNoticePayload, partial(post_notice, notices=notices), anyone
    )
    application.command(
        TakeDownNotice, TakeDownNoticePayload, partial(take_down_notice, notices=notices), anyone
    )
    application.query(
        FindNotices, FindNoticesPayload, partial(find_notices, views=parts.views), anyone
    )
    return Service(name, application, codec, (notices_on_board, counts, due), (), publish)


def assemble(parts: Parts, database: Any, environ: Mapping[str, str]) -> Service:
    return build(None, parts, environ.get("SERVICE_NAME", "noticeboard"))
