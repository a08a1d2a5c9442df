"""Running numbers in MongoDB."""

from __future__ import annotations

from typing import Any

from pymongo import ReturnDocument
from pymongo.database import Database
from pymongo.write_concern import WriteConcern


class MongoNumbers:
    """See `Numbers`."""

    def __init__(self, database: Database[Any]) -> None:
        self._numbers = database.get_collection(
            "numbers", write_concern=WriteConcern(w="majority", j=True)
        )

    def next(self, series: str) -> int:
        found = self._numbers.find_one_and_update(
            {"_id": series},
            {"$inc": {"last": 1}},
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        return int(found["last"]) if found else 0
