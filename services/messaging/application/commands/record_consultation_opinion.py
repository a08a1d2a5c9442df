"""The internal statement of somebody who was asked about a mail consultation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import Role
from services.messaging.application.callers import person_of
from services.messaging.application.consulting import Step, handled, sealed_about, take
from services.messaging.application.ports import Office
from services.messaging.domain.consultation.events import OpinionAuthor
from services.messaging.domain.consultation.steps import record_opinion


@dataclass(frozen=True, kw_only=True)
class RecordConsultationOpinion(Step):
    body: str


def record_consultation_opinion(
    command: RecordConsultationOpinion, context: Context, *, office: Office
) -> dict[str, Any]:
    """Records what the caller says; the person never sees it (ME-44, ME-45).

    Raises NotFound for those who were not asked, StaleForm, ConsultationOfOtherKind,
    ConsultationAtAnotherStep, TooManyOpinions.
    """
    author_id = person_of(context)
    person_id = handled(office, command, context).person_id
    content = sealed_about(office, person_id, {"text": command.body})
    opinion_id = context.id_for("opinion")
    is_counsellor = context.actor.role is Role.COUNSELLOR
    author = OpinionAuthor.COUNSELLOR if is_counsellor else OpinionAuthor.JICA_PERSON
    return take(
        office,
        command,
        context,
        lambda consultation: record_opinion(
            consultation, opinion_id, author, author_id, content, context.at
        ),
    )
