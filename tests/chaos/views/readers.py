"""Who opens pages of listings, and what of it is to be counted (D-59)."""

from __future__ import annotations

import http.client
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from deploy.local.demo.load import CONTENT
from tests.bench.pacing import at_rate
from tests.chaos.clients import BROWSER
from tests.chaos.scene import Scene
from tests.support.portal import LocalPortal

THREADS = 32
PATIENCE_SECONDS = 30.0
CYCLE = 100
BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
# How many of a hundred openings are whose; the others are visitors'.
SHARES = {"bot": 10, "browser ahead": 5, "owner": 1, "staff": 1, "individual": 1, "other": 1}
UNCOUNTED = frozenset({"bot", "browser ahead", "owner", "staff"})


@dataclass
class Tally:
    """What readers saw; counters of listings are by the listing's id."""

    served: Counter[str] = field(default_factory=Counter)
    """Whole answers that count."""
    unsure: Counter[str] = field(default_factory=Counter)
    """Those that were asked for and not answered: counted or not, both are right."""
    uncounted: Counter[str] = field(default_factory=Counter)
    """Whole answers that do not count, by kind of reader."""
    refused: Counter[str] = field(default_factory=Counter)
    """Other answers, by status and kind of reader."""
    lock: threading.Lock = field(default_factory=threading.Lock)


class Readers:
    """Opens the pages of the scene's listings at a steady rate."""

    def __init__(self, portal: LocalPortal, scene: Scene) -> None:
        self._scene = scene
        self._tokens = dict(_sessions(portal, scene))
        self._kinds = [kind for kind, share in SHARES.items() for _ in range(share)]
        self._own = threading.local()
        self.tally = Tally()

    def read(self, rate: float, seconds: float) -> float:
        """Reads for that long; the seconds it took."""
        return at_rate(round(rate * seconds), rate, THREADS, self._open)

    def _open(self, number: int, due: float) -> None:
        place = number % CYCLE
        kind = self._kinds[place] if place < len(self._kinds) else "visitor"
        # Every listing meets every kind of reader.
        listing, organisation = self._scene.listings[
            (number // CYCLE + place) % len(self._scene.listings)
        ]
        status = self._ask(listing, self._headers(kind, organisation))
        with self.tally.lock:
            if status not in (200, None):
                self.tally.refused[f"{status} {kind}"] += 1
            elif kind in UNCOUNTED:
                self.tally.uncounted[kind] += 1
            else:
                (self.tally.served if status else self.tally.unsure)[listing] += 1

    def _headers(self, kind: str, organisation: str) -> dict[str, str]:
        if kind == "bot":
            return {"User-Agent": BOT}
        headers = {"User-Agent": BROWSER}
        if kind == "browser ahead":
            return {**headers, "Sec-Purpose": "prefetch;prerender"}
        whose = {"owner": organisation, "staff": "staff", "individual": "individual"}.get(kind)
        if kind == "other":
            whose = next(
                one["organisation_id"]
                for one in self._scene.organisations
                if one["organisation_id"] != organisation
            )
        return headers if whose is None else {**headers, "Cookie": f"session={self._tokens[whose]}"}

    def _ask(self, listing: str, headers: Mapping[str, str]) -> int | None:
        """The status of the answer; None when it did not come whole, 0 when nobody was there."""
        connection = getattr(self._own, "connection", None)
        if connection is None:
            connection = http.client.HTTPConnection(
                "127.0.0.1", self._scene.gateway_port, timeout=PATIENCE_SECONDS
            )
            self._own.connection = connection
        path = f"/listings/{self._scene.data_numbers[listing]}"
        try:
            if connection.sock is None:
                connection.connect()
        except OSError:
            return 0
        try:
            connection.request("GET", path, headers=dict(headers))
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            return None
        return int(answer.status)


def _sessions(portal: LocalPortal, scene: Scene) -> Iterator[tuple[str, str]]:
    """A live session of each organisation, of staff and of a person."""
    emails = [one["email"] for one in CONTENT["organisations"] if one["registered"]]
    for organisation, email in zip(scene.organisations, emails, strict=True):
        yield organisation["organisation_id"], _log_in(portal, "organisation", email)
    staff = next(one["login_id"] for one in CONTENT["staff"] if "secretariat" in one["roles"])
    yield "staff", _log_in(portal, "internal", staff)
    yield "individual", _log_in(portal, "individual", next(iter(scene.emails.values())))


def _log_in(portal: LocalPortal, kind: str, login_id: str) -> str:
    login = {
        "kind": kind,
        "login_id": login_id,
        "password": CONTENT["password"],
        "device": BROWSER,
    }
    visitor: dict[str, Any] = {"role": "visitor"}
    return str(portal.ask("identity", "log_in", login, visitor)["token"])
