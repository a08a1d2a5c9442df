"""What is asked of the full service, and what comes of it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from pymongo import MongoClient

from deploy.local.demo.stage import VISITOR
from services.identity.adapters.people_search.words import COLLECTION
from services.kernel.contracts.rpc import Away, DeadlinePassed, Refused, RpcClient
from tests.bench.identity.generator import PASSWORD, SECRETARIAT
from tests.bench.identity.people import FIELDS, WORDS, person
from tests.bench.identity.timing import at_rate, one_by_one
from tests.support.portal import LocalPortal

SERVICE, WORKER = "identity-service", "identity-worker"
LOGINS_A_SECOND = 20
SEARCHES = 200
READY_WITHIN_SECONDS = 900.0
ORGANISATION = {
    "id": "bench-person-in-charge",
    "role": "organisation",
    "organisation_id": "bench",
    "facets": ["full-organisation"],
}

Figures = dict[str, Any]


def call(
    client: RpcClient,
    operation: str,
    payload: Mapping[str, Any],
    actor: Mapping[str, Any],
    within: float = 30.0,
) -> Any:
    """One question to identity."""
    return client.call("identity", operation, payload, {"actor": actor}, within=within)


def logins(client: RpcClient, numbers: range) -> Figures:
    """Each of these people logs in once, 20 of them a second."""

    def log_in(number: int) -> None:
        email = person(number)["email"]
        asked = {"kind": "individual", "login_id": email, "password": PASSWORD}
        call(client, "log_in", asked, VISITOR)

    calls = [partial(log_in, number) for number in numbers]
    return at_rate(calls, LOGINS_A_SECOND, threads=32)


def browsing(client: RpcClient) -> Figures:
    """Organisations search people by keywords and conditions."""
    dice = random.Random(1)

    def question() -> Callable[[], object]:
        asked: dict[str, Any] = {"keyword": dice.choice(WORDS)}
        if dice.random() < 0.5:
            asked["fields_wanted"] = [dice.choice(FIELDS)]
        return partial(call, client, "search_people", asked, ORGANISATION)

    return one_by_one([question() for _ in range(SEARCHES)])


def by_name(client: RpcClient, people: int) -> dict[str, Figures]:
    """The secretariat looks for individuals by whole names, by parts and by birth dates."""
    dice = random.Random(2)
    known = [person(dice.randrange(people)) for _ in range(SEARCHES // 2)]

    def asking(of: Callable[[Mapping[str, str]], dict[str, str]]) -> Figures:
        return one_by_one(
            [partial(call, client, "find_people", of(one), SECRETARIAT) for one in known]
        )

    return {
        "whole name": asking(lambda one: {"name": one["name"]}),
        "part of a reading": asking(lambda one: {"name": one["name_kana"].split()[0]}),
        "name and birth date": asking(lambda one: {k: one[k] for k in ("name", "birth_on")}),
    }


def starts(portal: LocalPortal, client: RpcClient) -> Figures:
    """How long after a start people can be searched: with nothing kept, and with words kept."""
    found: Figures = {}
    with MongoClient[Any](portal.parts_uri("mongo")) as mongo:
        mongo[f"{portal.place.db_prefix}_identity"].drop_collection(COLLECTION)
    for name in ("with no words kept", "with words kept"):
        portal.stop(SERVICE)
        portal.start(SERVICE)
        began = time.monotonic()
        found[f"{name}: answers at all"] = _ready(client, "get_agreement", {}, VISITOR, began)
        asked = {"name": "々々"}
        found[f"{name}: names"] = _ready(client, "find_people", asked, SECRETARIAT, began)
        found[f"{name}: people"] = _ready(client, "search_people", {}, ORGANISATION, began)
    return found


def _ready(
    client: RpcClient,
    operation: str,
    payload: Mapping[str, Any],
    actor: Mapping[str, Any],
    began: float,
) -> float:
    while True:
        try:
            call(client, operation, payload, actor)
            return round(time.monotonic() - began, 2)
        except (Refused, Away, DeadlinePassed):
            if time.monotonic() - began > READY_WITHIN_SECONDS:
                raise
            time.sleep(0.05)


def rebuilds(portal: LocalPortal) -> str:
    """All projections of identity from zero; its worker is down meanwhile."""
    portal.stop(WORKER)
    worker = portal.process(WORKER)
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.identity.rebuilding"],
        env={**os.environ, **worker.environment},
        cwd=worker.folder,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    portal.start(WORKER)
    return done.stdout.splitlines()[-1]
