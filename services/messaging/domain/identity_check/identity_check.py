"""The check of who stands behind an inquiry (ID-68): its result, never what was compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class InquiryIdentityVerified:
    """The secretariat compared what an inquirer says with what is registered.

    `results` holds per item `same`, `different` or `not-compared`; `inquiry_id` is the inquiry in
    the portal, where it was not a mail.
    """

    check_id: str
    account_id: str
    organisation_id: str | None
    inquiry_id: str | None
    results: dict[str, str]
    identified: bool
    verified_by: str | None
    verified_at: datetime


@dataclass(frozen=True, slots=True)
class IdentityCheck:
    """One check; None before its result."""

    verified: InquiryIdentityVerified | None = None


def evolve(state: IdentityCheck, event: object) -> IdentityCheck:
    """The state after an event."""
    return IdentityCheck(event) if isinstance(event, InquiryIdentityVerified) else state


def verify(
    state: IdentityCheck, verified: InquiryIdentityVerified
) -> list[InquiryIdentityVerified]:
    """Records the result, once."""
    return [] if state.verified else [verified]
