"""Finding the account of a session token."""

from __future__ import annotations

from services.identity.application.tokens import digest
from services.kernel.eventkit.application.ports import Document, Views


def find_session(token: str, views: Views) -> Document | None:
    """The document of the account whose session has this token."""
    found = views.find("accounts", {"session.token_sha256": digest(token)}, limit=1)
    return found[0] if found else None
