"""Save a search condition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Unreadable
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotFound
from services.kernel.eventkit.domain.inactive import refuse_inactive_job_seeker
from services.listings.application.personal import person_of
from services.listings.domain.personal.search_conditions import SavedConditions, save


@dataclass(frozen=True)
class SaveSearchCondition:
    """What it is called and looks for; see the payload schema."""

    name: str
    conditions: Mapping[str, Any]


def save_search_condition(
    command: SaveSearchCondition,
    context: Context,
    *,
    conditions: Repository[SavedConditions],
    personal_data: PersonalData,
) -> dict[str, Any]:
    """Saves it sealed (LI-57).

    Raises `JobSeekerInactive`, `TooManySavedConditions`, and `NotFound` for who has left.
    """
    refuse_inactive_job_seeker(context.actor)
    person_id = person_of(context)
    condition_id = context.id_for("search-condition")
    wanted = {"name": command.name, "conditions": dict(command.conditions)}
    try:
        content = personal_data.seal(person_id, wanted)
    except Unreadable:  # the person has left; a session may live a moment longer
        raise NotFound from None
    done = conditions.change(
        person_id, context, lambda current: save(current, person_id, condition_id, content)
    )
    return receipt(done, condition_id=condition_id)
