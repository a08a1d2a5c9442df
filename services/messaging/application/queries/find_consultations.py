"""The work list of career consultations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import Role
from services.messaging.application.callers import person_of
from services.messaging.application.ports import Office
from services.messaging.application.queries.consultations_shown import days_since, line
from services.messaging.application.sealing import open_contents
from services.messaging.domain.consultation.consultation import ConsultationStatus
from services.messaging.projections.consultations import CONSULTATIONS

DONE = (ConsultationStatus.CANCELLED.value, ConsultationStatus.CLOSED.value)


@dataclass(frozen=True)
class FindConsultations:
    status: str | None = None
    kind: str | None = None
    open: bool | None = None
    limit: int = 20
    offset: int = 0


def find_consultations(
    query: FindConsultations, context: Context, *, office: Office
) -> dict[str, Any]:
    """The oldest first (D-95): all for the secretariat, for others those assigned to them (ME-46).

    Persons of JICA are not told who asks: they check a question, nothing more.
    """
    where = {**_of_caller(context), **_asked_for(query)}
    found = office.views.find(
        CONSULTATIONS,
        where,
        order=[("requested_at", 1), ("_id", 1)],
        limit=query.limit,
        offset=query.offset,
    )
    contents = open_contents(office.personal_data, [one["content"] for one in found])
    items = [
        {
            **line(document, content),
            "name": content.get("name") if knows_name(context) else None,
            "counsellor_id": document["counsellor_id"],
            "opinions": len(document["opinions"]),
            "days": days_since(document["requested_at"], context.at),
        }
        for document, content in zip(found, contents, strict=True)
    ]
    return {"items": items, "total": office.views.count(CONSULTATIONS, where)}


def knows_name(context: Context) -> bool:
    """Whether the caller is told who the person is."""
    return context.actor.role in (Role.SECRETARIAT, Role.COUNSELLOR)


def _of_caller(context: Context) -> dict[str, Any]:
    match context.actor.role:
        case Role.SECRETARIAT:
            return {}
        case Role.COUNSELLOR:
            return {"counsellor_ids": person_of(context)}
        case _:
            return {"jica_person_ids": person_of(context)}


def _asked_for(query: FindConsultations) -> dict[str, Any]:
    where: dict[str, Any] = {}
    if query.kind is not None:
        where["kind"] = query.kind
    if query.status is not None:
        where["status"] = query.status
    elif query.open is not None:
        where["status"] = {"$nin" if query.open else "$in": list(DONE)}
    return where
