"""What a person shows of the profile, and to whom (ID-42 to ID-44, D-21, D-33)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from services.identity.domain.job_seeker.events import (
    JobSeekerInformationUpdated,
    OrganisationBlockNoted,
    ProfilePublicationChanged,
)
from services.identity.domain.job_seeker.state import JobSeeker, information_revision
from services.kernel.eventkit.domain import JobSeekerInactive, Kind, Refusal, Sealed, StaleForm

MOST_SHOWN_TO = 200
"""A private profile is shown to at most so many organisations."""


class ProfileNotForPublication(Refusal):
    """Profiles are published of full registrants and of job seekers (D-21)."""

    code = "profile-not-for-publication"
    kind = Kind.FORBIDDEN


class ShownToTooMany(Refusal):
    """The list of organisations is full (D-33)."""

    code = "shown-to-too-many"


def require_functions(seeker: JobSeeker, *, may_publish: bool) -> None:
    """The function is for full registrants and active job seekers.

    Raises `JobSeekerInactive`, `ProfileNotForPublication`.
    """
    if may_publish:
        return
    if seeker.registered:
        raise JobSeekerInactive
    raise ProfileNotForPublication


def update_information(
    seeker: JobSeeker,
    account_id: str,
    information: Sealed,
    now: datetime,
    *,
    may_publish: bool,
    revision: int | None = None,
) -> list[JobSeekerInformationUpdated]:
    """Replaces the job-seeker information (ID-42).

    `revision` is that of the information the form was opened with. Raises as
    `require_functions`, and `StaleForm` when it has been replaced since (D-64).
    """
    require_functions(seeker, may_publish=may_publish)
    if revision is not None and revision != information_revision(seeker.informed_at):
        raise StaleForm
    return [JobSeekerInformationUpdated(account_id, information, now)]


def publish_profile(
    seeker: JobSeeker,
    account_id: str,
    *,
    public: bool,
    may_publish: bool,
    new_user_id: Callable[[], str],
    now: datetime,
) -> list[ProfilePublicationChanged]:
    """Turns the switch public/private (ID-43); nothing to do when it stands so.

    To become private is never refused. Raises as `require_functions`.
    """
    if public:
        require_functions(seeker, may_publish=may_publish)
    if seeker.publication.public == public:
        return []
    shown = seeker.publication.shown_to
    return [_changed(seeker, account_id, public, shown, new_user_id, now)]


def show_to(
    seeker: JobSeeker,
    account_id: str,
    organisation_id: str,
    *,
    may_publish: bool,
    new_user_id: Callable[[], str],
    now: datetime,
) -> list[ProfilePublicationChanged]:
    """Shows a private profile to one organisation nevertheless (D-33).

    Raises as `require_functions`, and `ShownToTooMany`.
    """
    require_functions(seeker, may_publish=may_publish)
    shown = seeker.publication.shown_to
    if organisation_id in shown:
        return []
    if len(shown) >= MOST_SHOWN_TO:
        raise ShownToTooMany
    shown = shown | {organisation_id}
    return [_changed(seeker, account_id, seeker.publication.public, shown, new_user_id, now)]


def stop_showing_to(
    seeker: JobSeeker,
    account_id: str,
    organisation_id: str,
    *,
    new_user_id: Callable[[], str],
    now: datetime,
) -> list[ProfilePublicationChanged]:
    """Takes an organisation off that list; never refused."""
    shown = seeker.publication.shown_to
    if organisation_id not in shown:
        return []
    shown = shown - {organisation_id}
    return [_changed(seeker, account_id, seeker.publication.public, shown, new_user_id, now)]


def note_block(
    seeker: JobSeeker, account_id: str, organisation_id: str, now: datetime, *, blocked: bool
) -> list[OrganisationBlockNoted]:
    """Learns that the person blocked an organisation, or lifted the block (D-33)."""
    if (organisation_id in seeker.publication.blocked) == blocked:
        return []
    return [OrganisationBlockNoted(account_id, organisation_id, blocked, now)]


def _changed(
    seeker: JobSeeker,
    account_id: str,
    public: bool,
    shown_to: frozenset[str],
    new_user_id: Callable[[], str],
    now: datetime,
) -> ProfilePublicationChanged:
    user_id = seeker.publication.user_id or new_user_id()
    return ProfilePublicationChanged(account_id, user_id, public, tuple(sorted(shown_to)), now)
