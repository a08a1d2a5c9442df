"""The kinds of accounts and the states of their registration."""

from __future__ import annotations

from enum import StrEnum


class AccountKind(StrEnum):
    """The name spaces of login IDs: one address may exist in each (D-11)."""

    INDIVIDUAL = "individual"
    ORGANISATION = "organisation"
    INTERNAL = "internal"


class Standing(StrEnum):
    """Where an account stands.

    Individuals go by SM-01: email-pending (開設手続中), simple (簡易登録者), full-requested
    (申請中), full (人材登録者), suspended (利用停止), deceased (物故者), withdrawn (退会).
    Accounts of organisations and internal users are invited until they have a password, then
    active, and withdrawn or stopped at the end. Discarded is an opening that nobody completed
    (D-24).
    """

    NONE = "none"
    EMAIL_PENDING = "email-pending"
    SIMPLE = "simple"
    FULL_REQUESTED = "full-requested"
    FULL = "full"
    SUSPENDED = "suspended"
    DECEASED = "deceased"
    INVITED = "invited"
    ACTIVE = "active"
    STOPPED = "stopped"
    DISCARDED = "discarded"
    WITHDRAWN = "withdrawn"


REGISTERED = frozenset({Standing.SIMPLE, Standing.FULL_REQUESTED, Standing.FULL})
"""Individuals who use the portal."""
USABLE = REGISTERED | {Standing.INVITED, Standing.ACTIVE}
FINAL = frozenset({Standing.DISCARDED, Standing.WITHDRAWN})
CLOSED = FINAL | {Standing.DECEASED, Standing.STOPPED}
"""Nobody logs in and no mail is sent (ID-20, ID-21, ID-87)."""


class OpeningPath(StrEnum):
    """How an individual opens an account (ID-01, ID-23).

    `job-seeker-online` is 「マイページを開設して求職申込み」, `job-seeker-counter` the opening
    that Hello Work staff begin at the counter.
    """

    INDIVIDUAL = "individual"
    JOB_SEEKER_ONLINE = "job-seeker-online"
    JOB_SEEKER_COUNTER = "job-seeker-counter"


class School(StrEnum):
    """The mandatory answer on school of a job-seeker opening (ID-28, D-29)."""

    NONE = "none"
    JUNIOR_HIGH = "junior-high"
    SENIOR_HIGH = "senior-high"
    EVENING_COURSE = "evening-course"


class SessionEnd(StrEnum):
    """Why a session ended."""

    LOGOUT = "logout"
    REISSUE = "reissue"
    LEAVING = "leaving"
    STOPPED = "stopped"
    SUSPENSION = "suspension"
    DEATH = "death"
