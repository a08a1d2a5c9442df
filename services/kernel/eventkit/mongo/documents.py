"""The stored form of a commit in MongoDB, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import bson
from bson.raw_bson import RawBSONDocument

from services.kernel.eventkit.application.commit import (
    EVENTS_PER_COMMIT,
    Commit,
    NewCommit,
    StoredEvent,
)


def encode(commit: NewCommit) -> RawBSONDocument:
    """A commit without its position, encoded once in the caller's thread."""
    if not 0 < len(commit.events) <= EVENTS_PER_COMMIT:
        raise ValueError("a commit holds 1 to 256 events")
    return RawBSONDocument(bson.encode(as_document(commit)))


def as_document(commit: NewCommit) -> dict[str, Any]:
    """Short keys, because every one of them is stored with every commit."""
    return {
        "s": commit.stream,
        "v": commit.version,
        "n": len(commit.events),
        "c": commit.command_id,
        "m": dict(commit.meta),
        "e": [{"i": e.id, "t": e.name, "w": e.version, "d": e.data} for e in commit.events],
    }


def decode(document: Mapping[str, Any]) -> Commit:
    """A stored commit."""
    return Commit(
        position=document["_id"],
        stream=document["s"],
        version=document["v"],
        command_id=document["c"],
        events=tuple([StoredEvent(e["i"], e["t"], e["w"], e["d"]) for e in document["e"]]),
        meta=document["m"],
    )
