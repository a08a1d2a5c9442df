"""Snapshots in MongoDB: one document per long stream."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

import pymongo
from bson.binary import Binary
from bson.errors import BSONError
from pymongo.database import Database
from pymongo.errors import PyMongoError
from pymongo.write_concern import WriteConcern

from services.kernel.eventkit.application.snapshot import Snapshot

TAIL = 128
PATIENCE_SECONDS = 0.5


class MongoSnapshots:
    """See `SnapshotStore`. Written without waiting for the journal: what is lost is made again."""

    tail = TAIL

    def __init__(self, database: Database[Any]) -> None:
        self._snapshots = database.get_collection("snapshots", write_concern=WriteConcern(w=1))

    def find(self, streams: Sequence[str]) -> Mapping[str, Snapshot]:
        asked = {"_id": streams[0]} if len(streams) == 1 else {"_id": {"$in": list(streams)}}
        found: dict[str, Snapshot] = {}
        with contextlib.suppress(PyMongoError), pymongo.timeout(PATIENCE_SECONDS):
            for document in self._snapshots.find(asked):
                # Another release may have kept it in another form.
                with contextlib.suppress(KeyError, TypeError):
                    found[document["_id"]] = _read(document)
        return found

    def keep(self, snapshot: Snapshot) -> None:
        unkept = (PyMongoError, BSONError, OverflowError)
        with contextlib.suppress(*unkept), pymongo.timeout(PATIENCE_SECONDS):
            self._snapshots.replace_one({"_id": snapshot.stream}, _document(snapshot), upsert=True)


def _document(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "version": snapshot.version,
        "position": snapshot.position,
        "begins": snapshot.begins,
        "command_id": snapshot.command_id,
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
        document["command_id"],
        document["shape"],
        document["state"],
        bytes(document["commands"]),
    )
