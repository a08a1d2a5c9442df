"""The parts that every use of search needs, made once in a process."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from services.listings.adapters.search.analyser import RULES_VERSION, Analyser
from services.listings.adapters.search.dictionary import JapaneseDictionary, library_versions
from services.listings.adapters.search.reading import KeywordReader
from services.listings.adapters.search.schema import SCHEMA_VERSION
from services.listings.adapters.search.tables import DATA, Tables, read_tables


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
    read = read_tables(tables)
    analyser = Analyser(read, JapaneseDictionary(read.user_words, cache))
    return Language(analyser, KeywordReader(analyser, read.synonyms), _signature(read))


def _signature(tables: Tables) -> str:
    versions = f"{library_versions()}-{version('tantivy')}-{tables.fingerprint}"
    digest = hashlib.sha256(versions.encode()).hexdigest()[:12]
    return f"s{SCHEMA_VERSION}r{RULES_VERSION}-{digest}"
