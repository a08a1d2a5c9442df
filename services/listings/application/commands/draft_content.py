"""Begin a piece of content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context, derived_id
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.editing import require_editor, version_of
from services.listings.domain.editorial.content import Content, draft
from services.listings.domain.editorial.events import ContentAbout
from services.listings.domain.editorial.kinds import Audience, ContentKind


@dataclass(frozen=True)
class DraftContent:
    """The kind, for whom, the place of a page, and the first version."""

    kind: str
    audience: str
    code: str | None
    version: Mapping[str, Any]


def draft_content(
    command: DraftContent,
    context: Context,
    *,
    contents: Repository[Content],
    personal_data: PersonalData,
) -> dict[str, Any]:
    """Stores a draft (LI-66, LI-68, LI-72, LI-81); a place of the site has one content for good.

    Raises `KindOfOthers`, `PlaceUnknown`, `ContentExists`, `InvalidInput`.
    """
    kind = ContentKind(command.kind)
    require_editor(kind, context)
    code = command.code or None
    content_id = derived_id("content", code) if code else context.id_for("content")
    about = ContentAbout(content_id, kind, Audience(command.audience), code)
    version = version_of(command.version, content_id, personal_data)
    done = contents.change(
        content_id, context, lambda content: draft(content, about, version, context.at)
    )
    return receipt(done, content_id=content_id)
