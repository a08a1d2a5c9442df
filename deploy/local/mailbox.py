"""Mails on disk: one file per mail and recipient, each kept once."""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

SUPPRESSED = "suppressed.jsonl"


@dataclass(frozen=True)
class Mail:
    """A stored mail: its name in the mailbox, whom it was delivered to, when, and what it is."""

    name: str
    recipient: str
    arrived_at: float
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message.get("Subject", ""))

    @property
    def text(self) -> str:
        """The readable part, or nothing."""
        return self._part("plain")

    @property
    def html(self) -> str:
        """The HTML part, or nothing."""
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.message.get_body(preferencelist=(kind,))
        return "" if part is None else str(part.get_content())


class Mailbox:
    """A folder of mails.

    A sender that crashed between our answer and its own note sends again. Like real mail stores,
    the mailbox therefore keeps one copy per Message-ID and recipient and counts the others.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def store(self, content: bytes, sender: str, recipient: str) -> bool:
        """Keeps a mail; it is on the disk when this returns. False for one that is here already."""
        message_id = str(message_from_bytes(content, policy=policy.default).get("Message-ID", ""))
        envelope = f"Return-Path: <{sender}>\r\nDelivered-To: {recipient}\r\n".encode()
        draft = self.folder / f".{uuid.uuid4().hex}"  # noqa: TID251  no business meaning
        with draft.open("xb") as out:
            out.write(envelope + content)
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(draft, self.folder / f"{_name(message_id, recipient)}.eml")
        except FileExistsError:
            self._note_suppressed(message_id)
            return False
        finally:
            draft.unlink()
            self._sync_folder()
        return True

    def mails(self) -> list[Mail]:
        """All mails, newest first."""
        return sorted(self._read(), key=lambda mail: mail.arrived_at, reverse=True)

    def mail(self, name: str) -> Mail | None:
        """One mail by its name."""
        file = self.folder / f"{name}.eml"
        return self._open(file) if name.isalnum() and file.exists() else None

    def suppressed(self) -> int:
        """How many second copies came in."""
        file = self.folder / SUPPRESSED
        return len(file.read_text().splitlines()) if file.exists() else 0

    def _read(self) -> Iterator[Mail]:
        for file in self.folder.glob("*.eml"):
            yield self._open(file)

    def _open(self, file: Path) -> Mail:
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        recipient = str(message.get("Delivered-To", ""))
        return Mail(file.stem, recipient, file.stat().st_mtime, message)

    def _note_suppressed(self, message_id: str) -> None:
        line = json.dumps({"message_id": message_id, "at": time.time()})
        with self._lock, (self.folder / SUPPRESSED).open("a") as out:
            out.write(line + "\n")

    def _sync_folder(self) -> None:
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _name(message_id: str, recipient: str) -> str:
    key = f"{message_id}\n{recipient.lower()}" if message_id else uuid.uuid4().hex  # noqa: TID251
    return hashlib.sha256(key.encode()).hexdigest()[:32]
