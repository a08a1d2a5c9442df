"""A browser without script, an API client, and the people of the tests of accounts."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import Any

import requests

from deploy.local.processes import wait_until
from services.kernel.contracts.rpc import Refused
from tests.support.mail import links_in
from tests.support.portal import Portal

PASSWORD = "kakehashi-2026"
NEW_PASSWORD = "hashi-2027-new"
PERSON: dict[str, Any] = {
    "name": "山田 花子",
    "name_kana": "ヤマダ ハナコ",
    "birth_on": "1994-04-12",
    "secret_question": "初めて飼ったペットの名前は？",
    "secret_answer": "ポチ",
}
BODY: dict[str, Any] = {
    "kind": "full",
    "category": "other",
    "institution_type": "ngo",
    "name": "みずのかけはし",
    "name_en": "Bridge of Water",
    "address": "東京都新宿区架空町1-2-3",
    "telephone": "03-0000-0001",
    "person_in_charge": "水野 直子",
    "activity": "給水施設をつくっています。",
}
_TOKENS = re.compile(r'name="(csrf_token|_token|confirmed|login_id|birth_on)" value="([^"]*)"')
_TEMPORARY = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{8}(?![A-Za-z0-9])")


class Browser:
    """Follows links and sends the form of the page shown, like a browser without script."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session = requests.Session()
        self.shown, self.path = "", ""

    def open(self, path: str, status: int = 200) -> str:
        """Shows a page."""
        found = path.removeprefix(self._url)
        return self._take(self._session.get(self._url + found, timeout=30), status)

    def send(self, status: int = 200, *, to: str = "", **values: str | list[str]) -> str:
        """Sends the form in the main part of the page; `step` is the button pressed."""
        form = self.shown[self.shown.index("<main") :]
        data: dict[str, Any] = dict(_TOKENS.findall(form)) | values
        if "step" in data:
            data["_step"] = data.pop("step")
        return self._take(
            self._session.post(self._url + (to or self.path), data=data, timeout=30), status
        )

    def press(self, action: str) -> str:
        """Presses the single button that posts to this address."""
        form = self.shown[self.shown.index(f'action="{action}"') :]
        data = dict(_TOKENS.findall(form)[:2])
        return self._take(self._session.post(self._url + action, data=data, timeout=30), 200)

    def log_in(self, login_id: str, password: str, *, kind: str = "individual") -> str:
        """Logs in on the page of that kind of account; the page that follows."""
        self.open("/office/login" if kind == "internal" else "/login")
        return self._take(self._log_in(login_id, password, kind))

    def fail(self, login_id: str, password: str = "wrong-1234", kind: str = "individual") -> str:
        """Tries in vain to log in."""
        self.open("/office/login" if kind == "internal" else "/login")
        return self._take(self._log_in(login_id, password, kind), 403)

    def _log_in(self, login_id: str, password: str, kind: str) -> requests.Response:
        data = dict(_TOKENS.findall(self.shown[self.shown.index("<main") :]))
        data |= {"login_id": login_id, "password": password, "_step": kind}
        return self._session.post(self._url + self.path, data=data, timeout=30)

    def _take(self, response: requests.Response, status: int = 200) -> str:
        assert response.status_code == status, (response.url, response.status_code)
        self.shown, self.path = response.text, response.url.removeprefix(self._url)
        return self.shown


class Api:
    """A client of the JSON API."""

    def __init__(self, url: str) -> None:
        self._url = url + "/api/v1"
        self._session = requests.Session()

    def ask(self, method: str, path: str, status: int = 200, **body: Any) -> Any:
        """One request; the answer, or the problem document."""
        response = self._session.request(
            method, self._url + path, json=body if method == "POST" else None, timeout=30
        )
        assert response.status_code == status, (path, response.status_code, response.text)
        after = response.headers.get("Kakehashi-After")
        if after:
            self._session.headers["Kakehashi-After"] = after
        return response.json() if response.content else None

    def log_in(self, kind: str, login_id: str, password: str) -> Any:
        """Starts a session and goes on in it."""
        made = self.ask("POST", "/sessions", 201, kind=kind, login_id=login_id, password=password)
        self._session.headers["Authorization"] = f"Bearer {made['token']}"
        return made

    def act_as(self, role: str) -> None:
        """Chooses one of several roles."""
        self._session.headers["Kakehashi-Role"] = role


@dataclass
class People:
    """Addresses nobody else uses, their mails, and the staff."""

    portal: Portal
    mark: str = field(default_factory=lambda: secrets.token_hex(4))

    @property
    def person(self) -> str:
        return f"hanako-{self.mark}@people.example"

    @property
    def body(self) -> str:
        return f"recruit-{self.mark}@body.example"

    def browser(self) -> Browser:
        """A new browser."""
        return Browser(self.portal.url)

    def api(self) -> Api:
        """A new API client."""
        return Api(self.portal.url)

    def forward(self, minutes: int) -> None:
        """Runs the clock forward and waits until identity goes by it."""
        reached = (self.portal.forward(minutes=minutes) - timedelta(seconds=30)).astimezone(UTC)

        def follows() -> bool:
            now = self.portal.ask("identity", "find_due", {"limit": 1})["now"]
            return bool(now > reached.isoformat())

        assert wait_until(follows, 20)

    def link(self, address: str, count: int = 1) -> str:
        """The link in the newest mail for an address."""
        mail = self.portal.mails(address, count)[-1]
        return next(one for one in links_in(mail) if "/account/opening/" in one)

    def temporary_password(self, address: str, count: int) -> str:
        """The temporary password in the newest mail for an address."""
        text = self.portal.mails(address, count)[-1].text
        found = [one for one in _TEMPORARY.findall(text) if re.search(r"\d", one)]
        assert len(found) == 1, "one password in the mail"
        return str(found[0])

    def staff(self, role: str) -> str:
        """An internal user of that role; the login ID."""
        login_id = f"{role}-{self.mark}"
        user = {"login_id": login_id, "name": "佐野", "roles": [role], "password": PASSWORD}

        def created() -> bool:
            try:
                self.portal.ask("identity", "create_internal_user", user)
            except Refused as refused:
                return refused.code == "login-id-in-use"
            return True

        assert wait_until(created, 20)
        return login_id

    def register(self) -> Browser:
        """Hanako opens an account by the pages; the browser shows the completion."""
        browser = self.browser()
        browser.open("/account/open")
        browser.send(email=self.person)
        browser.open(self.link(self.person))
        browser.send(
            **PERSON,
            password=PASSWORD,
            password_again=PASSWORD,
            agreed_terms="true",
            agreed_privacy="true",
        )
        return browser
