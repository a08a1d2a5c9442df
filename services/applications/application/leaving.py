"""Who leaves the portal while a command of theirs is under way (D-27)."""

from __future__ import annotations

from dataclasses import replace

from services.applications.application.ports import Desk
from services.applications.application.sealing import has_left
from services.applications.domain.application.selection import end_for_leaver
from services.kernel.eventkit.application.context import Context


def end_if_left_meanwhile(
    application_id: str, person_id: str, context: Context, *, desk: Desk
) -> None:
    """Ends a new application of somebody who has left since its form was sealed.

    The reaction to the leaving looked for applications when this one was not there yet.
    """
    if has_left(desk.personal_data, person_id):
        once_more = replace(context, command_id=context.id_for("leave"))
        desk.applications.change(
            application_id, once_more, lambda one: end_for_leaver(one, now=context.at)
        )
