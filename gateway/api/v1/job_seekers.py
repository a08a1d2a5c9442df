"""Job seekers by API: their own registration and what they show (ID-26 to ID-44)."""

from __future__ import annotations

from typing import Any

from gateway.api.blueprint import Operations
from gateway.api.v1.accounts_schemas import CommandReceiptSchema
from gateway.api.v1.job_seekers_schemas import (
    AgreementSchema,
    JobSeekerSchema,
    OfficesQuery,
    OfficesSchema,
    OwnDeactivationBody,
)
from gateway.auth.allow import ANYONE
from gateway.auth.viewer import Role
from gateway.backend import backend
from services.kernel.contracts.identity_job_seekers import (
    ApplyAsJobSeeker,
    PublishProfile,
    UpdateJobSeekerInformation,
)

operations = Operations(
    "job-seekers", "/job-seekers", "Job-seeker registrations and their publication."
)

_PUBLISHING = {403: ["job-seeker-inactive", "profile-not-for-publication"]}
_PATH = "/current/publication/organisations/<organisation_id>"


@operations.operation("GET", "/offices", who=[ANYONE], query=OfficesQuery, answer=OfficesSchema)
def find_offices(query: dict[str, Any]) -> Any:
    """Hello Work offices.

    All of them, or the one responsible for a postal code.
    """
    return backend.call("identity", "find_offices", query)


@operations.operation("GET", "/agreement", who=[ANYONE], answer=AgreementSchema)
def get_agreement() -> Any:
    """The texts to agree to.

    The present versions of the terms of use and the privacy policy.
    """
    return backend.call("identity", "get_agreement")


@operations.operation("GET", "/current", who=[Role.INDIVIDUAL], answer=JobSeekerSchema)
def get_own_job_seeker() -> Any:
    """The own registration and information.

    Also while the registration is inactive.
    """
    return backend.call("identity", "get_job_seeker")


@operations.operation(
    "POST",
    "/current",
    who=[Role.INDIVIDUAL],
    body=ApplyAsJobSeeker,
    answer=CommandReceiptSchema,
    status=201,
    refuses={
        409: [
            "already-job-seeker",
            "pupil-cannot-open",
            "terms-have-changed",
            "too-young-for-job-seeker",
        ]
    },
)
def apply_as_job_seeker(body: dict[str, Any]) -> Any:
    """Apply as a job seeker.

    The postal code decides the office, unless a counter has accepted the application.
    """
    return backend.call("identity", "apply_as_job_seeker", body)


@operations.operation(
    "PUT",
    "/current/information",
    who=[Role.INDIVIDUAL],
    body=UpdateJobSeekerInformation,
    answer=CommandReceiptSchema,
    refuses={**_PUBLISHING, 409: ["stale-form"]},
)
def update_job_seeker_information(body: dict[str, Any]) -> Any:
    """Replace the own job-seeker information.

    What is left out is empty afterwards. With `expected_revision` it is refused when the
    information has been replaced since.
    """
    return backend.call("identity", "update_job_seeker_information", body)


@operations.operation(
    "POST",
    "/current/deactivation",
    who=[Role.INDIVIDUAL],
    body=OwnDeactivationBody,
    answer=CommandReceiptSchema,
    refuses={403: ["job-seeker-inactive"], 404: ["not-found"]},
)
def deactivate_own_job_seeker(body: dict[str, Any]) -> Any:
    """Switch the own registration off.

    Most functions are refused until it is active again.
    """
    return backend.call("identity", "deactivate_job_seeker", body)


@operations.operation(
    "POST",
    "/current/reactivation",
    who=[Role.INDIVIDUAL],
    answer=CommandReceiptSchema,
    refuses={404: ["not-found"], 409: ["job-seeker-already-active", "switching-back-is-over"]},
)
def reactivate_own_job_seeker() -> Any:
    """Switch the own registration on.

    Within the period of switching back; its validity begins anew.
    """
    return backend.call("identity", "reactivate_job_seeker")


@operations.operation(
    "PUT",
    "/current/publication",
    who=[Role.INDIVIDUAL],
    body=PublishProfile,
    answer=CommandReceiptSchema,
    refuses=_PUBLISHING,
)
def publish_profile(body: dict[str, Any]) -> Any:
    """Make the own profile public or private.

    From the answer on it is so in every search.
    """
    return backend.call("identity", "publish_profile", body)


@operations.operation(
    "PUT",
    _PATH,
    who=[Role.INDIVIDUAL],
    answer=CommandReceiptSchema,
    refuses={**_PUBLISHING, 409: ["shown-to-too-many"]},
)
def show_profile_to(organisation_id: str) -> Any:
    """Show the own profile to one organisation.

    Even while it is private.
    """
    return backend.call("identity", "show_profile_to", {"organisation_id": organisation_id})


@operations.operation("DELETE", _PATH, who=[Role.INDIVIDUAL], answer=CommandReceiptSchema)
def stop_showing_profile_to(organisation_id: str) -> Any:
    """Stop showing the own profile to one organisation.

    A public profile stays visible to it.
    """
    payload = {"organisation_id": organisation_id}
    return backend.call("identity", "stop_showing_profile_to", payload)
