"""What the generated requests meet: things that exist, and a session for every role."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.e2e.main_job_accounts import become_full, open_account, register
from tests.e2e.main_job_applications import apply, write_and_answer
from tests.e2e.main_job_cast import PASSWORD, Client, People
from tests.e2e.main_job_figures import SURVEY
from tests.e2e.main_job_listings import (
    approve_for_tomorrow,
    becomes_public,
    draft_and_request,
)
from tests.e2e.seekers_cast import ask_for_consultation, scout_and_reply
from tests.support.portal import Portal

STAFF = ("secretariat", "operator", "analyst", "hello-work", "jica-department", "mofa")
ROLES = ("visitor", "individual", "organisation", *STAFF, "system")
REAL = 0.7
"""How often a real id or version takes the place of an invented one."""


@dataclass
class World:
    """The portal with one thing of every kind, known by the names of parameters and keys."""

    people: People
    api_key: str
    known: dict[str, list[str]] = field(default_factory=dict)
    _tokens: dict[str, str] = field(default_factory=dict)
    _logins: dict[str, tuple[str, str]] = field(default_factory=dict)

    def prepare(self) -> None:
        """Does the main job up to the correspondence."""
        people = self.people
        hanako, body, office = people.client(), people.client(), people.client()
        open_account(people, hanako)
        self._logins["individual"] = ("individual", people.hanako)
        self._logins["organisation"] = ("organisation", people.institution)
        for role in STAFF:
            self._logins[role] = ("internal", people.staff(role))
        office.log_in(*self._logins["secretariat"])
        organisation = register(people, body, office)
        listing = draft_and_request(people, body)
        opens = approve_for_tomorrow(people, office, listing)
        becomes_public(people, listing, opens)
        for client, role in (
            (hanako, "individual"),
            (body, "organisation"),
            (office, "secretariat"),
        ):
            # shortly before midnight the sessions of before are still live
            if not client.answers("GET", "/viewer"):
                client.log_in(*self._logins[role])
        application = apply(hanako, listing)
        become_full(people, hanako, office)
        write_and_answer(people, hanako, body, organisation, listing)
        scouted = scout_and_reply(hanako, body)
        consulted = ask_for_consultation(hanako)
        survey = self._survey(office)
        mine = hanako.get(f"/applications/{application}")
        self.known = {
            "listing_id": [listing["listing_id"]],
            "listing": [listing["data_number"], listing["listing_id"]],
            "organisation_id": [organisation],
            "application_id": [application],
            "document_id": [mine["documents"][0]["document_id"]],
            "survey_id": [survey],
            "message_id": [one["message_id"] for one in hanako.get("/messages")["items"]],
            "scout_id": [scouted],
            "consultation_id": [consulted],
            "mail_id": [one["mail_id"] for one in body.get("/organisation-mails")["items"]],
            "account_id": [hanako.get("/viewer")["account_id"]],
        }
        for client in (hanako, body, office):
            client.log_out()

    def _survey(self, office: Client) -> str:
        made = office.ask("POST", "/surveys", 201, **SURVEY)["survey_id"]
        opens = self.people.now() + timedelta(minutes=1)
        times = {
            "opens_at": opens.isoformat(),
            "closes_at": (opens + timedelta(days=10)).isoformat(),
        }
        office.ask("POST", f"/surveys/{made}/schedule", **times)
        self.people.forward_to(opens + timedelta(seconds=1))
        return str(made)

    def headers(self, role: str) -> dict[str, str]:
        """How a request of this role says who asks."""
        if role == "visitor":
            return {}
        if role == "system":
            return {"Authorization": f"Bearer {self.api_key}"}
        if role not in self._tokens:
            client = self.people.client()
            self._tokens[role] = client.log_in(*self._logins[role], PASSWORD)["token"]
        return {"Authorization": f"Bearer {self._tokens[role]}"}

    def check_session(self, role: str) -> None:
        """After a refusal for want of a session: a new one, or a new person."""
        token = self._tokens.get(role)
        if token is None:
            return
        client = self.people.client()
        answer = client.fetch("GET", "/api/v1/viewer", headers=self.headers(role))
        if answer.status != 401:
            return
        kind, login_id = self._logins[role]
        login = {"kind": kind, "login_id": login_id, "password": PASSWORD}
        answer = client.call("POST", "/sessions", **login)
        if answer.status == 201:
            self._tokens[role] = answer.json["token"]
        elif answer.status == 403 and role == "individual":
            # That person has left.
            del self._tokens[role]
            self.people = People(self.people.portal)
            open_account(self.people, self.people.client())
            self._logins[role] = ("individual", self.people.hanako)
        elif answer.status == 403 and role == "organisation":
            # That organisation has left, or was invalidated.
            del self._tokens[role]
            newcomers = People(self.people.portal)
            office = newcomers.client()
            office.take(self.headers("secretariat")["Authorization"].removeprefix("Bearer "))
            body = newcomers.client()
            self.known["organisation_id"].append(register(newcomers, body, office))
            # One session at a time: the next request of this role begins its own.
            body.log_out()
            self._logins[role] = ("organisation", newcomers.institution)

    def make_real(self, name: str, value: Any, dice: random.Random) -> Any:
        """The value, or often enough the id of something that exists under this name."""
        if name in self.known and dice.random() < REAL:
            return dice.choice(self.known[name])
        if name == "expected_version" and dice.random() < REAL:
            return None
        if name == "wait" and value not in (None, "0"):
            # A patient question keeps a request waiting, and there are thousands of them.
            return 0
        return value


def within(value: Any, change: Callable[[str, Any], Any]) -> Any:
    """A body with the values of its keys changed, at every depth."""
    if isinstance(value, dict):
        return {key: change(key, within(inner, change)) for key, inner in value.items()}
    if isinstance(value, list):
        return [within(inner, change) for inner in value]
    return value


def world_on(portal: Portal, api_key: str) -> World:
    """A world on a running portal."""
    world = World(People(portal), api_key)
    world.prepare()
    return world
