"""Listings named in addresses."""

from __future__ import annotations

from services.kernel.contracts.rpc import Refused

MOST = 100


def named(listing_id: str) -> dict[str, str]:
    """The payload that names a listing; raises `Refused` (not found) for what is no id at all."""
    if not 0 < len(listing_id) <= MOST or not listing_id.isprintable() or " " in listing_id:
        raise Refused({"code": "not-found", "kind": "not-found"})
    return {"listing_id": listing_id}
