"""Setting the meeting of a face-to-face consultation, and moving it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import Sealed
from services.messaging.application.consulting import Step, handled, sealed_about, take
from services.messaging.application.ports import Office
from services.messaging.domain.consultation.consultation import Consultation
from services.messaging.domain.consultation.steps import reschedule, schedule

Setting = Callable[[Consultation, datetime, Sealed, datetime], Sequence[Any]]


@dataclass(frozen=True, kw_only=True)
class ScheduleConsultation(Step):
    meets_at: datetime
    place: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RescheduleConsultation(ScheduleConsultation):
    pass


def schedule_consultation(
    command: ScheduleConsultation, context: Context, *, office: Office
) -> dict[str, Any]:
    """Sets time and place; by the secretariat or the assigned counsellor (ME-43).

    Raises NotFound, StaleForm, InvalidInput, ConsultationOfOtherKind, ConsultationAtAnotherStep.
    """
    return _set(command, context, office, schedule)


def reschedule_consultation(
    command: RescheduleConsultation, context: Context, *, office: Office
) -> dict[str, Any]:
    """Sets another time, with its place. Raises what the first one does, ConsultationDateUnchanged."""
    return _set(command, context, office, reschedule)


def _set(
    command: ScheduleConsultation, context: Context, office: Office, setting: Setting
) -> dict[str, Any]:
    person_id = handled(office, command, context).person_id
    place = sealed_about(office, person_id, {"place": command.place, "note": command.note})
    return take(
        office,
        command,
        context,
        lambda consultation: setting(consultation, command.meets_at, place, context.at),
    )
