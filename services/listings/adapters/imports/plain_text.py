"""Texts with HTML in them, as feeds and linked data carry, as the plain text a listing has."""

from __future__ import annotations

import re

from services.listings.adapters.imports.markup import Markup
from services.listings.adapters.imports.reading import many_lines

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]{2,10}|#\d{1,6}|#[xX][0-9a-fA-F]{1,6});")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "p",
        "section",
        "table",
        "tr",
        "ul",
        "ol",
    ]
)
_UNSEEN = frozenset({"script", "style", "template", "noscript"})
# Begins only where spaces begin: from each of a million spaces it would look for the end again.
_MANY_ENDS = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*(?:\n\s*)+")


class _Reader(Markup):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag == "li":
            self.texts.append("\n・")
        elif tag in _BLOCKS:
            self.texts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if tag in _BLOCKS:
            self.texts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.texts.append(data)


def plain_text(text: str) -> str:
    """The text without markup: paragraphs and list items on lines of their own, scripts gone."""
    if not _MARKUP.search(text):
        return many_lines(text)
    reader = _Reader()
    reader.read(text)
    return _MANY_ENDS.sub("\n\n", many_lines("".join(reader.texts)))
