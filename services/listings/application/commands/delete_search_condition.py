"""Delete a saved search condition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.personal import person_of
from services.listings.domain.personal.search_conditions import SavedConditions, delete


@dataclass(frozen=True)
class DeleteSearchCondition:
    """Which one."""

    condition_id: str


def delete_search_condition(
    command: DeleteSearchCondition, context: Context, *, conditions: Repository[SavedConditions]
) -> dict[str, Any]:
    """Deletes it (LI-57). Raises `NotFound` for what is not one of the caller's."""
    person_id = person_of(context)
    done = conditions.change(
        person_id, context, lambda current: delete(current, person_id, command.condition_id)
    )
    return receipt(done, condition_id=command.condition_id)
