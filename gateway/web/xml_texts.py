"""Texts in XML documents."""

from __future__ import annotations

import re

# Control characters and non-characters: no XML document can hold them, escaped or not.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def writable(text: str) -> str:
    """The text without what would make the whole document unreadable."""
    return _UNWRITABLE.sub("", text)
