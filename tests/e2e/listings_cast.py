"""Accounts of the people in the tests of listings, and an API client in their place."""

from __future__ import annotations

import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import requests

from services.identity.settings import PRIVACY_VERSION, TERMS_VERSION
from services.kernel.contracts.rpc import Refused
from tests.support.portal import Portal

PASSWORD = "Kakehashi-e2e-2026"
TOKYO = ZoneInfo("Asia/Tokyo")
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64)"}
VISITOR = {"role": "visitor"}
_LINK = re.compile(r"/account/opening/(\S+)")


@dataclass
class Person:
    """Somebody with an account, who logs in again whenever the clock has run on."""

    portal: Portal
    kind: str
    login_id: str
    organisation_id: str | None = None
    token: str = ""
    after: str = ""

    def log_in(self) -> None:
        """A new session; the one before, if it is still live, is ended first."""
        if self.token:
            self._forget()
        payload = {"kind": self.kind, "login_id": self.login_id, "password": PASSWORD}
        answer = self.portal.ask(
            "identity", "log_in", {**payload, "device": "test"}, VISITOR, command_id=_new_id()
        )
        self.token = answer["token"]

    def _forget(self) -> None:
        # When the clock has run on, the session is over already.
        with suppress(Refused):
            self.portal.ask(
                "identity", "log_out", {"token": self.token}, VISITOR, command_id=_new_id()
            )

    def call(
        self, method: str, path: str, body: Any = None, status: int = 200, **params: Any
    ) -> Any:
        """One API request that must be answered with this status."""
        headers = {"Authorization": f"Bearer {self.token}"}
        if self.after:
            headers["Kakehashi-After"] = self.after
        response = requests.request(
            method,
            f"{self.portal.url}/api/v1{path}",
            json=body,
            params=params,
            headers=headers,
            timeout=60,
        )
        assert response.status_code == status, response.text
        self.after = response.headers.get("Kakehashi-After", self.after)
        return response.json()


def secretariat(portal: Portal) -> Person:
    """A new member of the secretariat, logged in."""
    login_id = f"staff-{secrets.token_hex(6)}"
    payload = {
        "login_id": login_id,
        "name": "事務局",
        "roles": ["secretariat"],
        "password": PASSWORD,
        "email": f"{login_id}@secretariat.example",
    }
    portal.ask("identity", "create_internal_user", payload, command_id=_new_id())
    person = Person(portal, "internal", login_id)
    person.log_in()
    return person


def organisation(portal: Portal, name: str) -> Person:
    """A newly registered organisation, logged in."""
    email = f"org-{secrets.token_hex(6)}@organisations.example"
    asked = {
        "kind": "full",
        "category": "other",
        "institution_type": "ngo",
        "name": name,
        "name_en": f"{name} (en)",
        "address": "東京都千代田区1-1",
        "telephone": "03-0000-0000",
        "email": email,
        "person_in_charge": "担当 者",
        "activity": "国際協力",
        "listed": True,
    }
    requested = portal.ask(
        "identity", "request_organisation_registration", asked, VISITOR, command_id=_new_id()
    )
    chosen = {"organisation_id": requested["organisation_id"]}
    staff = {"id": "staff", "role": "secretariat"}
    portal.ask("identity", "approve_organisation", chosen, staff, command_id=_new_id())
    [mail, *_] = portal.mails(email)
    found = _LINK.search(mail.text)
    assert found is not None
    first = {
        "token": found[1],
        "password": PASSWORD,
        "agreed_terms": TERMS_VERSION,
        "agreed_privacy": PRIVACY_VERSION,
    }
    portal.ask("identity", "activate_account", first, VISITOR, command_id=_new_id())
    person = Person(portal, "organisation", email, requested["organisation_id"])
    person.log_in()
    return person


def today(portal: Portal) -> datetime:
    """The portal's time in Tokyo."""
    return portal.clock.now().astimezone(TOKYO)


def found(portal: Portal, keyword: str) -> list[str]:
    """The titles that a visitor's search finds."""
    response = requests.get(
        f"{portal.url}/api/v1/listings", params={"keyword": keyword}, timeout=30
    )
    assert response.status_code == 200, response.text
    return [item["title"] for item in response.json()["items"]]


def _new_id() -> str:
    return secrets.token_hex(16)
