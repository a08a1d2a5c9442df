"""Having the question of a mail consultation checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.messaging.application.consulting import (
    COUNSELLORS,
    PERSONS_OF_JICA,
    Step,
    handled,
    require_permission,
    sealed_about,
    take,
)
from services.messaging.application.ports import Office
from services.messaging.domain.consultation.steps import refer


@dataclass(frozen=True, kw_only=True)
class ReferConsultation(Step):
    counsellor_ids: list[str] = field(default_factory=list)
    jica_person_ids: list[str] = field(default_factory=list)
    note: str = ""


def refer_consultation(
    command: ReferConsultation, context: Context, *, office: Office
) -> dict[str, Any]:
    """Names counsellors and persons of JICA who are to make a statement (ME-44).

    Raises NotFound, StaleForm, InvalidInput for nobody and for whoever cannot be named,
    ConsultationOfOtherKind, ConsultationAtAnotherStep.
    """
    person_id = handled(office, command, context).person_id
    counsellors = tuple(dict.fromkeys(command.counsellor_ids))
    of_jica = tuple(dict.fromkeys(command.jica_person_ids))
    require_permission(
        office,
        counsellors,
        COUNSELLORS,
        field="counsellor_ids",
        problem="no-counsellor-permission",
    )
    require_permission(
        office, of_jica, PERSONS_OF_JICA, field="jica_person_ids", problem="no-person-of-jica"
    )
    note = sealed_about(office, person_id, {"text": command.note}) if command.note else None
    return take(
        office,
        command,
        context,
        lambda consultation: refer(consultation, counsellors, of_jica, note, context.at),
    )
