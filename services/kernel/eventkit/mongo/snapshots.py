"""Snapshots in MongoDB: one document per long stream."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

from bson.binary import Binary
from pymongo.database import Database
from pymongo.errors import PyMongoError
from pymongo.write_concern import WriteConcern

from services.kernel.eventkit.application.snapshot import Snapshot

TAIL = 128


class MongoSnapshots:
    """See `SnapshotStore`. Written without waiting for the journal: what is lost is made again."""

    tail = TAIL

    def __init__(self, database: Database[Any]) -> None:
        self._snapshots = database.get_collection("snapshots", write_concern=WriteConcern(w=1))

    def find(self, streams: Sequence[str]) -> Mapping[str, Snapshot]:
        asked = {"_id": streams[0]} if len(streams) == 1 else {"_id": {"$in": list(streams)}}
        return {found["_id"]: _read(found) for found in self._snapshots.find(asked)}

    def keep(self, snapshot: Snapshot) -> None:
        older = [{"version": {"$lt": snapshot.version}}, {"shape": {"$ne": snapshot.shape}}]
        # Also when a later one is there: then the upsert meets its `_id`.
        with contextlib.suppress(PyMongoError):
            self._snapshots.replace_one(
                {"_id": snapshot.stream, "$or": older}, _document(snapshot), upsert=True
            )


def _document(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "version": snapshot.version,
        "position": snapshot.position,
        "begins": snapshot.begins,
        "shape": snapshot.shape,
        "state": snapshot.state,
        "commands": Binary(snapshot.commands),
    }


def _read(document: Mapping[str, Any]) -> Snapshot:
    return Snapshot(
        document["_id"],
        document["version"],
        document["position"],
        document["begins"],
        document["shape"],
        document["state"],
        bytes(document["commands"]),
    )
