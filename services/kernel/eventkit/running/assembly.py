"""A service put together on real parts, for a process that runs it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

import structlog
from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import PyMongoError

from services.kernel.contracts.rpc.client import RpcClient
from services.kernel.contracts.rpc.faults import Away, DeadlinePassed, ServiceFault
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.ports import Clock, NeighbourAway
from services.kernel.eventkit.application.service import Service
from services.kernel.eventkit.business_days import JapaneseBusinessDays
from services.kernel.eventkit.clock import RandomIds, ShiftedClock, SystemClock
from services.kernel.eventkit.mongo.event_store import MongoEventStore
from services.kernel.eventkit.mongo.files import MongoFiles
from services.kernel.eventkit.mongo.numbers import MongoNumbers
from services.kernel.eventkit.mongo.snapshots import MongoSnapshots
from services.kernel.eventkit.mongo.views import MongoViews
from services.kernel.eventkit.privacy.keys import MongoPersonalData, master_key
from services.kernel.eventkit.settings import KernelSettings

ASK_SECONDS = 5.0
POOL = 20
log = structlog.get_logger()

Build = Callable[[Parts, Database[Any], Mapping[str, str]], Service]
"""A service's way of putting itself together: kernel parts, own database, environment."""


class RpcNeighbours:
    """See `Neighbours`: RPC as the internal system."""

    def __init__(self, client: RpcClient) -> None:
        self._client = client

    def ask(self, service: str, operation: str, payload: Mapping[str, Any]) -> Any:
        envelope = {"actor": {"id": "portal", "role": "internal-system"}}
        try:
            return self._client.call(service, operation, payload, envelope, within=ASK_SECONDS)
        except (Away, DeadlinePassed, ServiceFault) as error:
            raise NeighbourAway(f"{service}.{operation}: {type(error).__name__}") from None


class LateViews(MongoViews):
    """Views of projections that are only known once the service is built."""

    def __init__(self, database: Database[Any]) -> None:
        super().__init__(database, "", ())

    def know(self, service: Service) -> None:
        """Tells the projections."""
        super().__init__(self._database, service.name, service.projections)


@dataclass(frozen=True, slots=True)
class Assembly:
    """A service and everything under it in one process."""

    settings: KernelSettings
    client: MongoClient[Any]
    database: Database[Any]
    store: MongoEventStore
    parts: Parts
    service: Service
    rpc: RpcClient


def portal_clock(settings: KernelSettings) -> Clock:
    """The clock the settings ask for."""
    return ShiftedClock(settings.clock_file) if settings.clock_file else SystemClock()


def assemble(
    name: str, build: Build, settings: KernelSettings, environ: Mapping[str, str]
) -> Assembly:
    """Puts a service together; waits for the database with growing pauses."""
    client: MongoClient[Any] = MongoClient(
        settings.mongo_uri,
        tz_aware=True,
        tzinfo=UTC,
        maxPoolSize=POOL,
        appname=f"{name}-{settings.instance}",
        serverSelectionTimeoutMS=5000,
        connectTimeoutMS=3000,
        socketTimeoutMS=30000,
    )
    database = client[f"{settings.db_prefix}_{name}"]
    store = MongoEventStore(database)
    personal_data = MongoPersonalData(database, master_key(settings.master_key_file))
    files = MongoFiles(database, personal_data)
    _until_there(store.prepare)
    _until_there(files.prepare)
    _until_there(personal_data.prepare)
    rpc = RpcClient(settings.amqp_uri, f"{name}-{settings.instance}")
    views = LateViews(database)
    parts = Parts(
        store=store,
        snapshots=MongoSnapshots(database),
        views=views,
        personal_data=personal_data,
        numbers=MongoNumbers(database),
        files=files,
        clock=portal_clock(settings),
        ids=RandomIds(),
        holidays=JapaneseBusinessDays(),
        neighbours=RpcNeighbours(rpc),
        pause=time.sleep,
    )
    service = build(parts, database, environ)
    views.know(service)
    service.application.before_query = lambda context: _read_own_writes(views, context.after)
    return Assembly(settings, client, database, store, parts, service, rpc)


def _read_own_writes(views: MongoViews, after: int) -> bool:
    return not after or views.wait_for(after)


def _until_there(step: Callable[[], None]) -> None:
    pause = 0.1
    while True:
        try:
            step()
            return
        except PyMongoError as error:
            log.info("waiting for the database", error=type(error).__name__)
            time.sleep(pause)
            pause = min(pause * 2, 3.0)
