"""What falls due: the end of JPO dispatches (SM-16)."""

from __future__ import annotations

from typing import Any

from services.applications.domain.jpo import events as happened
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.kernel.eventkit.application.schedule import DUE, due_entry
from services.kernel.eventkit.domain.tokyo import moment

due = Projection(DUE, version=1, indexes=(Index((("due_at", 1),)),))


def _dispatch(recorded: Recorded[Any]) -> str:
    return f"dispatch-{recorded.event.about.application_id}"


@due.on(happened.JpoDispatched, key=_dispatch)
def _dispatched(document: Document | None, recorded: Recorded[happened.JpoDispatched]) -> Document:
    payload = {"application_id": recorded.event.about.application_id}
    at = moment(recorded.event.ends_on)
    return due_entry(at, "complete_jpo_dispatch", payload, "a JPO dispatch ends")


@due.on(happened.JpoDispatchCompleted, happened.JpoNextPostRecorded, key=_dispatch)
def _settled(document: Document | None, recorded: Recorded[Any]) -> None:
    return None
