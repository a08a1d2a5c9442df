"""Who and what there is when the load begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from deploy.local.clock import TOKYO
from deploy.local.demo.load import CONTENT, Demo
from deploy.local.demo.stage import VISITOR, Stage
from services.kernel.contracts.rpc import RpcClient
from tests.support.portal import LocalPortal

Actor = Mapping[str, Any]
PEOPLE = 16
LISTINGS = 60


@dataclass
class Scene:
    """Organisations, people and public listings, by the ids the clients need."""

    amqp_uri: str
    gateway_port: int
    organisations: list[Actor]
    people: list[Actor]
    emails: dict[str, str]
    listings: list[tuple[str, str]]
    data_numbers: dict[str, str]
    content: Mapping[str, Any]
    confirmations: list[str]
    today: str
    portal: Actor

    def organisation(self, organisation_id: str) -> Actor:
        """The person in charge of an organisation, as caller."""
        return next(o for o in self.organisations if o["organisation_id"] == organisation_id)


def set_scene(portal: LocalPortal, *, people: int = PEOPLE, listings: int = LISTINGS) -> Scene:
    """Makes the scene with the portal's own commands and publishes the listings."""
    client = RpcClient(portal.amqp_uri, "scene")
    stage = Stage(client)
    demo = Demo(stage, portal.clock, portal.mailbox)
    demo._staff()
    emails = {}
    for number in range(people):
        person = {
            "email": f"person{number}@chaos.example",
            "name": f"試験 {number}郎",
            "birth_on": "1990-01-02",
        }
        demo._individual(person)
        emails[demo.people[person["email"]]["id"]] = person["email"]
    for organisation in CONTENT["organisations"]:
        demo._organisation(organisation)
    template = dict(CONTENT["listings"][0])
    today = portal.clock.now().astimezone(TOKYO).date()
    content = {
        key: template[key]
        for key in (
            "kind",
            "language",
            "recruiting_fields",
            "locations",
            "employment_type",
            "application_method",
            "conditions",
            "description",
        )
    } | {
        "title": "試験の求人",
        "web_application": True,
        "required_documents": [],
        "recruitment": {"start_on": today.isoformat(), "end_on": None},
        "work_period": {"start": {"day": (today + timedelta(days=60)).isoformat()}, "end": None},
    }
    organisations = list(demo.organisations.values())
    posted, numbers = [], {}
    for number in range(listings):
        actor = organisations[number % len(organisations)]
        payload = {
            "content": {**content, "title": f"混乱の求人 {number}"},
            "confirmed": True,
            "terms_agreed": True,
        }
        done = stage.ask(
            "listings", "request_listing_registration", payload, actor, f"chaos-{number}"
        )
        posted.append((done["listing_id"], actor["organisation_id"]))
        numbers[done["listing_id"]] = done["data_number"]
    for start in range(0, listings, 50):
        chosen = [listing_id for listing_id, _ in posted[start : start + 50]]
        stage.ask(
            "listings",
            "approve_listings",
            {"listing_ids": chosen, "reflection_on": (today + timedelta(days=1)).isoformat()},
            demo.secretariat,
            f"approve-{start}",
        )
    portal.forward(days=1)
    stage.wait(
        lambda: stage.ask("listings", "search_listings", {}, VISITOR)["total"] >= listings,
        "the listings are not public",
    )
    form: dict[str, Any] = {}

    def all_known() -> bool:
        person = next(iter(demo.people.values()))
        found = [
            stage.ask("applications", "get_application_form", {"listing_id": one}, person)
            for one, _ in posted[-3:]
        ]
        form.update(found[0])
        return all(f["refusal"] is None for f in found)

    stage.wait(all_known, "applications do not know the listings")
    client.close()
    return Scene(
        amqp_uri=portal.amqp_uri,
        gateway_port=portal.place.gateway_port,
        organisations=organisations,
        people=[{**one, "facets": ["full-registrant"]} for one in demo.people.values()],
        emails=emails,
        listings=posted,
        data_numbers=numbers,
        content=content,
        confirmations=form["confirmations"],
        today=(today + timedelta(days=1)).isoformat(),
        portal={"id": "portal", "role": "internal-system"},
    )
