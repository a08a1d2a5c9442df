"""Take a press release from the press room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.domain.press.release import PressRelease, withdraw


@dataclass(frozen=True)
class WithdrawPressRelease:
    """Which one, and why."""

    press_release_id: str
    note: str
    expected_version: int | None


def withdraw_press_release(
    command: WithdrawPressRelease,
    context: Context,
    *,
    releases: Repository[PressRelease],
    personal_data: PersonalData,
) -> dict[str, Any]:
    """Takes it away because the organisation asks (SM-18).

    Raises `NotFound`, `PressReleaseNotPublished`.
    """
    note = personal_data.seal(command.press_release_id, {"text": command.note})
    done = releases.change(
        command.press_release_id,
        context,
        lambda release: withdraw(release, note, context.at),
        expected_version=command.expected_version,
    )
    return receipt(done, press_release_id=command.press_release_id)
