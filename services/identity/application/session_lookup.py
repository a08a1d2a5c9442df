"""Finding the account of a session token."""

from __future__ import annotations

from services.identity.application.tokens import digest
from services.kernel.eventkit.application.ports import Document, Views
from services.kernel.eventkit.domain import Refusal

PATIENCE_SECONDS = 2.0


class SessionNotKnownYet(Refusal):
    """The projection has not reached the login of the asker: nobody can say now (ID-60)."""

    code = "session-not-known-yet"


def find_session(token: str, views: Views) -> Document | None:
    """The document of the account whose session has this token."""
    found = views.find("accounts", {"session.token_sha256": digest(token)}, limit=1)
    return found[0] if found else None


def find_session_after(token: str, after: int, views: Views) -> Document | None:
    """The same for a caller who may just have logged in, with their login or not at all.

    A session that is only not projected yet must not be taken for one that is over: the browser
    would forget its token while the session lives on. Raises `SessionNotKnownYet`.
    """
    found = find_session(token, views)
    if found is None and after > 0:
        if not views.wait_for(after, PATIENCE_SECONDS):
            raise SessionNotKnownYet
        found = find_session(token, views)
    return found
