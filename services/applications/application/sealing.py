"""Sealing what a person wrote; somebody who has left cannot be written about any more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.kernel.eventkit.application.ports import Document, PersonalData, Unreadable
from services.kernel.eventkit.domain import NotFound, Sealed


def seal_for(personal_data: PersonalData, person_id: str, value: Mapping[str, Any]) -> Sealed:
    """Seals under the person's key; raises NotFound when the person has left."""
    try:
        return personal_data.seal(person_id, value)
    except Unreadable:
        raise NotFound from None


def has_left(personal_data: PersonalData, person_id: str) -> bool:
    """Whether this service has heard that the person left."""
    try:
        personal_data.seal(person_id, {})
    except Unreadable:
        return True
    return False


def seal_form(
    personal_data: PersonalData,
    person_id: str,
    *,
    applicant_name: str,
    remarks: str,
    motivation: str,
) -> Sealed:
    """Seals what the application form holds; raises NotFound when the person has left."""
    content = {"applicant_name": applicant_name, "remarks": remarks}
    return seal_for(
        personal_data, person_id, content | ({"motivation": motivation} if motivation else {})
    )


def open_pairs(personal_data: PersonalData, pairs: list[list[str] | None]) -> list[dict[str, Any]]:
    """Opens sealed pairs of documents with one look-up; empty where absent or erased."""
    places = [place for place, one in enumerate(pairs) if one]
    sealed = [Sealed(one[0], one[1]) for one in pairs if one]
    found: list[dict[str, Any]] = [{} for _ in pairs]
    for place, value in zip(places, personal_data.open_many(sealed), strict=True):
        found[place] = value or {}
    return found


def content_of(personal_data: PersonalData, document: Document) -> dict[str, Any]:
    """Name, remarks and motivation of the applicant in an application's document."""
    return open_pairs(personal_data, [document["content"]])[0]
