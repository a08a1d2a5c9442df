"""Addresses that lead outside."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"https?://[^\s/?#@:]+(?::[0-9]{1,5})?(?:[/?#]\S*)?")


def is_web_address(text: str) -> bool:
    """Whether it leads to a named place on the web; without spaces, names and passwords."""
    return _ADDRESS.fullmatch(text) is not None
