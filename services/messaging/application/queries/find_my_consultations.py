"""The consultations of the caller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.messaging.application.callers import person_of
from services.messaging.application.ports import Office
from services.messaging.application.queries.consultations_shown import line
from services.messaging.application.sealing import open_contents
from services.messaging.projections.consultations import CONSULTATIONS


@dataclass(frozen=True)
class FindMyConsultations:
    limit: int = 20
    offset: int = 0


def find_my_consultations(
    query: FindMyConsultations, context: Context, *, office: Office
) -> dict[str, Any]:
    """What the caller asked for and where it stands, newest first (ME-41)."""
    where = {"person_id": person_of(context)}
    found = office.views.find(
        CONSULTATIONS,
        where,
        order=[("requested_at", -1), ("_id", 1)],
        limit=query.limit,
        offset=query.offset,
    )
    contents = open_contents(office.personal_data, [one["content"] for one in found])
    items = [line(document, content) for document, content in zip(found, contents, strict=True)]
    return {"items": items, "total": office.views.count(CONSULTATIONS, where)}
