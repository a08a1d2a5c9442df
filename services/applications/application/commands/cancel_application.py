"""Taking an application back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.callers import person_of
from services.applications.application.ports import Desk
from services.applications.domain.application.events import ApplicationCancelled
from services.applications.domain.application.state import Application, check_applicants_own
from services.applications.domain.application.submitting import cancel
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt


@dataclass(frozen=True)
class CancelApplication:
    application_id: str
    expected_version: int | None = None


def cancel_application(
    command: CancelApplication, context: Context, *, desk: Desk
) -> dict[str, Any]:
    """Cancels within 24 hours of applying (AP-33, AP-34, AP-36).

    Raises NotFound, CancellationPeriodOver, SelectionAlreadyEnded, StaleForm.
    """
    person_id = person_of(context)

    def decide(application: Application) -> list[ApplicationCancelled]:
        check_applicants_own(application, person_id)
        return cancel(application, now=context.at)

    done = desk.applications.change(
        command.application_id, context, decide, expected_version=command.expected_version
    )
    return receipt(done, application_id=command.application_id)
