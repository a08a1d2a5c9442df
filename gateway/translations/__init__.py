"""Translation catalogues, compiled in memory at the start.

Message ids of labels are the Japanese texts themselves; texts of refusals and field problems have
keyed ids (`code.listing-not-pending`, `field.too-long`) and stand in both languages. A catalogue
is split by area (`en/listings.po`), so that areas change without touching each other.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask_babel import Domain

from gateway.language import current_language

LANGUAGES = ("ja", "en")
FOLDER = Path(__file__).parent


@cache
def catalogue(language: str) -> Catalog:
    """All messages of a language; where two areas differ, the first by name holds."""
    whole = Catalog(locale=language)
    for _, part in parts(language):
        for message in part:
            known = whole.get(message.id) if message.id else None
            if message.id and message.string and known is None:
                whole.add(message.id, message.string, flags=message.flags)
    return whole


def parts(language: str) -> Iterator[tuple[str, Catalog]]:
    """The catalogue of each area by name."""
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            yield path.stem, read_po(file, locale=language)


@cache
def translations(language: str) -> Translations:
    """The compiled catalogue of a language."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return Translations(compiled)


class Catalogues(Domain):  # type: ignore[misc]
    """The catalogues in memory, for Flask-Babel."""

    def get_translations(self) -> Translations:
        """The catalogue of the request's language."""
        return translations(current_language())
