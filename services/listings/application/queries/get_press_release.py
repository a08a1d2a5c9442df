"""One press release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.domain import NotFound
from services.listings.application.presenting import manages
from services.listings.application.press import shown


@dataclass(frozen=True)
class GetPressRelease:
    """Which one."""

    press_release_id: str


def get_press_release(
    query: GetPressRelease, context: Context, *, views: Views, personal_data: PersonalData
) -> dict[str, Any]:
    """Public ones for everybody, others for their organisation and the secretariat.

    Raises `NotFound`.
    """
    document = views.get("press_releases", query.press_release_id)
    if document is None:
        raise NotFound
    if document["state"] != "published" and not manages(document, context.actor):
        raise NotFound
    return shown(document, context.actor, context.at, personal_data)
