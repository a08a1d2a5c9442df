"""Files in sealed pieces in MongoDB (ADR 0004 says why not GridFS's own writer)."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database
from pymongo.write_concern import WriteConcern

from services.kernel.eventkit.application.ports import PersonalData


class MongoFiles:
    """See `Files`."""

    def __init__(self, database: Database[Any], personal_data: PersonalData) -> None:
        self._pieces = database.get_collection(
            "file_pieces", write_concern=WriteConcern(w="majority", j=True)
        )
        self._personal_data = personal_data

    def prepare(self) -> None:
        """Makes the indexes."""
        self._pieces.create_index([("file", 1), ("index", 1)], unique=True)
        self._pieces.create_index([("owner", 1)])

    def put(self, file_id: str, owner: str, index: int, piece: bytes) -> None:
        self._pieces.replace_one(
            {"_id": f"{file_id}:{index}"},
            {
                "file": file_id,
                "index": index,
                "owner": owner,
                "piece": self._personal_data.seal_bytes(owner, piece),
            },
            upsert=True,
        )

    def pieces(self, file_id: str) -> int:
        return self._pieces.count_documents({"file": file_id})

    def get(self, file_id: str, owner: str, index: int) -> bytes:
        found = self._pieces.find_one({"_id": f"{file_id}:{index}"})
        if found is None:
            raise KeyError(file_id)
        return self._personal_data.open_bytes(owner, found["piece"])

    def delete(self, file_id: str) -> None:
        self._pieces.delete_many({"file": file_id})

    def delete_of(self, owner: str) -> None:
        self._pieces.delete_many({"owner": owner})
