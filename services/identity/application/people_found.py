"""Lists of individuals for the back office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from services.identity.application.registration_answer import summary
from services.identity.projections.sealed_pairs import Pair, sealed
from services.kernel.eventkit.application.ports import Document, PersonalData, Views


def people_found(
    where: Mapping[str, Any],
    order: Sequence[tuple[str, int]],
    limit: int,
    offset: int,
    personal_data: PersonalData,
    views: Views,
) -> dict[str, Any]:
    """Individuals that match, as lines of a work list."""
    found = views.find("individuals", where, order=order, limit=limit, offset=offset)
    return {"items": lines(found, personal_data), "total": views.count("individuals", where)}


def lines(documents: Sequence[Document], personal_data: PersonalData) -> list[dict[str, Any]]:
    """Each document as a line; who leaves in this moment has neither name nor address."""
    people = _opened([document["person"] for document in documents], personal_data)
    emails = _opened([document["email"] for document in documents], personal_data)
    return [
        summary(document, person, email)
        for document, person, email in zip(documents, people, emails, strict=True)
    ]


def _opened(pairs: Sequence[Pair], personal_data: PersonalData) -> list[dict[str, Any]]:
    return [value or {} for value in personal_data.open_many([sealed(pair) for pair in pairs])]
