"""A listing for pages of those who look after it."""

from __future__ import annotations

from typing import Any

from flask import abort

from gateway.backend import backend


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
