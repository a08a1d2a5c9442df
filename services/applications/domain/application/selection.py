"""The organisation's side of SM-08: choosing a status, registering a result, the end."""

from __future__ import annotations

from datetime import datetime

from services.applications.domain.application.events import (
    ApplicationDeclined,
    ApplicationDraftDiscarded,
    ApplicationFinished,
    ApplicationStatusChanged,
    DeclineReason,
    SelectionResultRegistered,
    Status,
)
from services.applications.domain.application.state import ENDED, Application, State
from services.applications.domain.application.submitting import SelectionAlreadyEnded
from services.kernel.eventkit.domain import NotFound, Refusal, Sealed

RESULTS = frozenset({Status.HIRED, Status.NOT_HIRED})
FINALS = RESULTS | {Status.DECLINED}

SelectionEvent = ApplicationStatusChanged | SelectionResultRegistered | ApplicationDeclined


class SelectionCannotGoBack(Refusal):
    """A selection that has begun does not return to 応募受付 (SM-08)."""

    code = "selection-cannot-go-back"


class OnlyFinalStatusCorrected(Refusal):
    """A correction replaces one final status by another (D-72)."""

    code = "only-final-status-corrected"


def change_status(
    application: Application,
    status: Status,
    *,
    notify: bool,
    remarks: Sealed | None,
    now: datetime,
) -> list[SelectionEvent]:
    """Chooses the status (AP-39); the last three end the selection (AP-43, D-72).

    The present status may be chosen again, to write remarks or to notify. Raises
    SelectionAlreadyEnded, SelectionCannotGoBack.
    """
    if application.submitted_at is None:
        raise NotFound
    if not application.is_open or application.finished:
        raise SelectionAlreadyEnded
    if status is Status.RECEIVED and application.state is State.UNDER_SELECTION:
        raise SelectionCannotGoBack
    if status.value == application.state.value and not notify and remarks is None:
        return []
    return _changed(application, status, notify=notify, remarks=remarks, corrected=False, now=now)


def correct_status(
    application: Application, status: Status, *, notify: bool, now: datetime
) -> list[SelectionEvent]:
    """The secretariat replaces a wrong final status (D-72). Raises OnlyFinalStatusCorrected."""
    if application.submitted_at is None:
        raise NotFound
    if application.state not in ENDED or status not in FINALS:
        raise OnlyFinalStatusCorrected
    if status.value == application.state.value:
        return []
    return _changed(application, status, notify=notify, remarks=None, corrected=True, now=now)


def _changed(
    application: Application,
    status: Status,
    *,
    notify: bool,
    remarks: Sealed | None,
    corrected: bool,
    now: datetime,
) -> list[SelectionEvent]:
    ids = application.ids()
    events: list[SelectionEvent] = [
        ApplicationStatusChanged(
            **ids,
            status=status,
            notify=notify,
            remarks=remarks,
            corrected=corrected,
            changed_at=now,
        )
    ]
    if status in RESULTS:
        events.append(SelectionResultRegistered(**ids, result=status, registered_at=now))
    if status is Status.DECLINED:
        reason = DeclineReason.TOLD_ORGANISATION
        events.append(ApplicationDeclined(**ids, reason=reason, declined_at=now))
    return events


def finish(application: Application, *, now: datetime) -> list[ApplicationFinished]:
    """Moves a decided or declined application to the finished ones, once (AP-27)."""
    if application.finished or application.state not in ENDED:
        return []
    return [ApplicationFinished(**application.ids(), finished_at=now)]


def end_for_leaver(
    application: Application, *, now: datetime
) -> list[ApplicationDeclined | ApplicationDraftDiscarded]:
    """The person left: what is open ends as declined, a draft disappears (D-27)."""
    if application.state is State.DRAFT:
        return [ApplicationDraftDiscarded(application.application_id, now)]
    if not application.is_open or application.finished:
        return []
    reason = DeclineReason.LEFT_PORTAL
    return [ApplicationDeclined(**application.ids(), reason=reason, declined_at=now)]
