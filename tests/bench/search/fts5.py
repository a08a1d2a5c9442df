"""The same search on SQLite FTS5, as well as it can be done there.

The index holds our own tokens, so both engines look for the same words and find the same
listings; orders and conditions stand in a table beside it, facets in one with a row per value.
The matches of a search are put into a temporary table once, and page, total and facets are taken
from there. Conditions are applied before that, but for those that are counted as if they did not
restrict.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from services.kernel.japanese.analyser import GAP
from services.kernel.japanese.reading import KeywordReader
from services.kernel.japanese.wanted import Alternative, AnyOf, Phrase, Prefix
from services.listings.adapters.search import schema as fields
from services.listings.adapters.search.schema import Entry
from services.listings.application.ports import PAGE_SIZE, SearchOrder, SearchQuery

NAMES = (*fields.FACETS, fields.LABELS)


class Fts5:
    """Listings in one SQLite file."""

    def __init__(self, path: Path, reader: KeywordReader) -> None:
        self._reader = reader
        self._database = sqlite3.connect(path)
        self._database.executescript(
            """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;
            PRAGMA mmap_size = 4000000000; PRAGMA temp_store = MEMORY;
            CREATE VIRTUAL TABLE words USING fts5(
                title, organisation, everything, content='', tokenize="ascii tokenchars '+#_:'");
            CREATE TABLE listings (
                number INTEGER PRIMARY KEY, id TEXT, newest INTEGER, deadline INTEGER, jocv INTEGER);
            CREATE TABLE conditions (name INTEGER, value TEXT, number INTEGER);
            """
        )
        self._count = 0

    def put(self, entries: Iterable[Entry]) -> None:
        """Adds listings."""
        for entry in entries:
            self._count += 1
            number = self._count
            texts = (entry.texts[n] for n in (fields.TITLE, fields.ORGANISATION, fields.ALL))
            self._database.execute(
                "INSERT INTO words (rowid, title, organisation, everything) VALUES (?,?,?,?)",
                (number, *(t.replace(GAP, "_gap_") for t in texts)),
            )
            numbers = entry.numbers
            self._database.execute(
                "INSERT INTO listings VALUES (?,?,?,?,?)",
                (
                    number,
                    entry.listing_id,
                    numbers[fields.NEWEST],
                    numbers[fields.DEADLINE],
                    int(entry.values[fields.AUDIENCE] == [fields.JOCV_ONLY]),
                ),
            )
            rows = [(at, v, number) for at, name in enumerate(NAMES) for v in entry.values[name]]
            self._database.executemany("INSERT INTO conditions VALUES (?,?,?)", rows)

    def finish(self) -> None:
        """Builds indexes and merges."""
        self._database.executescript(
            """
            CREATE INDEX by_value ON conditions (name, value, number);
            CREATE INDEX by_number ON conditions (number, name, value);
            CREATE INDEX by_newest ON listings (newest);
            CREATE INDEX by_deadline ON listings (deadline);
            INSERT INTO words (words) VALUES ('optimize');
            ANALYZE;
            """
        )
        self._database.commit()

    def search(self, query: SearchQuery) -> tuple[int, list[str]]:
        """Total and ids of the page; facets are counted and thrown away."""
        chosen = {name: list(getattr(query, name)) for name in NAMES if getattr(query, name)}
        match = self._match(query)
        self._fill("found", match, query, chosen)
        (total,) = self._database.execute("SELECT count(*) FROM temp.found").fetchone()
        order = "found.score" if query.order is SearchOrder.RELEVANCE and match else "newest DESC"
        if query.order is SearchOrder.LATEST_DEADLINE:
            order = "deadline DESC"
        page = self._database.execute(
            f"SELECT id FROM temp.found JOIN listings USING (number) ORDER BY {order} LIMIT ? OFFSET ?",
            (PAGE_SIZE, (query.page - 1) * PAGE_SIZE),
        ).fetchall()
        self._facets("found", [name for name in NAMES if name not in chosen])
        for name in chosen:
            others = {other: values for other, values in chosen.items() if other != name}
            self._fill("wider", match, query, others)
            self._facets("wider", [name])
        return total, [listing_id for (listing_id,) in page]

    def _fill(
        self, table: str, match: str, query: SearchQuery, chosen: dict[str, list[str]]
    ) -> None:
        self._database.execute(f"DROP TABLE IF EXISTS temp.{table}")
        where, values = [], []
        if not query.jocv_view:
            where.append("jocv = 0")
        for name, wanted in chosen.items():
            marks = ",".join("?" * len(wanted))
            where.append(
                f"listings.number IN (SELECT number FROM conditions WHERE name = ? AND value IN ({marks}))"
            )
            values += [str(NAMES.index(name)), *wanted]
        source, score = "listings", "0"
        if match:
            source = "words JOIN listings ON listings.number = words.rowid"
            score = "bm25(words, 6, 3, 1)" if query.order is SearchOrder.RELEVANCE else "0"
            where.insert(0, "words MATCH ?")
            values.insert(0, match)
        restriction = f"WHERE {' AND '.join(where)}" if where else ""
        self._database.execute(
            f"CREATE TEMP TABLE {table} AS SELECT listings.number AS number, {score} AS score FROM {source} {restriction}",
            values,
        )

    def _facets(self, table: str, names: Sequence[str]) -> None:
        marks = ",".join(str(NAMES.index(name)) for name in names)
        self._database.execute(
            f"SELECT name, value, count(*) FROM temp.{table} JOIN conditions USING (number) WHERE name IN ({marks}) GROUP BY name, value"
        ).fetchall()

    def _match(self, query: SearchQuery) -> str:
        words = self._reader.read(query.keyword).wanted.words
        return " AND ".join(f"({_any(word)})" for word in words)


def _any(word: AnyOf) -> str:
    return " OR ".join(map(_term, word.alternatives))


def _term(wanted: Alternative) -> str:
    match wanted:
        case Phrase(tokens):
            return "everything : " + " + ".join(f'"{token}"' for token in tokens)
        case Prefix(letters):
            return f'everything : "{letters}" *'
        case _:
            return f"({' AND '.join(map(_term, wanted.phrases))})"
