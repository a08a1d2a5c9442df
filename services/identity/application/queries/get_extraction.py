"""One extraction with its log (ID-90)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.extraction_answer import answer_of
from services.identity.application.own_account import own_account_id
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.domain import NotFound, Role


@dataclass(frozen=True)
class GetExtraction:
    extraction_id: str


def get_extraction(
    query: GetExtraction, context: Context, *, personal_data: PersonalData, views: Views
) -> dict[str, Any]:
    """The extraction, for its requester and the secretariat. Raises `NotFound`."""
    document = views.get("extractions", query.extraction_id)
    if document is None:
        raise NotFound
    own = document["requester_id"] == own_account_id(context)
    if not own and context.actor.role is not Role.SECRETARIAT:
        raise NotFound
    return answer_of(document, personal_data, views)
