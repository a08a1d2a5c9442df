"""The search conditions a person has saved (LI-57)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from services.kernel.eventkit.domain import Kind, NotFound, Refusal, Sealed

CONDITIONS_AT_MOST = 50
"""So many saved conditions one person has."""


@dataclass(frozen=True, slots=True)
class SearchConditionSaved:
    """A person saved a search condition. What somebody looks for is personal: it is sealed."""

    person_id: str
    condition_id: str
    content: Sealed


@dataclass(frozen=True, slots=True)
class SearchConditionDeleted:
    """A person deleted a saved search condition."""

    person_id: str
    condition_id: str


@dataclass(frozen=True, slots=True)
class SearchConditionsClosed:
    """The person has left: nothing is saved on their behalf any more (D-27)."""

    person_id: str


@dataclass(frozen=True, slots=True)
class SavedConditions:
    """The ids of the conditions one person has saved, oldest first."""

    condition_ids: tuple[str, ...] = ()
    closed: bool = False


class TooManySavedConditions(Refusal):
    """A person has so many saved conditions that others have to go first."""

    code: ClassVar[str] = "too-many-saved-conditions"
    kind: ClassVar[Kind] = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__(most=CONDITIONS_AT_MOST)


ConditionEvent = SearchConditionSaved | SearchConditionDeleted | SearchConditionsClosed


def evolve_conditions(saved: SavedConditions, event: ConditionEvent) -> SavedConditions:
    """The saved conditions after an event."""
    if isinstance(event, SearchConditionsClosed):
        return replace(saved, closed=True)
    others = tuple(known for known in saved.condition_ids if known != event.condition_id)
    if isinstance(event, SearchConditionSaved):
        others += (event.condition_id,)
    return replace(saved, condition_ids=others)


def save(
    saved: SavedConditions, person_id: str, condition_id: str, content: Sealed
) -> list[ConditionEvent]:
    """Saves a condition under a new id.

    Raises `TooManySavedConditions`, and `NotFound` for who has left.
    """
    if saved.closed:
        raise NotFound
    if len(saved.condition_ids) >= CONDITIONS_AT_MOST:
        raise TooManySavedConditions
    return [SearchConditionSaved(person_id, condition_id, content)]


def delete(saved: SavedConditions, person_id: str, condition_id: str) -> list[ConditionEvent]:
    """Deletes a saved condition. Raises `NotFound` for one that is not (or no more) there."""
    if condition_id not in saved.condition_ids:
        raise NotFound
    return [SearchConditionDeleted(person_id, condition_id)]


def forget(saved: SavedConditions, person_id: str) -> list[ConditionEvent]:
    """Deletes all conditions of a person who has left, and lets no more be saved (D-27)."""
    if saved.closed:
        return []
    deleted = [SearchConditionDeleted(person_id, condition) for condition in saved.condition_ids]
    return [*deleted, SearchConditionsClosed(person_id)]
