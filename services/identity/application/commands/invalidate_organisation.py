"""Invalidation of a registration (無効登録, ID-77)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.organisation_closing import OrganisationClosing
from services.identity.domain.organisation.ending import invalidate
from services.identity.domain.organisation.organisation import Organisation
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class InvalidateOrganisation:
    organisation_id: str
    expected_version: int | None = None


def invalidate_organisation(
    command: InvalidateOrganisation,
    context: Context,
    *,
    organisations: Repository[Organisation],
    closing: OrganisationClosing,
    views: Views,
) -> dict[str, Any]:
    """Ends the registration on its own request: logins are refused, listings taken down (D-39).

    Raises `NotFound`, `OrganisationNotInState`, `DeletionNotRequested`, `StaleForm`.
    """
    organisation_id = command.organisation_id
    done = organisations.change(
        organisation_id,
        context,
        lambda state: invalidate(state, context.at),
        expected_version=command.expected_version,
    )
    closed = closing(done.state.account_id, context.at, context)
    answer = receipt(done, organisation_id=organisation_id)
    views.wait_for(max(answer["position"], receipt(closed)["position"]))
    return answer
