"""Recording that a meeting took place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.messaging.application.consulting import Step, take
from services.messaging.application.ports import Office
from services.messaging.domain.consultation.steps import hold


@dataclass(frozen=True, kw_only=True)
class HoldConsultation(Step):
    pass


def hold_consultation(
    command: HoldConsultation, context: Context, *, office: Office
) -> dict[str, Any]:
    """Records it, on the day of the meeting or later (ME-43).

    Raises NotFound, StaleForm, ConsultationOfOtherKind, ConsultationAtAnotherStep,
    ConsultationDateNotReached.
    """
    return take(office, command, context, lambda consultation: hold(consultation, context.at))
