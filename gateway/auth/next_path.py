"""Where a login leads when it was asked for by another page."""

from __future__ import annotations

from flask import request

MOST = 2000


def next_path(otherwise: str) -> str:
    """The `next` of the request when it is a path of the portal, never another site's address."""
    wanted = request.values.get("next", "")
    is_path = wanted.startswith("/") and not wanted.startswith("//") and len(wanted) <= MOST
    if is_path and wanted.isprintable() and "\\" not in wanted:
        return wanted
    return otherwise
