"""Mail that goes nowhere, for tests."""

from __future__ import annotations

from services.messaging.application.ports import MailDelayed, MailRefused, OutgoingMail


class MemoryTransport:
    """See `MailTransport`: keeps what it is handed; fails as long as `fails_with` is set."""

    def __init__(self) -> None:
        self.sent: list[OutgoingMail] = []
        self.fails_with: MailRefused | MailDelayed | None = None

    def send(self, mail: OutgoingMail) -> None:
        if self.fails_with is not None:
            raise self.fails_with
        self.sent.append(mail)
