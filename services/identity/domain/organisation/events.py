"""Stored events of an organisation (SM-04), from its request to its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.identity.domain.organisation.details import (
    JicaCommonData,
    LeavingReason,
    OrganisationDetails,
)
from services.kernel.eventkit.domain import Sealed


@dataclass(frozen=True, slots=True)
class OrganisationRegistrationRequested:
    """A body asked to be registered (ID-72 to ID-75).

    `contact` seals person in charge, e-mail and telephone under `account_id`, the account that
    the person in charge gets when the request is approved.
    """

    organisation_id: str
    account_id: str
    details: OrganisationDetails
    contact: Sealed
    language: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OrganisationRegistered:
    """The secretariat approved; `institution_id` (求人機関ID) never changes (ID-75).

    The organisation code (団体コード) is derived from `code_issue_id`, the token of the link to the
    first password from `link_issue_id`; neither is stored. Registrations from before validity was
    kept have no `valid_until`; theirs is 12 months (D-38).
    """

    organisation_id: str
    account_id: str
    institution_id: str
    details: OrganisationDetails
    contact: Sealed
    language: str
    login_key: str
    code_issue_id: str
    link_issue_id: str
    at: datetime
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class OrganisationRegistrationRejected:
    """The secretariat refused; the reason goes out by e-mail (ID-76)."""

    organisation_id: str
    reason: Sealed
    at: datetime


@dataclass(frozen=True, slots=True)
class OrganisationInfoChangeRequested:
    """A change of the registered data was asked for (ID-81); `content` seals who and what."""

    organisation_id: str
    request_id: str
    content: Sealed
    by_mail: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class OrganisationInfoUpdated:
    """The secretariat changed the registered data (ID-81).

    `login_key` is that of the address, which is the login ID; `request_id` names the request that
    this settles, if one does.
    """

    organisation_id: str
    account_id: str
    details: OrganisationDetails
    contact: Sealed
    login_key: str
    request_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class JicaCommonDataUpdated:
    """The data that all JICA accounts share changed; they are kept here and nowhere else (ID-79)."""

    common: JicaCommonData
    at: datetime


@dataclass(frozen=True, slots=True)
class OrganisationInfoConfirmed:
    """The organisation said that its registered data are right (ID-78)."""

    organisation_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OrganisationCodeReissued:
    """A new organisation code voids the old one (ID-71, D-18); it is derived from the issue's id."""

    organisation_id: str
    code_issue_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OrganisationRegistrationExtended:
    """The registration holds to the end of this day now (ID-82, D-38)."""

    organisation_id: str
    valid_until: date
    at: datetime


@dataclass(frozen=True, slots=True)
class OrganisationRegistrationExpired:
    """The validity has passed without an extension (ID-82)."""

    organisation_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OrganisationInvalidationRequested:
    """The organisation asked for its deletion (ID-77)."""

    organisation_id: str
    reason: Sealed
    by_mail: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class OrganisationInvalidated:
    """The secretariat invalidated the registration (ID-77)."""

    organisation_id: str
    account_id: str
    listed: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class OrganisationWithdrawn:
    """The organisation left; `reasons` and `comment` answer the leaving survey (ID-84, ID-85)."""

    organisation_id: str
    account_id: str
    reasons: tuple[LeavingReason, ...]
    satisfaction: int
    comment: Sealed | None
    listed: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class OrganisationListWishChanged:
    """The wish to be in the public list (一覧掲載希望) changed (ID-83)."""

    organisation_id: str
    listed: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class OrganisationListRegenerated:
    """The public list is another one now, because of this organisation (ID-83).

    `cause` is the id of the event that changed what the list shows.
    """

    organisation_id: str
    cause: str
    at: datetime
