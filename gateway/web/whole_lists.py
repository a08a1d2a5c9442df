"""Contents that a page shows whole, however many pages the service answers in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gateway.backend import backend


def with_the_rest(found: Mapping[str, Any], asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All items: those of `found`, the first page of what was asked, and of the pages after it."""
    items = list(found["items"])
    number, grown = 1, bool(items)
    while grown and len(items) < found["total"]:
        number += 1
        more = backend.call("listings", "find_contents", {**asked, "page": number})["items"]
        items += more
        grown = bool(more)
    return items
