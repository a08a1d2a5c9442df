"""What happens to a registered organisation (SM-04): data, code, validity and list wish.

Who may do what is decided by the role matrix; `office` says that the secretariat does it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from services.identity.domain.organisation.details import OrganisationDetails
from services.identity.domain.organisation.events import (
    OrganisationCodeReissued,
    OrganisationInfoChangeRequested,
    OrganisationInfoConfirmed,
    OrganisationInfoUpdated,
    OrganisationListWishChanged,
    OrganisationRegistrationExpired,
    OrganisationRegistrationExtended,
)
from services.identity.domain.organisation.organisation import Organisation, OrganisationStatus
from services.identity.domain.organisation.validity import extended, extension_opens_on
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import NotFound, Refusal, Sealed
from services.kernel.eventkit.domain.tokyo import tokyo_date

REGISTERED = frozenset({OrganisationStatus.REGISTERED})
ALIVE = frozenset({OrganisationStatus.REGISTERED, OrganisationStatus.EXPIRED})


class OrganisationNotInState(Refusal):
    """The organisation is not, or no longer, in a state in which this can be done (SM-04)."""

    code = "organisation-not-registered-now"


class ExtensionNotOpen(Refusal):
    """Extension is possible from the first notice to the last day of the validity (D-38)."""

    code = "organisation-extension-not-open"


class NoSuchChangeRequest(Refusal):
    """The request for a change is settled already, or of another organisation (ID-81)."""

    code = "organisation-change-not-open"


class CodeReissuedLately(Refusal):
    """A new organisation code was sent less than 24 hours ago (ID-71)."""

    code = "organisation-code-reissued-lately"


class Known(NamedTuple):
    """What every organisation that was once registered has."""

    details: OrganisationDetails
    contact: Sealed


@dataclass(frozen=True, slots=True)
class NewData:
    """The registered data as the secretariat wants them, and the login ID that goes with them."""

    details: OrganisationDetails
    contact: Sealed
    login_key: str


def require(state: Organisation, allowed: frozenset[OrganisationStatus]) -> Known:
    """Raises `NotFound` for unknown organisations and `OrganisationNotInState`."""
    if state.details is None or state.contact is None:
        raise NotFound
    if state.status not in allowed:
        raise OrganisationNotInState
    return Known(state.details, state.contact)


def request_change(
    state: Organisation, requested: OrganisationInfoChangeRequested
) -> list[OrganisationInfoChangeRequested]:
    """Asks the secretariat for a change, in the portal or by mail (ID-81, D-37)."""
    require(state, REGISTERED)
    return [requested]


def update(
    state: Organisation, new: NewData, request_id: str | None, now: datetime
) -> list[OrganisationInfoUpdated]:
    """Changes the data, on a request or without one (ID-81). Raises `NoSuchChangeRequest`."""
    require(state, REGISTERED)
    if request_id is not None and request_id not in state.open_requests:
        raise NoSuchChangeRequest
    return [
        OrganisationInfoUpdated(
            state.organisation_id,
            state.account_id,
            new.details,
            new.contact,
            new.login_key,
            request_id,
            now,
        )
    ]


def confirm(state: Organisation, now: datetime) -> list[OrganisationInfoConfirmed]:
    """The organisation finds its data right (ID-78)."""
    require(state, REGISTERED)
    return [OrganisationInfoConfirmed(state.organisation_id, now)]


def reissue_code(
    state: Organisation, code_issue_id: str, now: datetime, rules: Rules
) -> list[OrganisationCodeReissued]:
    """A new code for a lost one, once in 24 hours (ID-71). Raises `CodeReissuedLately`."""
    require(state, REGISTERED)
    issued = state.code_issued_at
    if issued is not None and now - issued < rules.organisation_code_quiet:
        raise CodeReissuedLately
    return [OrganisationCodeReissued(state.organisation_id, code_issue_id, now)]


def extend(
    state: Organisation, now: datetime, rules: Rules, *, office: bool
) -> list[OrganisationRegistrationExtended]:
    """Extends a validity that ends soon; the secretariat also one that has passed (ID-82, D-38).

    Raises `ExtensionNotOpen`.
    """
    require(state, ALIVE if office else REGISTERED)
    valid_until = state.valid_until
    if valid_until is None:
        raise NotFound
    today, registered = tokyo_date(now), state.status is OrganisationStatus.REGISTERED
    if registered and today < extension_opens_on(valid_until, rules):
        raise ExtensionNotOpen
    # also while the news of the lapse at midnight is still under way
    if not office and today > valid_until:
        raise ExtensionNotOpen
    until = extended(valid_until, now, rules)
    return [OrganisationRegistrationExtended(state.organisation_id, until, now)]


def expire(state: Organisation, now: datetime) -> list[OrganisationRegistrationExpired]:
    """When the last day has passed; nothing to do where it was extended or ended meanwhile."""
    if state.status is not OrganisationStatus.REGISTERED or state.valid_until is None:
        return []
    if tokyo_date(now) <= state.valid_until:
        return []
    return [OrganisationRegistrationExpired(state.organisation_id, now)]


def wish_list(
    state: Organisation, *, listed: bool, now: datetime
) -> list[OrganisationListWishChanged]:
    """Wants, or no longer wants, to be in the public list (ID-83)."""
    known = require(state, ALIVE)
    if known.details.listed == listed:
        return []
    return [OrganisationListWishChanged(state.organisation_id, listed, now)]
