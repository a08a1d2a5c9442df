"""Return a press release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.domain.press.release import PressRelease, send_back


@dataclass(frozen=True)
class ReturnPressRelease:
    """Which one, and why."""

    press_release_id: str
    reason: str
    expected_version: int | None


def return_press_release(
    command: ReturnPressRelease,
    context: Context,
    *,
    releases: Repository[PressRelease],
    personal_data: PersonalData,
) -> dict[str, Any]:
    """Returns a request with a reason (LI-69).

    Raises `NotFound`, `PressReleaseNotRequested`.
    """
    reason = personal_data.seal(command.press_release_id, {"text": command.reason})
    done = releases.change(
        command.press_release_id,
        context,
        lambda release: send_back(release, reason, context.at),
        expected_version=command.expected_version,
    )
    return receipt(done, press_release_id=command.press_release_id)
