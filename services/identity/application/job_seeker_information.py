"""The job-seeker information on its way into an event and out of a document (ID-42)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.identity.domain.job_seeker.offices import postal_digits
from services.identity.projections.sealed_pairs import sealed
from services.kernel.eventkit.application.ports import Document, PersonalData, Unreadable
from services.kernel.eventkit.domain import NotFound, Sealed

NOTHING: Mapping[str, Any] = {
    "postal_code": "",
    "address": "",
    "telephone": "",
    "desired_work": "",
    "fields_wanted": [],
    "places": [],
    "employment_types": [],
    "languages": [],
    "education": None,
    "experience": "",
    "qualifications": "",
    "appeal": "",
}
SHOWN = tuple(name for name in NOTHING if name not in ("postal_code", "address", "telephone"))
"""What organisations see; where a person lives and can be reached is not among it (ID-51)."""


def seal_information(
    account_id: str, information: Mapping[str, Any], personal_data: PersonalData, field: str = ""
) -> Sealed:
    """The information sealed for its owner.

    Raises `InvalidInput` for a postal code that cannot be one; `field` is where it was entered.
    Raises `NotFound` when the person has left in this moment.
    """
    value = {**NOTHING, **information}
    if value["postal_code"]:
        value["postal_code"] = postal_digits(value["postal_code"], f"{field}postal_code")
    try:
        return personal_data.seal(account_id, value)
    except Unreadable:
        raise NotFound from None


def opened_information(document: Document, personal_data: PersonalData) -> dict[str, Any]:
    """What the person entered, empty where nothing was."""
    held = document.get("information")
    if held is None:
        return dict(NOTHING)
    try:
        return {**NOTHING, **personal_data.open(sealed(held))}
    except Unreadable:
        return dict(NOTHING)
