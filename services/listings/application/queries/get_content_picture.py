"""A picture of texts."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.parts import Files
from services.kernel.eventkit.domain import NotFound
from services.listings.application.commands.add_content_picture import OWNER
from services.listings.domain.editorial.pictures import picture_type


@dataclass(frozen=True)
class GetContentPicture:
    """Which picture."""

    picture_id: str


def get_content_picture(
    query: GetContentPicture, context: Context, *, files: Files
) -> dict[str, Any]:
    """Its bytes as base64 and what it is. Raises `NotFound`."""
    try:
        piece = files.get(query.picture_id, OWNER, 0)
    except KeyError:
        raise NotFound from None
    return {"content": base64.b64encode(piece).decode(), "media_type": picture_type(piece)}
