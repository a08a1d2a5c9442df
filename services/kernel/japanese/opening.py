"""The parts that every use of search needs, made once in a process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from services.kernel.japanese.analyser import RULES_VERSION, Analyser
from services.kernel.japanese.dictionary import JapaneseDictionary, library_versions
from services.kernel.japanese.reading import KeywordReader
from services.kernel.japanese.tables import DATA, read_tables


@dataclass(frozen=True)
class Japanese:
    """How texts and keywords are understood.

    `versions` names rules, dictionary and tables on which an index of the tokens depends.
    """

    analyser: Analyser
    reader: KeywordReader
    rules: int
    versions: str


def open_japanese(cache: Path | None = None, tables: Path = DATA) -> Japanese:
    """Reads tables and dictionary; `cache` keeps the compiled user dictionary between starts.

    Raises `TableFault` when a table cannot be understood.
    """
    read = read_tables(tables)
    analyser = Analyser(read, JapaneseDictionary(read.user_words, cache))
    reader = KeywordReader(analyser, read.synonyms)
    return Japanese(analyser, reader, RULES_VERSION, f"{library_versions()}-{read.fingerprint}")
