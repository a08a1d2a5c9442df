"""What a command answers with."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import EVENTS_PER_COMMIT
from services.kernel.eventkit.application.repository import Changed


def receipt(changed: Changed[Any], **more: Any) -> dict[str, Any]:
    """The JSON values of a command's answer.

    `position`: where the own log stands after it (0: nothing was to be done); a query with this
    `after` contains it. `version`: of the aggregate, for the next form's `expected_version`.
    `repeated`: the command id had been carried out before; nothing happened now.
    """
    position = changed.position * EVENTS_PER_COMMIT + EVENTS_PER_COMMIT - 1
    return {
        "position": position if changed.position else 0,
        "version": changed.version,
        "repeated": changed.repeated,
        **more,
    }
