"""A history of postings that appear and go, replayed through the portal, and who follows it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from deploy.follower.cursor import Cursor
from deploy.follower.follower import Follower, Page
from deploy.follower.outputs import Checkpoint
from gateway.settings import ApiKey
from services.kernel.contracts.cloudevents import from_json
from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.running.feed import read_feed
from tests.support.rehearsal import tokyo
from tests.unit.gateway.listing_browser import RehearsedClock
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.stage import OWNER, SECRETARIAT

KEY = "follower-key"
SHOWN = frozenset({"ListingPublished", "ListingAmended"})
GONE = frozenset({"ListingWithdrawn", "ListingRecruitmentEnded"})
OTHERS = ("identity", "applications", "messaging", "reporting")


@dataclass(frozen=True)
class Posting:
    """A row of an import file, first and last seen on these days in Tokyo."""

    source_id: str
    content: Mapping[str, Any]
    first_on: date
    last_on: date

    def is_live(self, on: date) -> bool:
        """Whether it was there on a day."""
        return self.first_on <= on <= self.last_on

    @property
    def ends(self) -> bool:
        """Whether it goes by a deadline it states, instead of being withdrawn."""
        return int(hashlib.sha256(self.source_id.encode()).hexdigest(), 16) % 3 == 0


class Replay:
    """Imports, approves and withdraws day by day, with the portal's clock moved."""

    def __init__(self, make_app: Callable[..., Flask], services: RehearsedListings) -> None:
        self.services, self.stage = services, services.stage
        digest = hashlib.sha256(KEY.encode()).hexdigest()
        app = make_app(api_keys={digest: ApiKey("follower", frozenset({"events:read"}))})
        app.extensions["clock"] = RehearsedClock(services)
        self.client = app.test_client()
        self.ids: dict[str, str] = {}
        services.answer("listings.read_feed", self._feed)
        for name in OTHERS:
            services.answer(f"{name}.read_feed", {"events": [], "next": 0})

    def _feed(self, payload: Mapping[str, Any]) -> Any:
        stage = self.stage
        types = payload.get("types") or ()
        return read_feed(stage.service, stage.store, payload["after"], payload["limit"], types)

    def day(self, on: date, postings: Iterable[Posting]) -> None:
        """One day to 23:00: what came is published at 22:00, what had gone is withdrawn."""
        self.stage.until(_at(on, 9))
        known = list(postings)
        for one in known:
            if one.last_on == on - timedelta(days=1) and not one.ends:
                withdrawal = {"listing_id": self.ids[one.source_id], "confirmed": True}
                self.stage.run("request_listing_withdrawal", withdrawal, OWNER)
        come = [one for one in known if one.first_on == on]
        for start in range(0, len(come), 100):
            self._publish(come[start : start + 100], on)
        self.stage.until(_at(on, 23))

    def _publish(self, come: Sequence[Posting], on: date) -> None:
        rows = [
            {"line": line, "source_id": one.source_id, "content": _content(one)}
            for line, one in enumerate(come, start=1)
        ]
        command = {"kind": "job", "source": "history", "rows": rows}
        done = self.stage.run("import_listings", command, OWNER)
        ids = {item["source_id"]: item["listing_id"] for item in done["items"]}
        assert done["counts"]["created"] == len(come), done
        approval = {"listing_ids": list(ids.values()), "reflection_on": on.isoformat()}
        approved = self.stage.run("approve_listings", approval, SECRETARIAT)
        assert approved["approved"] == len(come), approved
        self.ids |= ids

    def live(self, on: date, postings: Iterable[Posting]) -> set[str]:
        """The listings that must be public at 23:00 of a day."""
        return {self.ids[one.source_id] for one in postings if one.is_live(on)}

    def get(self, path: str) -> Any:
        """An answer of the API to the follower."""
        answer = self.client.get(path, headers={"Authorization": f"Bearer {KEY}"})
        assert answer.status_code == 200, answer.text
        return answer.json


def _content(posting: Posting) -> dict[str, Any]:
    end_on = posting.last_on.isoformat() if posting.ends else None
    recruitment = {"start_on": posting.first_on.isoformat(), "end_on": end_on}
    return {**posting.content, "recruitment": recruitment}


def _at(on: date, hour: int) -> datetime:
    return tokyo(on.year, on.month, on.day, hour)


@dataclass
class Held:
    """What an internal system holds: the listings that are public, as far as it has heard."""

    listings: dict[str, str] = field(default_factory=dict)
    tombstones: set[str] = field(default_factory=set)

    def recover(self, offset: int, cursor: Cursor) -> Cursor:
        """Nothing is written anywhere."""
        return cursor

    def write(self, events: Sequence[PublicEvent]) -> int:
        """Keeps what is shown and drops what is gone."""
        for event in events:
            if event.type in SHOWN:
                self.listings[event.subject] = str(event.data["title"])
            elif event.type in GONE:
                self.listings.pop(event.subject, None)
                self.tombstones.add(event.subject)
        return 0


@dataclass
class _FeedOf:
    replay: Replay

    def read(self, after: Cursor, wait_seconds: int) -> Page:
        page = self.replay.get(f"/api/v1/events?after={after}&limit=37")
        return Page(tuple(map(from_json, page["events"])), Cursor.parse(page["next"]))


def from_the_beginning(replay: Replay, folder: Path) -> tuple[Follower, Held]:
    """Somebody who follows the change feed from its first event on."""
    held = Held()
    return Follower(_FeedOf(replay), held, Checkpoint(folder / "checkpoint")), held


def newcomer(replay: Replay, folder: Path) -> tuple[Follower, Held]:
    """Somebody who begins with the snapshot of this moment, in parts, and follows from there."""
    held, after = Held(), ""
    while True:
        part = replay.get(f"/api/v1/snapshot?limit=11&after={after}")
        held.listings |= {one["listing_id"]: one["title"] for one in part["listings"]}
        if part["next"] is None:
            break
        after = part["next"]
    checkpoint = Checkpoint(folder / f"from-{len(list(folder.iterdir()))}")
    checkpoint.store(Cursor.parse(part["cursor"]), 0)
    return Follower(_FeedOf(replay), held, checkpoint), held


def chosen_days(postings: Sequence[Posting], count: int) -> list[date]:
    """So many days spread over a history, the first and the day after the last among them."""
    first = min(one.first_on for one in postings)
    last = max(one.last_on for one in postings) + timedelta(days=1)
    return [first + (last - first) * n // (count - 1) for n in range(count)]


def days_of(postings: Sequence[Posting], chosen: Iterable[date]) -> list[date]:
    """The days on which something comes or goes, or that were chosen."""
    after = timedelta(days=1)
    return sorted(
        {one.first_on for one in postings} | {one.last_on + after for one in postings} | set(chosen)
    )
