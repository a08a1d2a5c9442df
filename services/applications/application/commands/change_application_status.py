"""Choosing the status of one or several applications."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from services.applications.application.callers import check_received_by_caller
from services.applications.application.ports import Desk
from services.applications.application.sealing import seal_for
from services.applications.domain.application.events import Status
from services.applications.domain.application.selection import SelectionEvent, change_status
from services.applications.domain.application.state import Application
from services.kernel.eventkit.application.context import Context, derived_id
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.domain import Refusal


@dataclass(frozen=True)
class ChangeApplicationStatus:
    application_id: str
    status: str
    notify: bool
    remarks_of_institution: str | None = None
    expected_version: int | None = None


@dataclass(frozen=True)
class ChangeApplicationStatuses:
    applications: tuple[Mapping[str, Any], ...]
    status: str
    notify: bool
    remarks_of_institution: str | None = None


def change_application_status(
    command: ChangeApplicationStatus, context: Context, *, desk: Desk
) -> dict[str, Any]:
    """Changes the status, with or without telling the applicant (AP-39 to AP-41, AP-43, AP-44).

    Raises NotFound, SelectionAlreadyEnded, SelectionCannotGoBack, StaleForm.
    """
    status = Status(command.status)
    application, _ = desk.applications.load(command.application_id)
    check_received_by_caller(application, context)
    remarks = None
    if command.remarks_of_institution:
        written = {"remarks": command.remarks_of_institution}
        remarks = seal_for(desk.personal_data, application.person_id, written)

    def decide(current: Application) -> list[SelectionEvent]:
        return change_status(
            current, status, notify=command.notify, remarks=remarks, now=context.at
        )

    done = desk.applications.change(
        command.application_id, context, decide, expected_version=command.expected_version
    )
    return receipt(
        done, application_id=command.application_id, reception_id=done.state.reception_id
    )


def change_application_statuses(
    command: ChangeApplicationStatuses, context: Context, *, desk: Desk
) -> dict[str, Any]:
    """Changes several at once; each gets its own event and its own outcome (AP-42).

    Applications that cannot be changed are named in `refused` with the reason; where none can,
    the refusal of the first is raised.
    """
    changed: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    first: Refusal | None = None
    for item in {one["application_id"]: one for one in command.applications}.values():
        one = ChangeApplicationStatus(
            application_id=item["application_id"],
            status=command.status,
            notify=command.notify,
            remarks_of_institution=command.remarks_of_institution,
            expected_version=item.get("expected_version"),
        )
        own = replace(context, command_id=derived_id(context.command_id, one.application_id))
        try:
            changed.append(change_application_status(one, own, desk=desk))
        except Refusal as refusal:
            first = first or refusal
            refused.append({"application_id": one.application_id, "code": refusal.code})
    if first is not None and not changed:
        raise first
    return {
        "position": max(one["position"] for one in changed),
        "version": None,
        "repeated": all(one["repeated"] for one in changed),
        "changed": changed,
        "refused": refused,
    }
