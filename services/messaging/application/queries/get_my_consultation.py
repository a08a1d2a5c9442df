"""One consultation of the caller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import NotFound
from services.messaging.application.callers import person_of
from services.messaging.application.ports import Office
from services.messaging.application.queries.consultations_shown import opened, whole
from services.messaging.domain.consultation.consultation import BEFORE_THE_END
from services.messaging.projections.consultations import CONSULTATIONS


@dataclass(frozen=True)
class GetMyConsultation:
    consultation_id: str


def get_my_consultation(
    query: GetMyConsultation, context: Context, *, office: Office
) -> dict[str, Any]:
    """Question, meeting and final answer, nothing else (ME-45). Raises NotFound."""
    document = office.views.get(CONSULTATIONS, query.consultation_id)
    if document is None or document["person_id"] != person_of(context):
        raise NotFound
    can_cancel = document["status"] in BEFORE_THE_END
    return {**whole(document, opened(document, office)), "can_cancel": can_cancel}
