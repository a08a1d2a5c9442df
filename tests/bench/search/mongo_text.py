"""The same search on MongoDB's text index, as well as it can be done there.

The index is given our own tokens, without a language of MongoDB's, so that both look for the same
words. What it cannot do: the alternatives of a word (only one text search in a query, whose
phrases are joined by AND), beginnings of words, and looser matching; so a word is looked for as it
was typed. Page and total come from indexes where there are any for them, all facets from one
aggregation of the listings found, conditions that restrict applied facet by facet.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pymongo import DESCENDING, TEXT
from pymongo.collection import Collection

from services.kernel.japanese.reading import KeywordReader
from services.kernel.japanese.wanted import Phrase
from services.listings.adapters.search import schema as fields
from services.listings.adapters.search.schema import Entry
from services.listings.application.ports import PAGE_SIZE, SearchOrder, SearchQuery

NAMES = (*fields.FACETS, fields.LABELS)
_TEXTS = {fields.TITLE: 6, fields.ORGANISATION: 3, fields.ALL: 1}


class MongoText:
    """Listings in one collection."""

    def __init__(self, collection: Collection[dict[str, Any]], reader: KeywordReader) -> None:
        self._listings = collection
        self._reader = reader

    def put(self, entries: Iterable[Entry]) -> None:
        """Adds listings."""
        self._listings.insert_many(
            [
                {
                    "_id": entry.listing_id,
                    # a space at each end, for phrases that are whole words
                    **{name: f" {entry.texts[name]} " for name in _TEXTS},
                    **{name: list(entry.values[name]) for name in NAMES},
                    "newest": entry.numbers[fields.NEWEST],
                    "deadline": entry.numbers[fields.DEADLINE],
                    "jocv": entry.values[fields.AUDIENCE] == [fields.JOCV_ONLY],
                }
                for entry in entries
            ],
            ordered=False,
        )

    def finish(self) -> None:
        """Builds the indexes."""
        self._listings.create_index(
            [(name, TEXT) for name in _TEXTS], weights=_TEXTS, default_language="none"
        )
        for order in ("newest", "deadline"):
            self._listings.create_index([("jocv", 1), (order, DESCENDING)])
        for name in NAMES:
            self._listings.create_index([(name, 1), ("newest", DESCENDING)])

    @property
    def bytes(self) -> int:
        """Documents and indexes on the disk."""
        return int(self._listings.database.command("collStats", self._listings.name)["totalSize"])

    def search(self, query: SearchQuery) -> tuple[int, list[str]]:
        """Total and ids of the page; facets are counted and thrown away."""
        chosen = {name: {"$in": list(v)} for name in NAMES if (v := getattr(query, name))}
        base: dict[str, Any] = {} if query.jocv_view else {"jocv": False}
        text = self._text(query)
        if text:
            base["$text"] = {"$search": text}
        whole = {**base, **chosen}
        total = self._listings.count_documents(whole)
        found = self._listings.find(whole, {"_id": 1})
        if query.order is SearchOrder.RELEVANCE and text:
            found = found.sort([("score", {"$meta": "textScore"})])
        else:
            latest = query.order is SearchOrder.LATEST_DEADLINE
            found = found.sort("deadline" if latest else "newest", DESCENDING)
        page = found.skip((query.page - 1) * PAGE_SIZE).limit(PAGE_SIZE)
        ids = [document["_id"] for document in page]
        self._facets(base, chosen)
        return total, ids

    def _facets(self, base: dict[str, Any], chosen: dict[str, Any]) -> None:
        counted = {
            name: [
                {"$match": {other: wanted for other, wanted in chosen.items() if other != name}},
                {"$unwind": f"${name}"},
                {"$group": {"_id": f"${name}", "count": {"$sum": 1}}},
            ]
            for name in NAMES
        }
        kept = {"$project": dict.fromkeys(NAMES, 1)}
        list(self._listings.aggregate([{"$match": base}, kept, {"$facet": counted}]))

    def _text(self, query: SearchQuery) -> str:
        words = self._reader.read(query.keyword).wanted.words
        typed = [word.alternatives[0] for word in words if word.alternatives]
        phrases = [" ".join(one.tokens) for one in typed if isinstance(one, Phrase)]
        return " ".join(f'"{phrase}"' for phrase in phrases)
