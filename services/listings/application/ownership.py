"""On whose behalf a caller acts, and what is theirs."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Document, Views
from services.kernel.eventkit.domain import FieldProblem, InvalidInput, NotFound, Role
from services.listings.domain.listing.kinds import APPROVED_BY_JICA
from services.listings.domain.listing.refusals import (
    DepartmentWithoutOrganisation,
    KindNotApprovable,
    OrganisationNotRegistered,
    RegistrationHasLapsed,
)
from services.listings.domain.listing.state import Listing, NoListing

STAFF = frozenset({Role.SECRETARIAT, Role.INTERNAL_SYSTEM})
"""They act for any organisation and name which."""

NAMING = STAFF | {Role.OPERATOR}
"""They name the organisation; an operator only when importing for it."""

JICA = frozenset({Role.JICA_DEPARTMENT, Role.HR_DIVISION})
"""Departments of JICA (section 1)."""

POSTING = frozenset({Role.ORGANISATION, Role.JICA_DEPARTMENT, Role.HR_DIVISION, Role.SECRETARIAT})
"""The roles that create and change listings (section 1)."""


@dataclass(frozen=True, slots=True)
class Recruiter:
    """The organisation that posts."""

    id: str
    name: str
    institution_type: str


def organisation_id_of(context: Context, named: str | None) -> str:
    """The id of the organisation the caller acts for.

    Accounts of organisations and of JICA's departments act for their own (another one is
    `NotFound`); staff name one. Raises `DepartmentWithoutOrganisation` where a department of JICA
    has none yet.
    """
    if context.actor.role in NAMING:
        if not named:
            raise InvalidInput(fields={"organisation_id": (FieldProblem("required"),)})
        return named
    own = context.actor.organisation_id
    if own is None and context.actor.role in JICA:
        raise DepartmentWithoutOrganisation
    if own is None or named not in (None, "", own):
        raise NotFound
    return own


def recruiter_of(context: Context, named: str | None, views: Views) -> Recruiter:
    """The registered organisation the caller posts for.

    Raises `OrganisationNotRegistered`, `RegistrationHasLapsed`, `DepartmentWithoutOrganisation`.
    """
    organisation_id = organisation_id_of(context, named)
    known = require_posting(organisation_id, views)
    return Recruiter(organisation_id, known["name"], known["institution_type"])


def require_posting(organisation_id: str, views: Views) -> Document:
    """What is known of an organisation that may file new listings (D-38).

    Raises `OrganisationNotRegistered`, `RegistrationHasLapsed`.
    """
    known = views.get("organisations", organisation_id)
    if known is None:
        raise OrganisationNotRegistered
    if not known["may_post"]:
        raise RegistrationHasLapsed
    return known


def require_approvable(listing: Listing, context: Context) -> None:
    """Refuses to a JICA department what the secretariat approves. Raises `KindNotApprovable`."""
    if context.actor.role in NAMING or isinstance(listing, NoListing):
        return
    if listing.content.kind not in APPROVED_BY_JICA:
        raise KindNotApprovable


def require_owner(listing: Listing, context: Context) -> None:
    """Refuses what does not exist or belongs to somebody else. Raises `NotFound`."""
    if isinstance(listing, NoListing):
        raise NotFound
    if context.actor.role in NAMING:
        return
    if listing.head.organisation_id != context.actor.organisation_id:
        raise NotFound
