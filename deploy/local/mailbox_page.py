"""The mailbox in the browser: a list, newest first, and each mail with its links."""

from __future__ import annotations

import re
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from deploy.local.mailbox import Mailbox
from deploy.local.ports import LOOPBACK

LISTED = 200
_HOSTS = {LOOPBACK, "localhost"}
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]}」』。、]")
_PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
# What a mail brings may look as it likes, but runs nothing and fetches nothing.
_MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
)


def with_links(text: str) -> Markup:
    """The text as HTML, its web addresses as links."""
    pieces = []
    end = 0
    for link in _LINK.finditer(text):
        address = escape(link[0])
        pieces += [
            escape(text[end : link.start()]),
            Markup('<a href="{0}" target="_blank" rel="noopener">{0}</a>').format(address),
        ]
        end = link.end()
    return Markup("").join([*pieces, escape(text[end:])])


def in_tokyo(moment: float) -> str:
    """A moment as people read it."""
    local = datetime.fromtimestamp(moment, UTC).astimezone(ZoneInfo("Asia/Tokyo"))
    return local.strftime("%Y-%m-%d %H:%M:%S")


_templates.filters |= {"with_links": with_links, "in_tokyo": in_tokyo}


class MailboxServer:
    """Serves a mailbox over HTTP on the loopback interface while its block runs."""

    def __init__(self, mailbox: Mailbox, port: int) -> None:
        handler = type("Handler", (_Handler,), {"mailbox": mailbox})
        self._server = ThreadingHTTPServer((LOOPBACK, port), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.2,))

    @property
    def port(self) -> int:
        return self._server.server_port

    def __enter__(self) -> MailboxServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    mailbox: Mailbox
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answers a page, or 404."""
        # A foreign page could reach this port under a name of its own; it learns nothing.
        if (self.headers.get("Host") or "").rpartition(":")[0] not in _HOSTS:
            self._answer(421, "Ask for 127.0.0.1.", _PAGE_POLICY)
            return
        place = urlsplit(self.path)
        asked = parse_qs(place.query)
        match place.path.strip("/").split("/"):
            case [""]:
                self._list(asked.get("to", [""])[0])
            case ["mails", name]:
                self._show(name)
            case ["mails", name, "html"]:
                self._show_html(name)
            case _:
                self._missing()

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: addresses stand in the URLs."""

    def _list(self, recipient: str) -> None:
        mails = [
            mail for mail in self.mailbox.mails() if recipient.lower() in mail.recipient.lower()
        ]
        page = _templates.get_template("mailbox.html").render(
            mails=mails[:LISTED],
            count=len(mails),
            recipient=recipient,
            suppressed=self.mailbox.suppressed(),
        )
        self._answer(200, page, _PAGE_POLICY)

    def _show(self, name: str) -> None:
        mail = self.mailbox.mail(name)
        if mail is None:
            self._missing()
        else:
            page = _templates.get_template("mail.html").render(mail=mail)
            self._answer(200, page, _PAGE_POLICY)

    def _show_html(self, name: str) -> None:
        mail = self.mailbox.mail(name)
        if mail is None:
            self._missing()
        else:
            self._answer(200, f'<base target="_blank">{mail.html}', _MAIL_POLICY)

    def _missing(self) -> None:
        self._answer(404, "<p>No such mail. <a href='/'>All mails</a>", _PAGE_POLICY)

    def _answer(self, status: int, page: str, policy: str) -> None:
        body = page.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)
