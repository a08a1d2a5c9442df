"""Take content from the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.editing import require_editor_of
from services.listings.domain.editorial.content import Content, retire


@dataclass(frozen=True)
class RetireContent:
    """Which content."""

    content_id: str
    expected_version: int | None


def retire_content(
    command: RetireContent, context: Context, *, contents: Repository[Content]
) -> dict[str, Any]:
    """Retires public content for good, or discards a draft (SM-18).

    The name of whoever tells a story can be read no more once this is known.

    Raises `NotFound`, `KindOfOthers`, `NotPublished`.
    """

    def decide(content: Content) -> list[object]:
        require_editor_of(content, context)
        return retire(content, context.at)

    done = contents.change(
        command.content_id, context, decide, expected_version=command.expected_version
    )
    return receipt(done, content_id=command.content_id)
