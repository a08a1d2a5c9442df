"""A message as it lies in the receiver's box: unread, then read (SM-11, ME-26).

It is told apart from the correspondence it came with: whatever sends messages into a box, reading
them is the receiver's own affair.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class MessageRead:
    """The receiver opened a message for the first time."""

    message_id: str
    person_id: str
    read_at: datetime


@dataclass(frozen=True, slots=True)
class BoxEntry:
    """One message in the received box of one person."""

    read: bool = False


def read(entry: BoxEntry, message_id: str, person_id: str, now: datetime) -> list[MessageRead]:
    """The receiver opens the message; it is read from now on, whatever follows (ME-26)."""
    return [] if entry.read else [MessageRead(message_id, person_id, now)]


def evolve(state: BoxEntry, event: Any) -> BoxEntry:
    """The state after an event."""
    return BoxEntry(read=True) if isinstance(event, MessageRead) else state
