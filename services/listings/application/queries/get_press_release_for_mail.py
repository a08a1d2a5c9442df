"""What the mail about a returned press release says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Unreadable
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotFound
from services.listings.domain.press.release import PressRelease, Returned


@dataclass(frozen=True)
class GetPressReleaseForMail:
    """Which press release."""

    press_release_id: str


def get_press_release_for_mail(
    query: GetPressReleaseForMail,
    context: Context,
    *,
    releases: Repository[PressRelease],
    personal_data: PersonalData,
) -> dict[str, Any]:
    """The reason of the return, null without one (LI-70).

    From the log and not from a projection: the mail may be written the moment the event is
    stored. Raises `NotFound`.
    """
    release, version = releases.load(query.press_release_id)
    if version == 0:
        raise NotFound
    if not isinstance(release, Returned):
        return {"reason": None}
    try:
        return {"reason": str(personal_data.open(release.reason)["text"])}
    except Unreadable:
        return {"reason": None}
