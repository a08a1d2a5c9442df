"""Answering a mail consultation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.messaging.application.consulting import Step, handled, sealed_about, take
from services.messaging.application.ports import Office
from services.messaging.domain.consultation.steps import answer


@dataclass(frozen=True, kw_only=True)
class AnswerConsultation(Step):
    body: str


def answer_consultation(
    command: AnswerConsultation, context: Context, *, office: Office
) -> dict[str, Any]:
    """The answer of the secretariat, which the person gets by mail and on the page (ME-44, ME-45).

    Raises NotFound, StaleForm, ConsultationOfOtherKind, ConsultationAtAnotherStep.
    """
    person_id = handled(office, command, context).person_id
    content = sealed_about(office, person_id, {"text": command.body})
    return take(
        office,
        command,
        context,
        lambda consultation: answer(consultation, content, context.at),
    )
