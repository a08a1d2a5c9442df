"""One consultation, for those who handle it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.domain import NotFound, Role
from services.messaging.application.ports import Office
from services.messaging.application.queries.consultations_shown import (
    days_since,
    opened,
    statements,
    whole,
)
from services.messaging.application.queries.find_consultations import knows_name
from services.messaging.projections.consultations import CONSULTATIONS


@dataclass(frozen=True)
class GetConsultation:
    consultation_id: str


def get_consultation(query: GetConsultation, context: Context, *, office: Office) -> dict[str, Any]:
    """All of it for the secretariat; for others who were given it with their own statements only.

    Raises NotFound, also for whoever it was not assigned to (ME-46).
    """
    document = office.views.get(CONSULTATIONS, query.consultation_id)
    if document is None or not _may_see(document, context):
        raise NotFound
    texts = opened(document, office)
    all_of_it = context.actor.role is Role.SECRETARIAT
    opinions = [
        one for one in document["opinions"] if all_of_it or one["author_id"] == context.actor.id
    ]
    return {
        **whole(document, texts),
        "name": texts["content"].get("name") if knows_name(context) else None,
        "person_id": document["person_id"] if knows_name(context) else None,
        "counsellor_id": document["counsellor_id"],
        "counsellor_ids": document["counsellor_ids"] if all_of_it else [],
        "jica_person_ids": document["jica_person_ids"] if all_of_it else [],
        "note": texts["note"].get("text"),
        "opinions": statements(opinions, office),
        "days": days_since(document["requested_at"], context.at),
    }


def _may_see(document: Document, context: Context) -> bool:
    match context.actor.role:
        case Role.SECRETARIAT:
            return True
        case Role.COUNSELLOR:
            return context.actor.id in document["counsellor_ids"]
        case _:
            return context.actor.id in document["jica_person_ids"]
