"""Putting a wrong final status right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.ports import Desk
from services.applications.domain.application.events import Status
from services.applications.domain.application.selection import correct_status
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt


@dataclass(frozen=True)
class CorrectApplicationStatus:
    application_id: str
    status: str
    notify: bool
    expected_version: int | None = None


def correct_application_status(
    command: CorrectApplicationStatus, context: Context, *, desk: Desk
) -> dict[str, Any]:
    """The secretariat corrects a final status (D-72). Raises NotFound, OnlyFinalStatusCorrected."""
    done = desk.applications.change(
        command.application_id,
        context,
        lambda application: correct_status(
            application, Status(command.status), notify=command.notify, now=context.at
        ),
        expected_version=command.expected_version,
    )
    return receipt(done, application_id=command.application_id)
