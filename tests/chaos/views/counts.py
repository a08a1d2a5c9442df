"""What the portal counted, beside what was served."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pymongo import MongoClient

from gateway.backend.view_sender import EVERY_SECONDS
from gateway.backend.view_spool import BATCH_BYTES, ViewSpool
from services.kernel.eventkit.mongo.documents import decode
from tests.chaos.scene import Scene
from tests.chaos.views.readers import Tally
from tests.support.portal import LocalPortal

QUIET_SECONDS = 120.0
LINE_BYTES = 80

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Counted:
    """Totals by the listing's id, in the three places that show them, and how they came there."""

    recorded: Counts
    """The events of the log."""
    shown: Counts
    """What organisations see of their listings (LI-65)."""
    reported: Counts
    """What reporting answers (RE-19)."""
    commands: int
    """The commits that brought them."""


@dataclass(frozen=True)
class Judgement:
    """What is wrong; all zero when all is well."""

    lost: int
    surplus: int
    divergent: int
    commands_too_many: int

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.lost or self.surplus or self.divergent or self.commands_too_many)


def judge(tally: Tally, counted: Counted, most_commands: int) -> Judgement:
    """Each listing's views are those served; what was asked for in vain may be counted or not."""
    listings = {*tally.served, *tally.unsure, *counted.recorded, *counted.reported, *counted.shown}
    lost = surplus = divergent = 0
    for one in listings:
        least, there = tally.served[one], counted.recorded.get(one, 0)
        lost += max(0, least - there)
        surplus += max(0, there - least - tally.unsure[one])
        divergent += int(
            counted.reported.get(one, 0) != there or counted.shown.get(one, 0) != there
        )
    return Judgement(lost, surplus, divergent, max(0, counted.commands - most_commands))


def most_commands(seconds: float, views: int, starts: int) -> int:
    """How many commands so many views may cost: one for each round of a sender, and for its size.

    `starts` says how often a gateway began: each time it finds a file more to send.
    """
    return int(seconds / EVERY_SECONDS) + views * LINE_BYTES // BATCH_BYTES + 2 * starts + 1


def count(portal: LocalPortal, scene: Scene) -> Counted:
    """Waits until nothing moves any more, then reads all totals."""
    spool, last, moved = ViewSpool(_folder(portal)), None, time.monotonic()
    while time.monotonic() < moved + QUIET_SECONDS:
        waiting = spool.waiting_bytes()
        counted = _read(portal, scene)
        if not waiting and counted.recorded == counted.reported == counted.shown:
            return counted
        if (waiting, counted) != last:
            last, moved = (waiting, counted), time.monotonic()
        time.sleep(0.5)
    return _read(portal, scene)


def _folder(portal: LocalPortal) -> Path:
    return Path(portal.place.environment()["SPOOL_DIR"])


def _read(portal: LocalPortal, scene: Scene) -> Counted:
    with MongoClient[dict[str, Any]](portal.place.mongo_uri) as client:
        log = client[f"{portal.place.db_prefix}_listings"]["events"]
        recorded: Counter[str] = Counter()
        commands = 0
        for document in log.find({"c": {"$regex": "^views:"}}):
            commands += 1
            for event in decode(document).events:
                recorded[event.data["listing_id"]] += event.data["count"]
    shown: dict[str, int] = {}
    for organisation in scene.organisations:
        page = 1
        while True:
            asked = {"order": "total", "page": page}
            found = portal.ask("listings", "find_access_counts", asked, organisation)
            shown |= {one["listing_id"]: one["total"] for one in found["items"] if one["total"]}
            if page * found["per_page"] >= found["total"]:
                break
            page += 1
    asked = {"group_by": "listing", "limit": 1000}
    table = portal.ask("reporting", "get_access_figures", asked, _SECRETARIAT)
    ids = {number: listing for listing, number in scene.data_numbers.items()}
    reported = {ids[row["data_number"]]: row["views"] for row in table["rows"]}
    return Counted(dict(recorded), shown, reported, commands)


_SECRETARIAT = {"id": "views", "role": "secretariat"}
