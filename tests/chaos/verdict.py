"""Whether anything was lost, done twice, left out or told differently."""

from __future__ import annotations

import json
import os
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

import bson
from bson.codec_options import CodecOptions

from deploy.local.portal import SERVICES
from services.kernel.eventkit.mongo.views import CHECKPOINTS
from services.kernel.eventkit.running.assembly import Assembly, assemble
from services.kernel.eventkit.running.feed import END_OF_FEED
from services.kernel.eventkit.running.own_tail import complete
from services.kernel.eventkit.running.rebuild import Rebuilder
from services.kernel.eventkit.settings import KernelSettings
from tests.chaos.record import Record
from tests.chaos.scene import Scene
from tests.support.portal import LocalPortal

QUIET_SECONDS = float(os.environ.get("CHAOS_QUIET_SECONDS", "120"))
Tell = Callable[[str], None]


class Verdict:
    """Looks at the portal after the load has ended and everything runs again."""

    def __init__(self, portal: LocalPortal, scene: Scene, record: Record, tell: Tell) -> None:
        self._portal, self._scene, self._record, self._tell = portal, scene, record, tell
        self._exit = ExitStack()
        self._assemblies = {name: self._assembly(name) for name in SERVICES}
        self.lost = 0
        self.duplicated = 0
        self.gaps = 0
        self.divergent = 0

    def judge(self, followed: Path) -> None:
        """Counts everything; `followed` is what the reference follower wrote."""
        self._settle(followed)
        self._commands()
        self._applications()
        self._mails()
        self._counts()
        self._feeds(followed)
        self._projections()
        self._parked()
        for assembly in self._assemblies.values():
            assembly.rpc.close()
            assembly.client.close()

    def _assembly(self, name: str) -> Assembly:
        environ = {
            **self._portal.place.environment(),
            "AMQP_URI": self._portal.parts_uri("amqp"),
            "MONGO_URI": self._portal.parts_uri("mongo"),
            "DATA_DIR": str(self._portal.place.home / "data" / "verdict"),
            "INSTANCE": "verdict",
        }
        build = import_module(f"services.{name}.bootstrap").assemble
        return assemble(name, build, KernelSettings.from_env(environ), environ)

    def _settle(self, followed: Path) -> None:
        """Waits until followers, mails and the reference follower have nothing left to do.

        As long as something moves it is given time: a slow machine is no loss.
        """
        last: object = None
        moved = time.monotonic()
        while time.monotonic() < moved + QUIET_SECONDS:
            behind = self._behind()
            mails = {state: self._mails_in(state) for state in ("queued", "failed")}
            if not behind and not any(mails.values()) and self._followed_all(followed):
                return
            if mails["failed"]:
                # Mails that could not be delivered are tried again after growing delays.
                self._portal.forward(hours=1)
            if (behind, mails) != last:
                last, moved = (behind, mails), time.monotonic()
            time.sleep(0.5)
        self._tell(f"not settled: {self._behind()}")

    def _mails_in(self, state: str) -> int:
        return int(self._portal.ask("messaging", "find_notice_mails", {"state": state})["total"])

    def _behind(self) -> dict[str, Any]:
        ends = {}
        for name, assembly in self._assemblies.items():
            end = assembly.store.last_position()
            ends[name] = complete(end) if end else 0
        behind = {}
        for name, assembly in self._assemblies.items():
            for point in assembly.database[CHECKPOINTS].find({}):
                if "positions" in point:
                    for source, position in point["positions"].items():
                        if position < ends[source]:
                            behind[f"{name}/{point['_id']}/{source}"] = ends[source] - position
                else:
                    source = point["_id"].partition("/")[2] or name
                    if point["position"] < ends[source]:
                        behind[f"{name}/{point['_id']}"] = ends[source] - point["position"]
        return behind

    def _commands(self) -> None:
        """Every acknowledged command is in its log, once."""
        for name, assembly in self._assemblies.items():
            wanted = {c for c, (s, _) in self._record.acknowledged.items() if s == name}
            found: Counter[str] = Counter()
            per_stream: Counter[tuple[str, str]] = Counter()
            for commit in assembly.database["events"].find({}, {"c": 1, "s": 1}):
                if commit["c"] in wanted:
                    found[commit["c"]] += 1
                    per_stream[commit["s"], commit["c"]] += 1
            missing = wanted - set(found)
            twice = [place for place, count in per_stream.items() if count > 1]
            self.lost += len(missing)
            self.duplicated += len(twice)
            self._tell(
                f"{name}: {len(wanted)} acknowledged, {len(missing)} lost, {len(twice)} twice"
            )

    def _applications(self) -> None:
        database = self._assemblies["applications"].database
        seen: Counter[tuple[str, str]] = Counter()
        received: Counter[str] = Counter()
        for recorded in self._events("applications", "ApplicationSubmitted"):
            data = recorded["data"]
            seen[data["person_id"], data["listing_id"]] += 1
            received[data["reception_id"]] += 1
        acknowledged = {pair for pair, one in self._record.applications.items() if one}
        self.lost += len(acknowledged - set(seen))
        self.duplicated += sum(count - 1 for count in seen.values())
        self.duplicated += sum(count - 1 for count in received.values())
        self._tell(
            f"applications: {len(acknowledged)} acknowledged, {len(seen)} there ({database.name})"
        )

    def _mails(self) -> None:
        wanted: Counter[str] = Counter(dict.fromkeys(self._scene.emails, 1))
        wanted.update(person for _, person in self._record.notified.values())
        wanted.update(self._record.answers.values())
        missing = more = 0
        for person, email in self._scene.emails.items():
            there = len(self._portal.mails_now(email))
            missing += max(0, wanted[person] - there)
            more += max(0, there - wanted[person])
        self.lost += missing
        self.duplicated += more
        self._tell(
            f"mails: {sum(wanted.values())} due, {missing} missing, {more} too many, "
            f"{self._record.silent} changes without notification"
        )

    def _counts(self) -> None:
        """Views are what was acknowledged; pages lie between those served and those asked for."""
        deadline = time.monotonic() + 30
        while True:
            wrong = self._wrong_counts()
            if not wrong or time.monotonic() > deadline:
                break
            time.sleep(0.5)
        for listing, (least, there, most) in wrong.items():
            self.lost += max(0, least - there)
            self.duplicated += max(0, there - most)
            self._tell(f"views of {listing}: {there}, between {least} and {most} were due")

    def _wrong_counts(self) -> dict[str, tuple[int, int, int]]:
        there: Counter[str] = Counter()
        for event in self._events("listings", "ListingViewed"):
            there[event["data"]["listing_id"]] += event["data"]["count"]
        shown: Counter[str] = Counter()
        table = self._portal.ask(
            "reporting",
            "get_access_figures",
            {"group_by": "listing", "limit": 1000},
            {"id": "s", "role": "secretariat"},
        )
        for row in table["rows"]:
            shown[row["data_number"]] += row["views"]
        wrong = {}
        for listing, _ in self._scene.listings:
            least = self._record.views_sent[listing] + self._record.pages_served[listing]
            most = self._record.views_sent[listing] + self._record.pages_asked[listing]
            reported = shown[self._scene.data_numbers[listing]]
            if not least <= there[listing] <= most or reported != there[listing]:
                wrong[listing] = (least, min(there[listing], reported), most)
        return wrong

    def _feeds(self, followed: Path) -> None:
        """The feeds are gapless, and the follower wrote each event once, in order per source."""
        written: dict[str, list[str]] = defaultdict(list)
        for line in followed.read_text().splitlines():
            event = json.loads(line)
            written[event["source"]].append(event["id"])
        for name in SERVICES:
            told = [event["id"] for event in self._feed(name)]
            missing = Counter(told) - Counter(written[name])
            extra = Counter(written[name]) - Counter(told)
            disorder = not missing and not extra and told != written[name]
            self.gaps += sum(missing.values()) + int(disorder)
            self.duplicated += sum(extra.values())
            self._tell(f"feed of {name}: {len(told)} events, {len(written[name])} followed")

    def _followed_all(self, followed: Path) -> bool:
        if not followed.exists():
            return False
        lines = sum(1 for _ in followed.open())
        return lines >= sum(len(self._feed(name)) for name in SERVICES)

    def _events(self, service: str, type_: str) -> list[Mapping[str, Any]]:
        return [event for event in self._feed(service) if event["type"] == type_]

    def _feed(self, service: str) -> list[Mapping[str, Any]]:
        actor = {"id": "verdict", "role": "internal-system"}
        events: list[Mapping[str, Any]] = []
        after = 0
        while True:
            page = self._portal.ask(
                service, "read_feed", {"after": after, "limit": 1000}, actor, within=30.0
            )
            events += page["events"]
            if page["next"] <= after or after >= END_OF_FEED:
                return events
            after = page["next"]

    def _projections(self) -> None:
        """Every projection equals its rebuild from zero."""
        for name, assembly in self._assemblies.items():
            rebuilder = Rebuilder(
                name,
                assembly.database,
                assembly.store,
                assembly.service.codec,
                assembly.parts.neighbours,
                threading.Lock(),
            )
            for projection in assembly.service.projections:
                fresh: dict[str, Any] = {}
                rebuilder.fold(projection, fresh, {})
                rebuilt = {key: _stored({**d, "_id": key}) for key, d in fresh.items()}
                live = {d["_id"]: d for d in assembly.database[projection.collection].find({})}
                different = {
                    key for key in rebuilt.keys() | live.keys() if rebuilt.get(key) != live.get(key)
                }
                if different:
                    self.divergent += 1
                    self._tell(f"{name}/{projection.name}: {len(different)} documents differ")

    def _parked(self) -> None:
        for name, assembly in self._assemblies.items():
            for parked in assembly.database["parked"].find({}):
                self._tell(f"parked in {name}: {parked['reaction']} {parked['error']}")
                self.lost += 1


def _stored(document: dict[str, Any]) -> dict[str, Any]:
    options: CodecOptions[dict[str, Any]] = CodecOptions(tz_aware=True)
    decoded: dict[str, Any] = bson.decode(bson.encode(document), options)
    return decoded
