"""The kernel's parts that a service's bootstrap is handed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from services.kernel.eventkit.application.ports import (
    Clock,
    EventStore,
    Holidays,
    IdSource,
    Neighbours,
    Numbers,
    PersonalData,
    Views,
)
from services.kernel.eventkit.application.snapshot import SnapshotStore


class Files(Protocol):
    """Files in pieces, sealed under their owner's key (design.md section 11)."""

    def put(self, file_id: str, owner: str, index: int, piece: bytes) -> None:
        """Stores piece `index` (from 0); the same piece again replaces itself."""

    def pieces(self, file_id: str) -> int:
        """How many pieces are stored."""

    def get(self, file_id: str, owner: str, index: int) -> bytes:
        """One piece in the clear; raises `KeyError` when absent, `Unreadable` when erased."""

    def delete(self, file_id: str) -> None:
        """Removes all pieces; no error when there are none."""

    def delete_of(self, owner: str) -> None:
        """Removes every file of an owner."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything of the world that use cases need. `pause(seconds)` waits without busy work."""

    store: EventStore
    snapshots: SnapshotStore
    views: Views
    personal_data: PersonalData
    numbers: Numbers
    files: Files
    clock: Clock
    ids: IdSource
    holidays: Holidays
    neighbours: Neighbours
    pause: Callable[[float], None]
