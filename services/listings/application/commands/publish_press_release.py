"""Publish a press release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.domain.press.release import PressRelease, publish


@dataclass(frozen=True)
class PublishPressRelease:
    """Which request."""

    press_release_id: str
    checked: bool
    expected_version: int | None


def publish_press_release(
    command: PublishPressRelease, context: Context, *, releases: Repository[PressRelease]
) -> dict[str, Any]:
    """Puts a checked request into the press room (LI-69).

    Raises `NotFound`, `PressReleaseNotRequested`, `PressReleaseNotChecked`.
    """
    done = releases.change(
        command.press_release_id,
        context,
        lambda release: publish(release, checked=command.checked, now=context.at),
        expected_version=command.expected_version,
    )
    return receipt(done, press_release_id=command.press_release_id)
