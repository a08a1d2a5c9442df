"""Result cards, rendered once for as long as their listing does not change.

A result page is twenty cards; most of them were shown a moment ago in another search.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from flask import current_app
from markupsafe import Markup

from gateway.language import current_language

MOST_CARDS = 4000

Key = tuple[str, int, str, tuple[str, ...], int]


class Cards:
    """The cards shown last, by listing and version; what changes without it is in the key."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Key, Markup] = OrderedDict()

    def html(self, item: Mapping[str, Any], level: int = 3) -> Markup:
        """The card of a listing (GW-35)."""
        key = (
            item["listing_id"],
            item["version"],
            current_language(),
            tuple(item["labels"]),
            level,
        )
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept
        components: Any = current_app.jinja_env.globals["ui"]
        made: Markup = components.listing_card(item, level)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > MOST_CARDS:
                self._kept.popitem(last=False)
        return made
