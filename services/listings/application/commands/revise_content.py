"""Replace the public version of content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.editing import require_editor_of, version_of
from services.listings.domain.editorial.content import Content, revise


@dataclass(frozen=True)
class ReviseContent:
    """Which content, and its new version."""

    content_id: str
    version: Mapping[str, Any]
    expected_version: int | None


def revise_content(
    command: ReviseContent,
    context: Context,
    *,
    contents: Repository[Content],
    personal_data: PersonalData,
) -> dict[str, Any]:
    """The new version is public, the earlier ones are kept (LI-67); of the library a new edition
    (LI-71).

    Raises `NotFound`, `KindOfOthers`, `NotPublished`, `ContentIsRetired`, `EditionNotNewer`,
    `InvalidInput`.
    """
    version = version_of(command.version, command.content_id, personal_data)

    def decide(content: Content) -> list[object]:
        require_editor_of(content, context)
        return revise(content, version, now=context.at)

    done = contents.change(
        command.content_id, context, decide, expected_version=command.expected_version
    )
    return receipt(done, content_id=command.content_id)
