"""A listing for pages of those who look after it."""

from __future__ import annotations

from typing import Any

from flask import abort
from flask_babel import gettext
from werkzeug.wrappers import Response

from gateway.backend import backend
from gateway.web.page import page


def own_listing(listing_id: str) -> dict[str, Any]:
    """The listing with what only its owner and the secretariat see.

    404 for everybody else, also while it is public: what these pages do is not for them (LI-42).
    """
    listing: dict[str, Any] = backend.call("listings", "get_listing", {"listing_id": listing_id})
    return required_own(listing)


def required_own(listing: dict[str, Any]) -> dict[str, Any]:
    """The same, when it was asked for together with something else."""
    if "amendment" not in listing:
        abort(404)
    return listing


def completed(
    listing_id: str, title: str, text: str, step: int, *, back: tuple[str, str]
) -> Response:
    """The page after a listing was saved or something was asked for it; `back`: label, address."""
    return page(
        "organisation_listings/completed.html",
        listing=own_listing(listing_id),
        title=title,
        text=text,
        step=step,
        steps=[gettext("入力"), gettext("確認"), gettext("完了")],
        back=back,
    )
