"""Publish a checked draft of content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.editing import require_editor_of, version_of
from services.listings.domain.editorial.content import Content, publish


@dataclass(frozen=True)
class PublishContent:
    """Which draft; `version` where the check has corrected it."""

    content_id: str
    checked: bool
    version: Mapping[str, Any] | None
    expected_version: int | None


def publish_content(
    command: PublishContent,
    context: Context,
    *,
    contents: Repository[Content],
    personal_data: PersonalData,
) -> dict[str, Any]:
    """Makes it public (LI-66).

    Raises `NotFound`, `KindOfOthers`, `NotChecked`, `NotADraft`, `ContentIsRetired`,
    `InvalidInput`.
    """
    version = None
    if command.version is not None:
        version = version_of(command.version, command.content_id, personal_data)

    def decide(content: Content) -> list[object]:
        require_editor_of(content, context)
        return publish(content, version, checked=command.checked, now=context.at)

    done = contents.change(
        command.content_id, context, decide, expected_version=command.expected_version
    )
    return receipt(done, content_id=command.content_id)
