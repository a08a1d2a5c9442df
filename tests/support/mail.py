"""The mail server of the tests: a process of its own, its mails read from the disk."""

from __future__ import annotations

import re
import smtplib
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from deploy.local.mailbox import Mail, Mailbox
from deploy.local.ports import LOOPBACK, Ports
from deploy.local.processes import Process, wait_ready, wait_until

_LINK = re.compile(r"https?://[^\s<>\"]+")


class MailSink:
    """A running mail server and what it received."""

    def __init__(self, smtp_port: int, page_port: int, folder: Path, process: Process) -> None:
        self.smtp_uri = f"smtp://{LOOPBACK}:{smtp_port}"
        self.page_url = f"http://{LOOPBACK}:{page_port}"
        self.mailbox = Mailbox(folder)
        self.process = process
        self._port = smtp_port

    def mails_to(self, recipient: str) -> list[Mail]:
        """What came for that address, oldest first."""
        return mails_to(self.mailbox, recipient)

    def wait_for(self, recipient: str, count: int = 1, seconds: float = 15) -> list[Mail]:
        """The mails for that address once there are at least so many."""
        return wait_for_mails(self.mailbox, recipient, count, seconds)

    def greets(self) -> bool:
        """Whether it answers."""
        with suppress(OSError, smtplib.SMTPException), smtplib.SMTP(LOOPBACK, self._port) as client:
            return client.noop()[0] == 250
        return False


def mails_to(mailbox: Mailbox, recipient: str) -> list[Mail]:
    """What came for that address, oldest first."""
    return [mail for mail in reversed(mailbox.mails()) if mail.recipient == recipient]


def wait_for_mails(mailbox: Mailbox, recipient: str, count: int, seconds: float) -> list[Mail]:
    """The mails for that address once there are at least so many. Fails when they do not come."""
    if not wait_until(lambda: len(mails_to(mailbox, recipient)) >= count, seconds, 0.05):
        there = [mail.subject for mail in mails_to(mailbox, recipient)]
        raise AssertionError(f"{count} mails for {recipient} were awaited, there are {there}")
    return mails_to(mailbox, recipient)


def links_in(mail: Mail) -> list[str]:
    """The web addresses in the readable part of a mail."""
    return _LINK.findall(mail.text)


@contextmanager
def running_mail_sink(folder: Path) -> Iterator[MailSink]:
    """A mail server that lives in that folder while the block runs."""
    ports = Ports(folder / "ports.json")
    smtp, page = ports.claim("smtp"), ports.claim("mailbox")
    box = folder / "mailbox"
    where = ("--smtp", str(smtp), "--page", str(page), "--folder", str(box))
    command = (sys.executable, "-m", "deploy.local.mail_sink", *where)
    root = Path(__file__).parents[2]
    process = Process("mail", command, folder / "mail.log", folder=root)
    process.start()
    sink = MailSink(smtp, page, box, process)
    try:
        wait_ready(process, sink.greets, 20)
        yield sink
    finally:
        process.stop()
