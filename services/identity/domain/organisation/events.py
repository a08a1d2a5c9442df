"""Stored events of an organisation's registration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.identity.domain.organisation.details import OrganisationDetails
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
    first password from `link_issue_id`; neither is stored.
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


@dataclass(frozen=True, slots=True)
class OrganisationRegistrationRejected:
    """The secretariat refused; the reason goes out by e-mail (ID-76)."""

    organisation_id: str
    reason: Sealed
    at: datetime
