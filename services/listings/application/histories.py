"""How the history of a listing is told: to the secretariat in full, to its organisation by role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Document, PersonalData, Views
from services.kernel.eventkit.domain import Actor, NotFound, Role
from services.listings.application.ownership import JICA, STAFF
from services.listings.application.presenting import manages
from services.listings.application.sealed_texts import opened_text
from services.listings.projections.listing_history import text_key

_OF_THE_ORGANISATION = JICA | {Role.ORGANISATION}
_TOLD_BY_ROLE = _OF_THE_ORGANISATION | {Role.INTERNAL_SYSTEM}
_TOLD_TO_THE_ORGANISATION = frozenset({"ListingReturned", "ListingAmendmentReturned"})


def history_of(listing_id: str, context: Context, views: Views) -> Document:
    """The history of a listing of the caller's. Raises `NotFound` for everybody else."""
    document = views.get("listing_history", listing_id)
    if document is None or "entries" not in document or not manages(document, context.actor):
        raise NotFound
    return document


def entry_at(document: Document, number: int) -> Mapping[str, Any]:
    """The entry with this number, counted from 1. Raises `NotFound`."""
    entries = document["entries"]
    if not 0 < number <= len(entries):
        raise NotFound
    entry: Mapping[str, Any] = entries[number - 1]
    return entry


def text_of(document: Document, version: int | None, views: Views) -> dict[str, Any] | None:
    """The text of a version, None for no version."""
    if version is None:
        return None
    kept = views.get("listing_history", text_key(document["_id"], version))
    if kept is None:
        raise NotFound
    content: dict[str, Any] = kept["content"]
    return content


def told(
    entry: Mapping[str, Any], number: int, actor: Actor, personal_data: PersonalData
) -> dict[str, Any]:
    """An entry as the caller may know it.

    The organisation hears of internal users that it was the secretariat, never who; of what the
    secretariat wrote it reads the reason of a return, not the notes on mails.
    """
    staff = actor.role in STAFF
    role = entry["role"]
    note = entry["note"]
    if not staff and entry["event"] not in _TOLD_TO_THE_ORGANISATION:
        note = None
    return {
        "number": number,
        "event": entry["event"],
        "at": entry["at"],
        "actor_id": entry["actor_id"] if staff or role == Role.ORGANISATION else None,
        "role": role if staff or role in _TOLD_BY_ROLE else Role.SECRETARIAT.value,
        "version": entry["version"],
        "changed_items": entry["changed_items"],
        "state": entry["state"],
        "amendment_state": entry["amendment_state"],
        "takes_effect_at": entry["takes_effect_at"],
        "note": opened_text(note, personal_data),
    }
