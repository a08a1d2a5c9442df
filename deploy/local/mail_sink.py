"""A real mail server that delivers to nobody: every mail can be read in the browser and on disk.

`python -m deploy.local.mail_sink --smtp PORT --page PORT --folder FOLDER`. Addresses at
`nobody.example` are refused as unknown (550), those at `later.example` put off (451), so that a
sender's bounces and retries can be tried.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.local.mailbox import Mailbox
from deploy.local.mailbox_page import MailboxServer
from deploy.local.ports import LOOPBACK

LARGEST_MAIL_BYTES = 33_554_432
_REFUSED = {
    "nobody.example": "550 5.1.1 No such mailbox here",
    "later.example": "451 4.3.0 Please try again later",
}


class Delivery:
    """Takes mails into a mailbox."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_RCPT(  # noqa: N802  the names are aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Accepts a recipient or refuses it."""
        refusal = _REFUSED.get(address.rpartition("@")[2].lower())
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Stores the mail for every recipient before it says that it did."""
        content = envelope.original_content or b""
        for recipient in envelope.rcpt_tos:
            sender = envelope.mail_from or ""
            await asyncio.to_thread(self._mailbox.store, content, sender, recipient)
        return "250 2.0.0 Stored"


async def serve(listen: str, smtp_port: int, page_port: int, folder: Path) -> None:
    """Serves SMTP, and on the loopback interface the mailbox page, until SIGTERM or SIGINT."""
    mailbox = Mailbox(folder)
    loop = asyncio.get_running_loop()
    end = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end.set)

    def connection() -> SMTP:
        return SMTP(
            Delivery(mailbox),
            hostname="mail.kakehashi.example",
            data_size_limit=LARGEST_MAIL_BYTES,
            enable_SMTPUTF8=True,
            loop=loop,
        )

    server = await loop.create_server(connection, listen, smtp_port)
    with MailboxServer(mailbox, page_port):
        async with server:
            await end.wait()


def main() -> None:
    """Reads the command line and serves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smtp", type=int, required=True)
    parser.add_argument("--page", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--listen", default=LOOPBACK, help="the address for SMTP")
    given = parser.parse_args()
    asyncio.run(serve(given.listen, given.smtp, given.page, given.folder))


if __name__ == "__main__":
    main()
