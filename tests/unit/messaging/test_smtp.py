from __future__ import annotations

import smtplib
import socket
from dataclasses import replace
from email import message_from_bytes
from email.headerregistry import Address
from email.policy import default

import pytest
from aiosmtpd.controller import Controller

from services.kernel.eventkit.settings import FaultySettings
from services.messaging.adapters.smtp_transport import MailServer, SmtpTransport, email_message
from services.messaging.application.ports import (
    Letter,
    MailDelayed,
    MailRefused,
    OutgoingMail,
)
from services.messaging.settings import Settings
from tests.support.rehearsal import tokyo

SENDER = Address("架け橋", addr_spec="no-reply@portal.example")
MAIL = OutgoingMail(
    message_id="<m-1@portal.example>",
    address="hanako@mail.example",
    name="山田花子",
    letter=Letter("お知らせ", "本文", "本文\n\n--", "<!doctype html><p>本文</p>"),
    language="ja",
    written_at=tokyo(2024, 3, 1, 10, 0),
    reply_to="jinji@org.example",
)


class Sink:
    """An SMTP server that keeps what it takes and answers as told."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.recipient = "250 OK"
        self.content = "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # type: ignore[no-untyped-def]  # noqa: N802
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server, session, envelope) -> str:  # type: ignore[no-untyped-def]  # noqa: N802
        self.taken.append(envelope.content)
        return self.content


@pytest.fixture
def sink():  # type: ignore[no-untyped-def]
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=_free_port())
    controller.start()
    sink.uri = f"smtp://127.0.0.1:{controller.port}"  # type: ignore[attr-defined]
    yield sink
    controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def transport(uri: str) -> SmtpTransport:
    return SmtpTransport(MailServer.parse(uri), SENDER)


def test_a_mail_arrives_as_text_and_html_with_its_own_message_id(sink) -> None:  # type: ignore[no-untyped-def]
    transport(sink.uri).send(MAIL)

    arrived = message_from_bytes(sink.taken[0], policy=default)
    assert arrived["Message-ID"] == "<m-1@portal.example>"
    assert arrived["Subject"] == "お知らせ"
    assert arrived["To"].addresses[0].display_name == "山田花子"
    assert arrived["From"].addresses[0].addr_spec == "no-reply@portal.example"
    assert arrived["Reply-To"] == "jinji@org.example"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["Date"].datetime == MAIL.written_at
    kinds = [part.get_content_type() for part in arrived.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]
    assert "本文" in arrived.get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("recipient", "content", "error", "reason"),
    [
        ("550 no such user", "250 OK", MailRefused, "recipient-refused-550"),
        ("450 later", "250 OK", MailDelayed, "recipient-refused-450"),
        ("250 OK", "554 spam", MailRefused, "content-refused-554"),
        ("250 OK", "452 full", MailDelayed, "content-refused-452"),
    ],
)
def test_what_the_server_says_decides_whether_to_try_again(  # type: ignore[no-untyped-def]
    sink, recipient: str, content: str, error: type[Exception], reason: str
) -> None:
    sink.recipient, sink.content = recipient, content

    with pytest.raises(error, match=reason):
        transport(sink.uri).send(MAIL)


def test_a_server_that_is_away_is_tried_again() -> None:
    with pytest.raises(MailDelayed, match="ConnectionRefusedError"):
        transport(f"smtp://127.0.0.1:{_free_port()}").send(MAIL)


def test_a_login_that_fails_is_no_fault_of_the_mail(
    sink,
    monkeypatch: pytest.MonkeyPatch,  # type: ignore[no-untyped-def]
) -> None:
    def refuse(*_: object) -> None:
        raise smtplib.SMTPAuthenticationError(535, b"no")

    monkeypatch.setattr(smtplib.SMTP, "login", refuse)
    uri = sink.uri.replace("smtp://", "smtp://user:pass@")
    with pytest.raises(MailDelayed, match="SMTPAuthenticationError"):
        transport(uri).send(MAIL)


@pytest.mark.parametrize("address", ["nobody", "a@b\r\nBcc: x@y.example", ""])
def test_an_address_that_cannot_be_written_is_refused(address: str) -> None:
    with pytest.raises(MailRefused, match="address-malformed"):
        email_message(replace(MAIL, address=address), SENDER)


def test_a_mail_server_is_read_from_its_uri() -> None:
    assert MailServer.parse("smtps://us%40er:p%3Aw@mail.example") == MailServer(
        "smtps", "mail.example", 465, "us@er", "p:w"
    )
    for wrong in ("http://mail.example", "smtp://", "mail.example"):
        with pytest.raises(ValueError, match="SMTP"):
            MailServer.parse(wrong)


def test_settings_name_every_fault() -> None:
    good = {
        "SMTP_URI": "smtp://127.0.0.1:25",
        "MAIL_FROM": "架け橋 <no-reply@portal.example>",
        "PUBLIC_URL": "https://portal.example/",
    }
    settings = Settings.from_env(good)
    assert settings.mail_from == SENDER
    assert settings.public_url == "https://portal.example"
    assert settings.product_name == "JREC-IN Portal"
    with pytest.raises(FaultySettings) as faulty:
        Settings.from_env({"SMTP_URI": "x", "MAIL_FROM": "y", "PUBLIC_URL": "z"})
    for name in good:
        assert name in str(faulty.value)


@pytest.mark.parametrize("uri", ["smtp+starttls://{}", "smtp://portal:secret@{}"])
def test_a_server_that_lacks_what_it_was_set_up_for_loses_no_mail(sink: Sink, uri: str) -> None:
    with pytest.raises(MailDelayed):
        transport(uri.format(sink.uri.removeprefix("smtp://"))).send(MAIL)  # type: ignore[attr-defined]
    assert sink.taken == []
