"""What was asked of the portal during a chaos run, and what it acknowledged."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Record:
    """Filled by the clients, read by the verdict."""

    acknowledged: dict[str, tuple[str, str]] = field(default_factory=dict)
    """command id -> (service, operation)"""
    refused: Counter[str] = field(default_factory=Counter)
    applications: dict[tuple[str, str], str] = field(default_factory=dict)
    """(person, listing) -> application id"""
    notified: dict[str, tuple[str, str]] = field(default_factory=dict)
    """command id of a status change -> (application id, person) where a mail must come"""
    silent: int = 0
    views_sent: Counter[str] = field(default_factory=Counter)
    """listing -> views in acknowledged batches"""
    pages_served: Counter[str] = field(default_factory=Counter)
    """listing -> pages the gateway answered whole"""
    pages_asked: Counter[str] = field(default_factory=Counter)
    answers: dict[str, str] = field(default_factory=dict)
    """mail id -> person who must get the organisation's answer by mail"""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def acknowledge(self, command_id: str, service: str, operation: str) -> None:
        """A command was answered with success."""
        with self.lock:
            self.acknowledged[command_id] = (service, operation)
