"""Things that fall due: a projection of the own log says when, the scheduler carries them out.

A service declares one projection named `due`. Its documents are made with `due_entry`; an entry
disappears when the event that settles it is folded. The scheduler runs entries in due order
through the application, as the internal system, under a command id derived from the entry's key
and due time, so an entry carried out twice has one effect.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from services.kernel.eventkit.application.ports import Document

DUE = "due"


def due_entry(at: datetime, command: str, payload: Mapping[str, Any], note: str = "") -> Document:
    """The document of one due thing: run `command` with `payload` at the aware moment `at`.

    `note` tells an operator what it is about, without personal data. The database keeps
    milliseconds: what is due within one is due at its end, never before its time.
    """
    begun = timedelta(microseconds=-at.microsecond % 1000)
    return {
        "due_at": at.astimezone(UTC) + begun,
        "command": command,
        "payload": dict(payload),
        "note": note,
    }
