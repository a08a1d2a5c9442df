"""The parts that every use of search needs, made once in a process."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from services.kernel.japanese.analyser import Analyser
from services.kernel.japanese.opening import Japanese, open_japanese
from services.kernel.japanese.reading import KeywordReader
from services.kernel.japanese.tables import DATA
from services.listings.adapters.search.schema import SCHEMA_VERSION


@dataclass(frozen=True)
class Language:
    """How texts and keywords are understood.

    `signature` names everything an index depends on: schema, rules, tables, dictionary and
    libraries. An index made under another signature is of no use.
    """

    analyser: Analyser
    reader: KeywordReader
    signature: str


def open_language(cache: Path | None = None, tables: Path = DATA) -> Language:
    """Reads tables and dictionary; `cache` keeps the compiled user dictionary between starts.

    Raises `TableFault` when a table cannot be understood.
    """
    japanese = open_japanese(cache, tables)
    return Language(japanese.analyser, japanese.reader, _signature(japanese))


def _signature(japanese: Japanese) -> str:
    versions = f"{japanese.versions}-{version('tantivy')}"
    digest = hashlib.sha256(versions.encode()).hexdigest()[:12]
    return f"s{SCHEMA_VERSION}r{japanese.rules}-{digest}"
