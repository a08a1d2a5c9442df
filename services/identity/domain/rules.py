"""The numbers of the identity rules; everything called configurable in requirements.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Rules:
    """Durations and limits with their defaults (D-03, D-07, D-10, D-14 to D-16, D-24 to
    D-26).

    Every duration counts to the second and includes its last moment (D-04).
    """

    session_idle: timedelta = timedelta(minutes=60)
    advice_after: int = 2
    lock_after: int = 3
    failures_forgotten_after: timedelta = timedelta(minutes=30)
    temporary_password_valid: timedelta = timedelta(hours=24)
    reissue_tries: int = 3
    reissue_closed_for: timedelta = timedelta(hours=24)
    password_least: int = 8
    password_most: int = 64
    second_step_valid: timedelta = timedelta(minutes=5)
    passkey_challenge_valid: timedelta = timedelta(minutes=5)
    opening_link_valid: timedelta = timedelta(hours=24)
    opening_mail_quiet: timedelta = timedelta(minutes=2)
    unopened_kept_for: timedelta = timedelta(days=30)
    activation_link_valid: timedelta = timedelta(days=14)
    job_seeker_age: int = 16
    switching_back_months: int = 12
    organisation_valid_months: int = 12
    organisation_notice_days: tuple[int, ...] = (60, 30)
    organisation_code_quiet: timedelta = timedelta(hours=24)
    identity_check_valid: timedelta = timedelta(hours=24)
    extraction_kept_for: timedelta = timedelta(days=7)
    full_registration_business_days: int = 3
    completion_awaited_for: timedelta = timedelta(days=30)
    full_registration_months: int = 12
    extension_notice_days: tuple[int, ...] = (60, 30, 7)
    confirmation_months: int = 12
    notices_at: timedelta = timedelta(hours=9)


DEFAULT_RULES = Rules()
