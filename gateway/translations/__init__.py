"""Translation catalogues, compiled in memory at the start.

Message ids of labels are the Japanese texts themselves; texts of refusals and field problems have
keyed ids (`code.listing-not-pending`, `field.too-long`) and stand in both languages. A catalogue
is split by area (`en/listings.po`), so that areas change without touching each other.
"""

from __future__ import annotations

import io
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


class DoubleMessage(Exception):
    """Two areas translate the same message differently."""


@cache
def catalogue(language: str) -> Catalog:
    """All messages of a language; raises `DoubleMessage`."""
    whole = Catalog(locale=language)
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            part = read_po(file, locale=language)
        for message in part:
            if not message.id:
                continue
            known = whole.get(message.id)
            if known is not None and known.string != message.string:
                raise DoubleMessage(f"{path}: {message.id}")
            whole.add(message.id, message.string, flags=message.flags)
    return whole


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
