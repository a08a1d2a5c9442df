"""How an organisation's registration ends for good: invalidation and leaving (SM-04)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.identity.domain.organisation.details import LeavingReason
from services.identity.domain.organisation.events import (
    OrganisationInvalidated,
    OrganisationInvalidationRequested,
    OrganisationWithdrawn,
)
from services.identity.domain.organisation.organisation import Organisation
from services.identity.domain.organisation.registered import ALIVE, REGISTERED, require
from services.kernel.eventkit.domain import FieldProblem, InvalidInput, Refusal, Sealed


class DeletionNotRequested(Refusal):
    """An organisation is invalidated only after its own request for deletion (ID-77)."""

    code = "organisation-deletion-not-requested"


class OrganisationLeavingNotConfirmed(Refusal):
    """Leaving needs 「はい」 on the confirmation page (ID-84)."""

    code = "organisation-leaving-not-confirmed"


@dataclass(frozen=True, slots=True)
class LeavingAnswer:
    """The answer to the leaving survey (退会アンケート)."""

    reasons: tuple[LeavingReason, ...]
    satisfaction: int | None
    comment: Sealed | None


def request_invalidation(
    state: Organisation, reason: Sealed, now: datetime, *, by_mail: bool
) -> list[OrganisationInvalidationRequested]:
    """Asks for the deletion of the registration; asking once is enough (ID-77)."""
    require(state, ALIVE)
    if state.deletion_requested:
        return []
    return [OrganisationInvalidationRequested(state.organisation_id, reason, by_mail, now)]


def invalidate(state: Organisation, now: datetime) -> list[OrganisationInvalidated]:
    """Ends the registration on its own request (ID-77, D-39). Raises `DeletionNotRequested`."""
    known = require(state, ALIVE)
    if not state.deletion_requested:
        raise DeletionNotRequested
    return [
        OrganisationInvalidated(state.organisation_id, state.account_id, known.details.listed, now)
    ]


def withdraw(
    state: Organisation, answer: LeavingAnswer, now: datetime, *, confirmed: bool
) -> list[OrganisationWithdrawn]:
    """The last step of leaving (ID-84).

    Raises `OrganisationLeavingNotConfirmed`, and `InvalidInput` without the survey's answer (ID-85).
    """
    known = require(state, REGISTERED)
    if not confirmed:
        raise OrganisationLeavingNotConfirmed
    missing = [
        field
        for field, value in (("reasons", answer.reasons), ("satisfaction", answer.satisfaction))
        if not value
    ]
    if missing or answer.satisfaction is None:
        raise InvalidInput(fields={field: (FieldProblem("required"),) for field in missing})
    return [
        OrganisationWithdrawn(
            state.organisation_id,
            state.account_id,
            answer.reasons,
            answer.satisfaction,
            answer.comment,
            known.details.listed,
            now,
        )
    ]
