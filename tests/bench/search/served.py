"""One search behind RPC, for the bench: `python -m tests.bench.search.served FOLDER AMQP_URI POSITION`.

The real service with its real replica on an index that is there already; only the cards of a
page come from memory instead of MongoDB. `announce_listing` puts a listing into the log that the
replica follows, and is acknowledged at once.
"""

# ruff: noqa: E402
from __future__ import annotations

import eventlet

eventlet.monkey_patch()

import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kombu.serialization
import nameko
import orjson
from marshmallow import fields as plain
from nameko.runners import ServiceRunner

from services.kernel.collector import relieve_collector
from services.kernel.contracts.fields import Payload
from services.kernel.eventkit.application.application import ANYONE
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.nameko.process import HEARTBEAT_SECONDS, WORKERS, service_class
from services.kernel.eventkit.native_work import run_native
from services.listings.adapters.patient_search import PatientSearch
from services.listings.adapters.search.follower import Batch
from services.listings.adapters.search.replica import SearchReplica
from tests.bench.search.listings import NOW
from tests.unit.listings.stage import ListedSearch, open_stage, published


@dataclass(frozen=True)
class AnnounceListing:
    """A document of `search_documents`."""

    document: Mapping[str, Any]


class AnnounceListingPayload(Payload):
    """See `AnnounceListing`."""

    document = plain.Dict(required=True)


class Arriving:
    """A log that ends at a position until listings are announced."""

    def __init__(self, reached: int) -> None:
        self._first = reached
        self._arrived: list[dict[str, Any]] = []

    def put(self, document: Mapping[str, Any]) -> int:
        """The position of the new last event."""
        self._arrived.append({**document, "visible": True})
        return self._first + len(self._arrived)

    def __call__(self, after: int) -> Batch:
        reached = self._first + len(self._arrived)
        return Batch(self._arrived[max(0, after - self._first) :], reached, last=True)


class _Searching(ListedSearch):
    """The stage's search, which becomes that of the replica."""

    real: PatientSearch | None = None

    def search(self, query: Any) -> Any:
        return super().search(query) if self.real is None else self.real.search(query)

    def wait_for(self, position: int, seconds: float = 1.5) -> bool:
        return self.real is not None and self.real.wait_for(position, seconds)


def _application(replica: SearchReplica, log: Arriving) -> Any:
    searching = _Searching()
    stage = open_stage(NOW, searching)
    listing_id = published(stage)
    card = stage.documents("listings")[listing_id]

    def cards(projection: str, keys: Sequence[str]) -> dict[str, Any]:
        return {key: {**card, "_id": key} for key in keys}

    stage.views.get_many = cards  # type: ignore[method-assign]
    searching.real = PatientSearch(replica, eventlet.sleep)

    def announce(command: AnnounceListing, context: Context) -> dict[str, Any]:
        return {"position": log.put(command.document)}

    application = stage.service.application
    application.query(AnnounceListing, AnnounceListingPayload, announce, allow=ANYONE)
    return application


def main(folder: Path, amqp_uri: str, position: int) -> None:
    """Serves until it is killed; says `serving` when it does."""
    kombu.serialization.register(  # type: ignore[no-untyped-call]
        "json",
        orjson.dumps,
        orjson.loads,
        content_type="application/json",
        content_encoding="utf-8",
    )
    nameko.config.update(
        {
            "AMQP_URI": amqp_uri,
            "max_workers": WORKERS,
            "PREFETCH_COUNT": WORKERS,
            "HEARTBEAT": HEARTBEAT_SECONDS,
            "serializer": "json",
        }
    )
    log = Arriving(position)
    replica = SearchReplica(folder, log, pause=eventlet.sleep, run_native=run_native)
    replica.start()
    relieve_collector()
    runner = ServiceRunner()
    runner.add_service(service_class(_application(replica, log)))
    runner.start()
    sys.stdout.write("serving\n")
    sys.stdout.flush()
    threading.Event().wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
