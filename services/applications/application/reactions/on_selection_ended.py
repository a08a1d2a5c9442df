"""A final status finishes the application at once (SM-08)."""

from __future__ import annotations

from functools import partial
from typing import Any

from services.applications.application.commands.finish_application import finish_application
from services.applications.application.ports import Desk
from services.applications.domain.application.events import (
    ApplicationDeclined,
    SelectionResultRegistered,
)
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.reaction import Reaction, Trigger


def on_selection_ended(desk: Desk) -> Reaction:
    """The reaction, at work on this desk."""
    return Reaction(
        name="finish-ended-selection",
        source="applications",
        types=(SelectionResultRegistered, ApplicationDeclined),
        handle=partial(_handle, desk=desk),
    )


def _handle(recorded: Recorded[Any], trigger: Trigger, *, desk: Desk) -> None:
    context = trigger.context("finish_application")
    finish_application(recorded.event.application_id, context, desk=desk)
