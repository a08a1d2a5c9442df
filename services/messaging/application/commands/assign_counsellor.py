"""Giving a consultation to a career counsellor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.messaging.application.consulting import (
    COUNSELLORS,
    Step,
    handled,
    require_permission,
    take,
)
from services.messaging.application.ports import Office
from services.messaging.domain.consultation.steps import assign


@dataclass(frozen=True, kw_only=True)
class AssignCounsellor(Step):
    counsellor_id: str


def assign_counsellor(
    command: AssignCounsellor, context: Context, *, office: Office
) -> dict[str, Any]:
    """Assigns a counsellor who has the permission at this moment (ME-43, D-96).

    Raises NotFound, StaleForm, InvalidInput, ConsultationAtAnotherStep.
    """
    handled(office, command, context)
    require_permission(
        office,
        [command.counsellor_id],
        COUNSELLORS,
        field="counsellor_id",
        problem="no-counsellor-permission",
    )
    return take(
        office,
        command,
        context,
        lambda consultation: assign(consultation, command.counsellor_id, context.at),
    )
