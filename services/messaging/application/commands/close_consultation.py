"""Closing a consultation that was held or answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.messaging.application.consulting import Step, take
from services.messaging.application.ports import Office
from services.messaging.domain.consultation.steps import close


@dataclass(frozen=True, kw_only=True)
class CloseConsultation(Step):
    pass


def close_consultation(
    command: CloseConsultation, context: Context, *, office: Office
) -> dict[str, Any]:
    """The secretariat has nothing left to do. Raises NotFound, StaleForm, ConsultationAtAnotherStep."""
    return take(office, command, context, lambda consultation: close(consultation, context.at))
