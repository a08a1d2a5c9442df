"""The end of a selection."""

from __future__ import annotations

from services.applications.application.ports import Desk
from services.applications.domain.application.selection import finish
from services.kernel.eventkit.application.context import Context


def finish_application(application_id: str, context: Context, *, desk: Desk) -> None:
    """Moves a decided or declined application to the finished ones (AP-27); once."""
    desk.applications.change(
        application_id, context, lambda application: finish(application, now=context.at)
    )
