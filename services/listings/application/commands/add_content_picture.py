"""Store a picture for texts."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.parts import Files
from services.kernel.eventkit.domain import FieldProblem, InvalidInput
from services.listings.domain.editorial.pictures import picture_type

OWNER = "content-pictures"
"""Pictures of the site belong to nobody who could be erased."""


@dataclass(frozen=True)
class AddContentPicture:
    """The bytes as base64."""

    content: str


def add_content_picture(
    command: AddContentPicture, context: Context, *, files: Files
) -> dict[str, Any]:
    """Stores the picture; texts show it by its address, with alternative text (LI-81).

    What it is tells its content, not its name. Raises `InvalidInput`.
    """
    try:
        piece = base64.b64decode(command.content, validate=True)
    except binascii.Error:
        raise InvalidInput(fields={"content": (FieldProblem("not-base64"),)}) from None
    media_type = picture_type(piece)
    if media_type is None:
        raise InvalidInput(fields={"content": (FieldProblem("not-a-picture"),)})
    picture_id = context.id_for("picture")
    files.put(picture_id, OWNER, 0, piece)
    return {"picture_id": picture_id, "media_type": media_type, "position": 0}
