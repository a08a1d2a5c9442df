"""The stored form of a commit in MongoDB, and back."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

import bson
from bson.int64 import Int64

from services.kernel.eventkit.application.commit import (
    EVENTS_PER_COMMIT,
    Commit,
    NewCommit,
    StoredEvent,
)

MOST_BYTES = 15_000_000
"""A document of MongoDB ends at 16 MiB; one that is too large must not fail others beside it."""

_LENGTH = struct.Struct("<i")
_POSITION = struct.Struct("<i5sq")
_INT64_ID = b"\x12_id\x00"
_new = tuple.__new__
_parts_of_commit = itemgetter("_id", "s", "v", "c", "e", "m")
_parts_of_event = itemgetter("i", "t", "w", "d")


def encode(commit: NewCommit) -> bytes:
    """A commit without its position as BSON, encoded once in the caller's thread."""
    if not 0 < len(commit.events) <= EVENTS_PER_COMMIT:
        raise ValueError("a commit holds 1 to 256 events")
    encoded = bson.encode(as_document(commit))
    if len(encoded) > MOST_BYTES:
        raise ValueError("a commit holds at most 15 MB")
    return encoded


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


def empty(position: int) -> dict[str, Any]:
    """A commit without events, which only takes its position (0: where every log begins)."""
    return {"_id": Int64(position), "s": "", "v": position, "n": 0, "c": "", "m": {}, "e": []}


def decode(document: Mapping[str, Any]) -> Commit:
    """A stored commit."""
    position, stream, version, command_id, stored, meta = _parts_of_commit(document)
    # Both are made the short way: a rebuild does nothing else a million times.
    events = tuple([_new(StoredEvent, _parts_of_event(event)) for event in stored])
    return _new(Commit, (position, stream, version, command_id, events, meta))
