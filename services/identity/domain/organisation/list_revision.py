"""The public list of organisations as a thing of its own, which is regenerated (ID-83)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.identity.domain.organisation.events import OrganisationListRegenerated


@dataclass(frozen=True, slots=True)
class ListRevision:
    """What the present list was made for."""

    cause: str = ""


FIRST = ListRevision()


def evolve(state: ListRevision, event: object) -> ListRevision:
    """The fold of the list."""
    if isinstance(event, OrganisationListRegenerated):
        return ListRevision(event.cause)
    return state


def regenerate(
    state: ListRevision, organisation_id: str, cause: str, now: datetime
) -> list[OrganisationListRegenerated]:
    """The list is made anew because of this organisation; nothing to do where it was."""
    if state.cause == cause:
        return []
    return [OrganisationListRegenerated(organisation_id, cause, now)]
