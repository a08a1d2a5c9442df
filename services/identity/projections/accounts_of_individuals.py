"""What SM-01 changes of an account as the gateway sees it at each request."""

from __future__ import annotations

from typing import Any

from services.identity.domain.individual.events import (
    FullRegistrationApproved,
    FullRegistrationRejected,
    FullRegistrationRequestCleanedUp,
    FullRegistrationRequested,
    JocvListingViewGranted,
    JocvListingViewRevoked,
    TalentRegistrationExpired,
    UserDeceasedRecorded,
    UserDeceasedRecordRevoked,
    UserProfileUpdated,
    UserReinstated,
    UserSuspended,
)
from services.identity.domain.individual.state import basic_section, standing_after
from services.identity.domain.kinds import Standing
from services.identity.projections.sealed_pairs import pair
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection


def follow_individuals(accounts: Projection) -> None:
    """Adds the folds to the projection of all accounts."""
    accounts.on(
        FullRegistrationRequested,
        FullRegistrationApproved,
        FullRegistrationRejected,
        FullRegistrationRequestCleanedUp,
        TalentRegistrationExpired,
        UserSuspended,
        UserReinstated,
        UserDeceasedRecorded,
        UserDeceasedRecordRevoked,
        key=_account_id,
    )(_standing)
    accounts.on(UserProfileUpdated, key=_account_id)(_updated)
    accounts.on(JocvListingViewGranted, JocvListingViewRevoked, key=_account_id)(_view)


def _account_id(recorded: Recorded[Any]) -> str:
    return str(recorded.event.account_id)


def _standing(document: Document | None, recorded: Recorded[Any]) -> Document:
    known = document or {}
    standing = standing_after(Standing(known.get("standing", "none")), recorded.event)
    return {**known, "standing": standing.value}


def _updated(document: Document | None, recorded: Recorded[UserProfileUpdated]) -> Document:
    known = document or {}
    person = pair(basic_section(recorded.event)) or known.get("person")
    return {**known, "person": person, "updated_at": recorded.event.at}


def _view(
    document: Document | None, recorded: Recorded[JocvListingViewGranted | JocvListingViewRevoked]
) -> Document:
    granted = isinstance(recorded.event, JocvListingViewGranted)
    return {**(document or {}), "jocv_view": granted}
