"""Stored events of accounts that others change: of organisations and of internal users."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.kernel.eventkit.domain import Role, Sealed


class CounsellorTitle(StrEnum):
    """How a career counsellor is called; the permission is one (D-96)."""

    SHINRO = "shinro-sodan"
    CAREER = "career-sodan"


@dataclass(frozen=True, slots=True)
class LoginIdChanged:
    """The account has another e-mail address, which is its login ID (ID-67, ID-81).

    `person` is set where the data of the person in charge changed with it; where only they did,
    both keys are the same.
    """

    account_id: str
    login_key: str
    previous_login_key: str
    email: Sealed
    person: Sealed | None
    at: datetime


@dataclass(frozen=True, slots=True)
class AccountClosed:
    """The organisation of this account was invalidated or has left (ID-77, ID-84)."""

    account_id: str
    login_key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class InternalUserRoleChanged:
    """An internal user has these roles of section 1 from now on (ID-87)."""

    account_id: str
    roles: tuple[Role, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class InternalUserOrganisationChanged:
    """The organisation of JICA for which a user of a department posts from now on; None for none."""

    account_id: str
    organisation_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class CounsellorPermissionGranted:
    """進路相談カウンセラー権限: the user sees the consultations assigned to them (ID-88)."""

    account_id: str
    title: CounsellorTitle
    at: datetime


@dataclass(frozen=True, slots=True)
class CounsellorPermissionRevoked:
    """The permission ends with the user's next request (ID-88, D-96)."""

    account_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class InternalUserStopped:
    """An internal user can no longer log in; final (ID-87)."""

    account_id: str
    at: datetime
