"""Mail by SMTP."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from services.messaging.application.ports import MailDelayed, MailRefused, OutgoingMail

SECONDS = 10.0
_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where and how mail is handed over, from `smtp[s|+starttls]://[user:password@]host[:port]`."""

    scheme: str
    host: str
    port: int
    user: str | None
    password: str | None

    @classmethod
    def parse(cls, uri: str) -> MailServer:
        """Raises `ValueError` on anything else."""
        parts = urlsplit(uri)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError("not an SMTP URI")
        return cls(
            scheme=parts.scheme,
            host=parts.hostname,
            port=parts.port or _PORTS[parts.scheme],
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
        )


class SmtpTransport:
    """See `MailTransport`. One connection a mail: notice mails are few and far between."""

    def __init__(self, server: MailServer, sender: Address) -> None:
        self._server = server
        self._sender = sender

    def send(self, mail: OutgoingMail) -> None:
        message = email_message(mail, self._sender)
        try:
            with self._connect() as connection:
                connection.send_message(
                    message, from_addr=self._sender.addr_spec, to_addrs=[mail.address]
                )
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise _refused("recipient-refused", min(codes)) from None
        except smtplib.SMTPDataError as error:
            raise _refused("content-refused", error.smtp_code) from None
        except smtplib.SMTPNotSupportedError:
            raise MailRefused("address-not-supported") from None
        except (smtplib.SMTPException, OSError) as error:
            raise MailDelayed(type(error).__name__) from None

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        connection: smtplib.SMTP
        if server.scheme == "smtps":
            context = ssl.create_default_context()
            connection = smtplib.SMTP_SSL(
                server.host, server.port, timeout=SECONDS, context=context
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
        try:
            if server.scheme == "smtp+starttls":
                connection.starttls(context=ssl.create_default_context())
            if server.user is not None:
                connection.login(server.user, server.password or "")
        except smtplib.SMTPNotSupportedError:
            # It is the server that is not as it was set up: nothing is wrong with the mail.
            connection.close()
            raise MailDelayed("server-without-tls-or-login") from None
        except BaseException:
            connection.close()
            raise
        return connection


def _refused(reason: str, code: int) -> MailRefused | MailDelayed:
    """5xx is for good, 4xx for the moment."""
    return (MailRefused if code >= 500 else MailDelayed)(f"{reason}-{code}")


def email_message(mail: OutgoingMail, sender: Address) -> EmailMessage:
    """The MIME message: text and HTML. Raises MailRefused for an address that cannot be written."""
    message = EmailMessage(policy=SMTP_POLICY)
    try:
        message["From"] = sender
        message["To"] = Address(display_name=mail.name, addr_spec=mail.address)
        if mail.reply_to:
            message["Reply-To"] = Address(addr_spec=mail.reply_to)
    except (ValueError, IndexError, HeaderParseError):
        raise MailRefused("address-malformed") from None
    message["Subject"] = mail.letter.subject
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(mail.written_at)
    message["Content-Language"] = mail.language
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.letter.text)
    message.add_alternative(mail.letter.html, subtype="html")
    return message
