"""Leaving by an organisation (退会, ID-84, ID-85)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.organisation_closing import OrganisationClosing
from services.identity.application.own_organisation import organisation_of
from services.identity.domain.organisation.details import LeavingReason
from services.identity.domain.organisation.ending import LeavingAnswer, withdraw
from services.identity.domain.organisation.organisation import Organisation
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class WithdrawOrganisation:
    confirmed: bool
    reasons: list[str]
    satisfaction: int | None = None
    comment: str = ""


def withdraw_organisation(
    command: WithdrawOrganisation,
    context: Context,
    *,
    organisations: Repository[Organisation],
    closing: OrganisationClosing,
    personal_data: PersonalData,
    views: Views,
) -> dict[str, Any]:
    """The last step: ends the registration with the answer to the leaving survey.

    The comment outlives the account and is sealed under the organisation's own id. Raises
    `NotFound`, `OrganisationNotInState`, `OrganisationLeavingNotConfirmed`, `InvalidInput`.
    """
    organisation_id = organisation_of(context, None)
    comment = command.comment.strip()
    sealed = personal_data.seal(organisation_id, {"comment": comment}) if comment else None
    answer = LeavingAnswer(
        tuple(LeavingReason(reason) for reason in dict.fromkeys(command.reasons)),
        command.satisfaction,
        sealed,
    )
    done = organisations.change(
        organisation_id,
        context,
        lambda state: withdraw(state, answer, context.at, confirmed=command.confirmed),
    )
    closed = closing(done.state.account_id, context.at, context)
    told = receipt(done, organisation_id=organisation_id)
    views.wait_for(max(told["position"], receipt(closed)["position"]))
    return told
