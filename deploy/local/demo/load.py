"""Loads the demo portal on the first start of a local run.

The listings must be public at once, but they become public at 00:00 of the day after the approval.
So the portal's clock starts some days in the past, and once all is prepared it runs forward to the
present: everything becomes due and happens as it would have.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from deploy.local.clock import TOKYO, LocalClock
from deploy.local.demo.registration import become_full
from deploy.local.demo.seekers import become_seeker
from deploy.local.demo.stage import INTERNAL, OPERATOR, VISITOR, Stage
from deploy.local.mailbox import Mailbox
from deploy.local.portal import SERVICES, Place
from services.identity.settings import PRIVACY_VERSION, TERMS_VERSION
from services.kernel.contracts.rpc import (
    Away,
    DeadlinePassed,
    Refused,
    RpcClient,
    ServiceFault,
)

CONTENT: Mapping[str, Any] = json.loads(
    (Path(__file__).parent / "portal.json").read_text(encoding="utf-8")
)
BEGINS_BEFORE = timedelta(days=3)

# An empty page: the attachment of applicants who are only for show.
_PDF = base64.b64encode(
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
).decode()

Actor = Mapping[str, Any]

_LINK = re.compile(r"/account/opening/(\S+)")
# What the content says to the demo and not to the portal.
_OURS = {"key", "registered", "by", "pending", "recruitment_days", "work_days"}


@dataclass
class Demo:
    """The demo while it is loaded; what comes later needs the ids of what came before."""

    stage: Stage
    clock: LocalClock
    mailbox: Mailbox
    organisations: dict[str, Actor] = field(default_factory=dict)
    people: dict[str, Actor] = field(default_factory=dict)
    listings: dict[str, str] = field(default_factory=dict)
    secretariat: Actor = field(default_factory=dict)

    def load(self) -> None:
        """Loads everything, then brings the clock to the present."""
        self._staff()
        for person in CONTENT["individuals"]:
            self._individual(person)
        for seeker in CONTENT["job_seekers"]:
            become_seeker(self.stage, seeker, self.people[seeker["by"]], seeker["by"])
        for organisation in CONTENT["organisations"]:
            self._organisation(organisation)
        approved = [self._listing(one) for one in CONTENT["listings"]]
        self._approve([listing_id for listing_id in approved if listing_id])
        self.clock.forward(-min(self.clock.offset(), timedelta(0)))
        self._wait_for_publication(sum(listing_id is not None for listing_id in approved))
        for application in CONTENT["applications"]:
            self._application(application)
        for mail in CONTENT["mails"]:
            self._mail(mail)

    def _today(self) -> date:
        return self.clock.now().astimezone(TOKYO).date()

    def _staff(self) -> None:
        for person in CONTENT["staff"]:
            payload = {**person, "password": CONTENT["password"]}
            done = self.stage.ask(
                "identity", "create_internal_user", payload, OPERATOR, person["login_id"]
            )
            if "secretariat" in person["roles"]:
                self.secretariat = {"id": done["account_id"], "role": "secretariat"}

    def _individual(self, person: Mapping[str, str]) -> None:
        email = person["email"]
        self.stage.ask("identity", "request_opening", {"email": email}, VISITOR, email)
        payload = {**person, **self._first_password(email)}
        del payload["email"]
        done = self.stage.ask("identity", "complete_opening", payload, VISITOR, email)
        actor: Actor = {"id": done["account_id"], "role": "individual"}
        if email in {mail["by"] for mail in CONTENT["mails"]}:
            # Only full registrants write to organisations (D-21).
            actor = become_full(self.stage, person, actor, self.secretariat, email)
        self.people[email] = actor

    def _organisation(self, organisation: Mapping[str, Any]) -> None:
        key, email = organisation["key"], organisation["email"]
        payload = {name: value for name, value in organisation.items() if name not in _OURS}
        requested = self.stage.ask(
            "identity", "request_organisation_registration", payload, VISITOR, key
        )
        if not organisation["registered"]:
            return
        chosen = {"organisation_id": requested["organisation_id"]}
        done = self.stage.ask("identity", "approve_organisation", chosen, self.secretariat, key)
        first = self._first_password(email)
        self.stage.ask("identity", "activate_account", first, VISITOR, key)
        self.organisations[key] = {
            "id": done["account_id"],
            "role": "organisation",
            "organisation_id": done["organisation_id"],
            "facets": ["full-organisation"],
        }

    def _first_password(self, email: str) -> dict[str, str]:
        """What goes with the link in the mail that the portal sends to a new account."""
        found: list[str] = []

        def arrived() -> bool:
            mails = [mail for mail in self.mailbox.mails() if mail.recipient == email]
            found.extend(token for mail in mails for token in _LINK.findall(mail.text))
            return bool(found)

        self.stage.wait(arrived, f"no mail with a link for {email}")
        return {
            "token": found[0],
            "password": CONTENT["password"],
            "agreed_terms": TERMS_VERSION,
            "agreed_privacy": PRIVACY_VERSION,
        }

    def _listing(self, listing: Mapping[str, Any]) -> str | None:
        """Requests a listing; its id, unless it is to stay with the secretariat for now."""
        content = {name: value for name, value in listing.items() if name not in _OURS}
        start, end = (self._day(after) for after in listing["recruitment_days"])
        content["recruitment"] = {"start_on": start, "end_on": end}
        begin, finish = (self._day(after) for after in listing["work_days"])
        content["work_period"] = {
            "start": {"day": begin},
            "end": {"day": finish} if finish else None,
        }
        payload = {"content": content, "confirmed": True, "terms_agreed": True}
        actor = self.organisations[listing["by"]]
        done = self.stage.ask(
            "listings", "request_listing_registration", payload, actor, listing["title"]
        )
        self.listings[listing["title"]] = done["listing_id"]
        return None if listing.get("pending") else done["listing_id"]

    def _approve(self, listing_ids: list[str]) -> None:
        payload = {"listing_ids": listing_ids, "reflection_on": self._day(1)}
        self.stage.ask("listings", "approve_listings", payload, self.secretariat, "all")

    def _wait_for_publication(self, count: int) -> None:
        def published() -> bool:
            found = self.stage.ask("listings", "search_listings", {}, VISITOR)
            return bool(found["total"] >= count)

        self.stage.wait(published, f"{count} listings are not public")

    def _application(self, application: Mapping[str, str]) -> None:
        person, listing_id = self.people[application["by"]], self.listings[application["to"]]
        form = self.stage.ask(
            "applications", "get_application_form", {"listing_id": listing_id}, person
        )
        payload = {
            "listing_id": listing_id,
            "confirmations": form["confirmations"],
            "applicant_name": self._name_of(application["by"]),
            "remarks": application["remarks"],
            "documents": [
                {"name": f"{name}.pdf", "data": _PDF, "fulfils": name}
                for name in form["required_documents"]
            ],
        }
        step = f"{application['by']}/{application['to']}"
        done = self.stage.ask("applications", "apply_to_listing", payload, person, step)
        if "status" in application:
            change = {
                "application_id": done["application_id"],
                "status": application["status"],
                "notify": True,
            }
            organisation = self._organisation_of(application["to"])
            self.stage.ask("applications", "change_application_status", change, organisation, step)

    def _mail(self, mail: Mapping[str, str]) -> None:
        organisation = self._organisation_of(mail["about"])
        payload = {
            "organisation_id": organisation["organisation_id"],
            "listing_id": self.listings[mail["about"]],
            "sender_name": self._name_of(mail["by"]),
            **{name: mail[name] for name in ("type", "subject", "body")},
        }
        sent = self.stage.ask(
            "messaging", "send_organisation_mail", payload, self.people[mail["by"]], mail["subject"]
        )
        answer = {
            "mail_id": sent["mail_id"],
            "subject": f"Re: {mail['subject']}",
            "body": mail["answer"],
        }
        self.stage.ask(
            "messaging", "answer_organisation_mail", answer, organisation, mail["subject"]
        )

    def _day(self, after: int | None) -> str | None:
        return None if after is None else (self._today() + timedelta(days=after)).isoformat()

    def _organisation_of(self, title: str) -> Actor:
        key = next(one["by"] for one in CONTENT["listings"] if one["title"] == title)
        return self.organisations[key]

    def _name_of(self, email: str) -> str:
        return str(next(one["name"] for one in CONTENT["individuals"] if one["email"] == email))


def staff_accounts() -> list[tuple[str, str]]:
    """The internal users, who have a login page of their own, and their roles."""
    return [(one["login_id"], "/".join(one["roles"])) for one in CONTENT["staff"]]


def accounts() -> list[tuple[str, str]]:
    """Individuals and organisations that can log in; all with the same password."""
    bodies = [
        (one["email"], f"organisation, {one['name']}")
        for one in CONTENT["organisations"]
        if one["registered"]
    ]
    people = [(one["email"], f"individual, {one['name']}") for one in CONTENT["individuals"]]
    return [*people, *bodies]


class NotLoaded(RuntimeError):
    """The demo could not be loaded; the portal runs, with what was loaded till then."""


def load_if_empty(place: Place, client: RpcClient, say: Callable[[str], None]) -> None:
    """Loads the demo into a portal that nobody has used; goes on with one that was cut off.

    Raises NotLoaded. It is not tried again then, because the clock has gone on to the present.
    """
    stage, clock = Stage(client), LocalClock(place.clock)
    note = place.home / "demo.json"
    state = json.loads(note.read_text())["state"] if note.exists() else "unknown"
    if state == "unknown" and _is_empty(stage):
        begins = clock.offset() - BEGINS_BEFORE
        place.clock.write_text(f"{begins.total_seconds():.3f}\n")
        state = "loading"
    if state != "loading":
        return
    note.write_text(json.dumps({"state": "loading"}))
    say("Loading the demo portal ...")
    try:
        Demo(stage, clock, Mailbox(place.mailbox)).load()
    except (Refused, Away, DeadlinePassed, ServiceFault, TimeoutError) as fault:
        note.write_text(json.dumps({"state": "failed"}))
        clock.forward(-min(clock.offset(), timedelta(0)))
        raise NotLoaded(f"The demo portal is incomplete: {fault}") from fault
    note.write_text(json.dumps({"state": "loaded"}))


def is_loaded(home: Path) -> bool:
    """Whether the accounts of the demo are there."""
    note = home / "demo.json"
    return note.exists() and json.loads(note.read_text())["state"] == "loaded"


def _is_empty(stage: Stage) -> bool:
    pings = [stage.ask(service, "ping", {}, INTERNAL) for service in SERVICES]
    return all(ping["position"] == 0 for ping in pings)
