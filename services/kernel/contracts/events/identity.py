"""Public events of the identity service (requirements.md 9.21): no personal data.

`account_id` of an individual is the `person_id` of the other services.
"""

from __future__ import annotations

from marshmallow import Schema

from services.kernel.contracts.events import (
    identity_extractions,
    identity_job_seekers,
    identity_organisations,
)
from services.kernel.contracts.events.identity_people import PEOPLE_EVENTS
from services.kernel.contracts.fields import Choice, Day, Instant, Items, Text, Truth

_ROLES = (
    "jica-department",
    "hr-division",
    "secretariat",
    "counsellor",
    "hello-work",
    "partner",
    "mofa",
    "analyst",
    "operator",
)
_KINDS = ("full", "simple")
_CATEGORIES = ("jica", "government", "school", "local-government", "other")


class _OfAccount(Schema):
    account_id = Text(most=64, required=True)


class _OfSession(_OfAccount):
    session_id = Text(most=64, required=True)


class _OfOrganisation(Schema):
    organisation_id = Text(most=64, required=True)


class AccountEmailRegisteredData(_OfAccount):
    """An individual asked to open an account, and is to be sent the link (ID-01, ID-24, ID-26).

    It is published again when the opening of the same account is asked for again; the account may
    be open by then, which the mail to its owner says (ID-02).
    """


class UserWithdrawnData(_OfAccount):
    """An individual left; all personal data of this account are to be erased (ID-20)."""


class LoginFailedData(_OfAccount):
    """A login failed (SM-03)."""


class LoginSucceededData(_OfAccount):
    """A login succeeded (SM-03)."""


class AccountLockedData(_OfAccount):
    """The third failure in a row locked the account (ID-56)."""


class SessionStartedData(_OfSession):
    """A session began (SM-03)."""


class SessionEndedData(_OfSession):
    """A session was ended by logout, reissue or leaving (ID-60)."""


class SessionExpiredData(_OfSession):
    """A session was idle for more than 60 minutes (ID-61)."""


class TemporaryPasswordIssuedData(_OfAccount):
    """A temporary password is to be mailed to the registered address (ID-64)."""


class PasswordChangedData(_OfAccount):
    """The owner set a new password (ID-65, ID-66)."""


class InternalUserCreatedData(_OfAccount):
    """An internal user was created with these roles (ID-87)."""

    roles = Items(Choice(_ROLES), least=1, required=True)


class OrganisationRegistrationRequestedData(_OfOrganisation):
    """A body asked to be registered (ID-72 to ID-74)."""

    kind = Choice(_KINDS, required=True)
    category = Choice(_CATEGORIES, required=True)


class OrganisationRegisteredData(_OfOrganisation):
    """The secretariat registered an organisation; `account_id` is its person in charge (ID-72)."""

    institution_id = Text(most=20, required=True)
    account_id = Text(most=64, required=True)
    name = Text(most=200, required=True)
    name_en = Text(most=200, required=True)
    kind = Choice(_KINDS, required=True)
    category = Choice(_CATEGORIES, required=True)
    institution_type = Text(most=40, required=True)
    has_mypage = Truth(required=True)
    listed = Truth(required=True)
    valid_until = Day()
    notices_at = Items(Instant(), most=6)
    confirm_at = Instant()


class OrganisationRegistrationRejectedData(_OfOrganisation):
    """The secretariat refused a registration; the reason goes out by mail (ID-76)."""


EVENTS: dict[str, tuple[int, type[Schema]]] = {
    **identity_organisations.EVENTS,
    **identity_extractions.EVENTS,
    **PEOPLE_EVENTS,
    "AccountEmailRegistered": (1, AccountEmailRegisteredData),
    "UserWithdrawn": (1, UserWithdrawnData),
    "LoginFailed": (1, LoginFailedData),
    "LoginSucceeded": (1, LoginSucceededData),
    "AccountLocked": (1, AccountLockedData),
    "SessionStarted": (1, SessionStartedData),
    "SessionEnded": (1, SessionEndedData),
    "SessionExpired": (1, SessionExpiredData),
    "TemporaryPasswordIssued": (1, TemporaryPasswordIssuedData),
    "PasswordChanged": (1, PasswordChangedData),
    "InternalUserCreated": (1, InternalUserCreatedData),
    "OrganisationRegistrationRequested": (1, OrganisationRegistrationRequestedData),
    "OrganisationRegistered": (1, OrganisationRegisteredData),
    "OrganisationRegistrationRejected": (1, OrganisationRegistrationRejectedData),
    **identity_job_seekers.EVENTS,
}
