"""Keys of messages (D-89).

The text of a person is sealed twice: under the key of the message, which is destroyed when its
year ends, and around it under the key of the person, which is destroyed when the person leaves.
The text of an organisation is sealed under the key of the message only, so that each side keeps
its copy for the year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from services.kernel.eventkit.application.ports import PersonalData, Unreadable
from services.kernel.eventkit.domain import NotFound, Sealed

_INNER = "sealed"


def seal_text_of_person(
    personal_data: PersonalData, person_id: str, message_id: str, value: Mapping[str, Any]
) -> Sealed:
    """Seals what a person wrote; raises NotFound when the person has left."""
    inner = personal_data.seal(message_id, value)
    try:
        return personal_data.seal(person_id, {_INNER: [inner.owner, inner.token]})
    except Unreadable:
        raise NotFound from None


def has_left(personal_data: PersonalData, person_id: str) -> bool:
    """Whether this service has heard that the person left."""
    try:
        personal_data.seal(person_id, {})
    except Unreadable:
        return True
    return False


def open_contents(
    personal_data: PersonalData, pairs: Sequence[Sequence[str] | None]
) -> list[dict[str, Any]]:
    """Opens contents of messages with two look-ups; empty where absent or erased."""
    opened = _open(personal_data, pairs)
    inner = _open(personal_data, [one.get(_INNER) for one in opened])
    return [
        within if _INNER in outer else outer for outer, within in zip(opened, inner, strict=True)
    ]


def _open(
    personal_data: PersonalData, pairs: Sequence[Sequence[str] | None]
) -> list[dict[str, Any]]:
    places = [place for place, one in enumerate(pairs) if one]
    sealed = [Sealed(one[0], one[1]) for one in pairs if one]
    found: list[dict[str, Any]] = [{} for _ in pairs]
    for place, value in zip(places, personal_data.open_many(sealed), strict=True):
        found[place] = value or {}
    return found
