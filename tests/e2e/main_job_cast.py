"""Who takes part in the main job, and how they speak to the portal: nothing but HTTP and mails."""

from __future__ import annotations

import http.client
import json
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from deploy.local.portal import SERVICES
from deploy.local.processes import wait_until
from services.kernel.contracts.rpc import Away, DeadlinePassed, Refused, ServiceFault
from tests.support.mail import links_in
from tests.support.portal import Portal

TOKYO = ZoneInfo("Asia/Tokyo")
PATIENCE = 60.0
PASSWORD = "kakehashi-2026"
NEW_PASSWORD = "hashi-2027-new"
PDF = b"%PDF-1.7\n" + "山田花子の履歴書".encode() * 20_000
PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
MACHINE = "curl/8.14.1"
_TEMPORARY = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z]*\d)[A-Za-z0-9]{8}(?![A-Za-z0-9])")


class Answered(NamedTuple):
    """An answer of the portal; names of headers in small letters."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def text(self) -> str:
        return self.content.decode()


class Client:
    """Somebody with a connection to the portal and, after `log_in`, a session."""

    def __init__(self, url: str, agent: str = PERSON) -> None:
        self._where = urlsplit(url)
        self._headers: dict[str, str] = {"Accept-Language": "ja", "User-Agent": agent}

    def fetch(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        media_type: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> Answered:
        """One request to any path."""
        connection = http.client.HTTPConnection(self._where.netloc, timeout=60)
        typed = {"Content-Type": media_type} if media_type else {}
        try:
            connection.request(method, path, body, {**self._headers, **typed, **(headers or {})})
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.headers.items()}
            answer = Answered(response.status, headers, response.read())
        finally:
            connection.close()
        # So that the next question sees what this one wrote.
        if "kakehashi-after" in answer.headers:
            self._headers["Kakehashi-After"] = answer.headers["kakehashi-after"]
        return answer

    def ask(self, method: str, path: str, status: int = 200, /, **values: Any) -> Any:
        """One operation of the API; values are the query of a GET, else the body."""
        body, media_type = None, ""
        if method == "GET":
            path += f"?{urlencode(values, doseq=True)}" if values else ""
        elif method != "DELETE":
            body, media_type = json.dumps(values).encode(), "application/json"
        answer = self.fetch(method, f"/api/v1{path}", body, media_type)
        assert answer.status == status, (method, path, answer.status, answer.text)
        return answer.json if answer.content else None

    def call(self, method: str, path: str, /, **values: Any) -> Answered:
        """The answer of an operation, whatever it is; values are the body."""
        body = (json.dumps(values).encode(), "application/json") if values else ()
        return self.fetch(method, f"/api/v1{path}", *body)

    def answers(self, method: str, path: str, /, **values: Any) -> bool:
        """Whether the operation succeeds now."""
        return 200 <= self.call(method, path, **values).status < 300

    def download(self, path: str) -> Answered:
        """A file that the pages offer, in the same session."""
        token = self._headers["Authorization"].removeprefix("Bearer ")
        self._headers["Cookie"] = f"session={token}"
        answer = self.fetch("GET", path)
        del self._headers["Cookie"]
        assert answer.status == 200, (path, answer.status)
        return answer

    def get(self, path: str, **query: Any) -> Any:
        """The answer of a query."""
        return self.ask("GET", path, **query)

    def upload(self, path: str, content: bytes, **query: str) -> Any:
        """Sends a file."""
        whole = f"/api/v1{path}?{urlencode(query)}"
        answer = self.fetch("POST", whole, content, "application/octet-stream")
        assert answer.status == 201, answer.text
        return answer.json

    def log_in(self, kind: str, login_id: str, password: str = PASSWORD) -> Any:
        """Starts a session and goes on in it."""
        self._headers.pop("Authorization", None)
        made = self.ask("POST", "/sessions", 201, kind=kind, login_id=login_id, password=password)
        self._headers["Authorization"] = f"Bearer {made['token']}"
        return made

    def take(self, token: str) -> None:
        """Goes on in a session that was started elsewhere."""
        self._headers["Authorization"] = f"Bearer {token}"

    def log_out(self) -> None:
        """Ends the session."""
        self.ask("DELETE", "/sessions/current", 204)


@dataclass
class People:
    """Addresses nobody else uses, what came for them, and the portal's clock."""

    portal: Portal
    mark: str = field(default_factory=lambda: secrets.token_hex(4))

    @property
    def hanako(self) -> str:
        return f"hanako-{self.mark}@people.example"

    @property
    def institution(self) -> str:
        return f"recruit-{self.mark}@body.example"

    def client(self, agent: str = PERSON) -> Client:
        """Somebody at the door."""
        return Client(self.portal.url, agent)

    def staff(self, *roles: str) -> str:
        """An internal user of these roles, made by the operator; the login ID."""
        login_id = f"{'-'.join(roles)}-{self.mark}"
        user = {
            "login_id": login_id,
            "name": "佐野 律子",
            "roles": [*roles],
            "password": PASSWORD,
            "email": f"{login_id}@office.example",
        }

        def made() -> bool:
            try:
                self.portal.ask("identity", "create_internal_user", user)
            except Refused as refused:
                return refused.code == "login-id-in-use"
            except (Away, DeadlinePassed, ServiceFault):
                return False
            return True

        eventually(made, f"{login_id} could not be made")
        return login_id

    def letter(self, address: str, told: str) -> str:
        """The text of the only mail for an address that says this."""
        found: list[str] = []

        def came() -> bool:
            mails = self.portal.mails_now(address)
            found[:] = [mail.text for mail in mails if told in mail.subject + mail.text]
            return bool(found)

        eventually(came, f"no mail saying {told}")
        assert len(found) == 1, found
        return found[0]

    def link(self, address: str, path: str) -> str:
        """The path of the link in the only mail for an address that leads there."""
        self.letter(address, path)
        [link] = {
            link
            for mail in self.portal.mails_now(address)
            for link in links_in(mail)
            if path in link
        }
        assert link.startswith(self.portal.url)
        return link.removeprefix(self.portal.url)

    def temporary_password(self, address: str) -> str:
        """The temporary password that was mailed."""
        [password] = set(_TEMPORARY.findall(self.letter(address, "仮パスワード")))
        return str(password)

    def now(self) -> datetime:
        """The portal's time."""
        return self.portal.clock.now().astimezone(TOKYO)

    def forward_to(self, moment: datetime) -> None:
        """Runs the portal's clock forward to a moment and waits until all services go by it."""
        ahead = moment - self.now()
        assert ahead > timedelta(0), "the clock only runs forward"
        self.portal.forward(seconds=ahead.total_seconds())
        reached = (moment - timedelta(seconds=1)).astimezone(UTC).isoformat()

        def follow() -> bool:
            times = [self.portal.ask(one, "find_due", {"limit": 1})["now"] for one in SERVICES]
            return bool(min(times) >= reached)

        eventually(follow, "the services do not follow the clock")


def eventually(condition: Callable[[], bool], otherwise: str) -> None:
    """Waits patiently for what follows from something by events."""
    assert wait_until(condition, PATIENCE, 0.1), otherwise
