"""A service's worker process: relay, projections, reactions and scheduler, each a thread."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import structlog
from pymongo.errors import PyMongoError

from services.kernel.collector import relieve_collector
from services.kernel.eventkit.amqp.foreign_tail import ForeignTail
from services.kernel.eventkit.amqp.publisher import EventPublisher
from services.kernel.eventkit.application.ports import NeighbourAway
from services.kernel.eventkit.application.projection import Projection
from services.kernel.eventkit.application.schedule import DUE
from services.kernel.eventkit.mongo.lease import MongoLease
from services.kernel.eventkit.mongo.views import CHECKPOINTS
from services.kernel.eventkit.running import journal
from services.kernel.eventkit.running.assembly import Assembly, Build, assemble
from services.kernel.eventkit.running.metrics import serve_metrics
from services.kernel.eventkit.running.own_tail import OwnTail
from services.kernel.eventkit.running.projector import Projector
from services.kernel.eventkit.running.reactor import Reactor
from services.kernel.eventkit.running.rebuild import Rebuilder, RebuildOvertaken
from services.kernel.eventkit.running.relay import Relay
from services.kernel.eventkit.running.scheduler import Scheduler
from services.kernel.eventkit.running.tail import Tail
from services.kernel.eventkit.settings import KernelSettings

RENEW_SECONDS = 1.0
LEASE_SECONDS = 5.0
log = structlog.get_logger()


def run_worker(name: str, build: Build, environ: Mapping[str, str] = os.environ) -> None:
    """Runs until SIGTERM or SIGINT. A thread that fails unforeseen ends the process: whoever
    supervises it starts it again, and it goes on from its checkpoints."""
    settings = KernelSettings.from_env(environ)
    journal.configure(name, "worker", settings.log_level)
    stopping = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stopping.set())
    assembly = assemble(name, build, settings, environ)
    relieve_collector()
    serve_metrics(assembly)
    Worker(assembly).run(stopping)


class Worker:
    """The threads of one worker."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._lease = MongoLease(
            assembly.database, "worker", assembly.settings.instance, LEASE_SECONDS
        )
        self._lock = threading.Lock()
        self._health = (
            Path(assembly.settings.data_dir) / "health" / f"{assembly.service.name}-worker"
        )
        self._health.parent.mkdir(parents=True, exist_ok=True)

    def run(self, stopping: threading.Event) -> None:
        """Waits for the lease, works while it is held."""
        while not stopping.is_set() and not self._hold():
            stopping.wait(RENEW_SECONDS)
        if stopping.is_set():
            return
        log.info("working")
        done = threading.Event()
        keeping = threading.Thread(target=self._keep_lease, args=(done,), daemon=True)
        keeping.start()
        threads = [
            threading.Thread(target=self._guard, args=(job, stopping), name=title, daemon=True)
            for title, job in self._jobs()
        ]
        for thread in threads:
            thread.start()
        stopping.wait()
        for thread in threads:
            thread.join(10.0)
        done.set()
        keeping.join(10.0)
        self._release()
        self._assembly.rpc.close()

    def _keep_lease(self, done: threading.Event) -> None:
        """Renews the lease; a worker that has lost it for good ends, and comes back to stand by."""
        renewed = time.monotonic()
        while not done.wait(RENEW_SECONDS):
            if self._hold():
                renewed = time.monotonic()
            elif time.monotonic() - renewed > LEASE_SECONDS * 4:
                log.error("lease lost")
                os._exit(1)

    def _jobs(self) -> list[tuple[str, Callable[[threading.Event], None]]]:
        assembly = self._assembly
        service = assembly.service
        own = OwnTail(service.name, assembly.store, service.codec)
        followed = {
            *(source for p in service.projections for source in p.sources),
            *(r.source for r in service.reactions if r.source != service.name),
        }
        foreign = {
            source: ForeignTail(assembly.settings.amqp_uri, source, assembly.parts.neighbours)
            for source in sorted(followed)
        }
        relay = Relay(
            service,
            own,
            EventPublisher(assembly.settings.amqp_uri, service.name),
            assembly.database,
        )
        jobs: list[tuple[str, Callable[[threading.Event], None]]] = [
            ("own-tail", own.run),
            ("relay", relay.run),
        ]
        projectors: list[Projector] = []
        tails: dict[str, Tail] = {service.name: own, **foreign}
        for source, tail in tails.items():
            if source != service.name:
                jobs.append((f"tail-{source}", foreign[source].run))
            following = [
                p
                for p in service.projections
                if source in p.sources or (source == service.name and p.own)
            ]
            if following:
                projector = Projector(
                    assembly.client, assembly.database, following, tail, self._lock
                )
                projectors.append(projector)
                jobs.append((f"projector-{source}", projector.run))
            reactions = [r for r in service.reactions if r.source == source]
            if reactions:
                reactor = Reactor(service.application, reactions, tail, assembly.database)
                jobs.append((f"reactor-{source}", reactor.run))
        due = [p for p in service.projections if p.name == DUE]
        if due:
            scheduler = Scheduler(service.application, assembly.database, due[0].collection)
            jobs.append(("scheduler", scheduler.run))
        jobs.append(("builder", partial(self._build_projections, projectors)))
        return jobs

    def _build_projections(
        self, projectors: Sequence[Projector], stopping: threading.Event
    ) -> None:
        """Builds projections that are new, or new in this version, while everything else runs."""
        assembly = self._assembly
        rebuilder = Rebuilder(
            assembly.service.name,
            assembly.database,
            assembly.store,
            assembly.service.codec,
            assembly.parts.neighbours,
            self._lock,
        )
        for projection in assembly.service.projections:
            while not stopping.is_set():
                try:
                    self._build(rebuilder, projection)
                    break
                except (NeighbourAway, PyMongoError, RebuildOvertaken) as error:
                    log.info(
                        "building waits",
                        projection=projection.collection,
                        error=type(error).__name__,
                    )
                    stopping.wait(RENEW_SECONDS)
                except Exception as error:
                    log.exception("projection cannot be built", projection=projection.collection)
                    self._note_unbuilt(projection, error)
                    break
            for projector in projectors:
                projector.look_again()

    def _note_unbuilt(self, projection: Projection, error: Exception) -> None:
        """Tried again at the next start; everything else goes on meanwhile."""
        stopped = {"source": "rebuild", "event_id": "", "error": type(error).__name__}
        self._assembly.database[CHECKPOINTS].update_one(
            {"_id": projection.collection}, {"$set": {"stopped": stopped}}, upsert=True
        )

    def _build(self, rebuilder: Rebuilder, projection: Projection) -> None:
        database, store = self._assembly.database, self._assembly.store
        built = {"_id": projection.collection, "positions": {"$exists": True}}
        if database[CHECKPOINTS].find_one(built, {"_id": 1}):
            return
        if store.last_position() == 0:
            rebuilder.start_empty(projection)
            return
        count = rebuilder.rebuild(projection)
        log.info("projection built", projection=projection.collection, documents=count)

    def _guard(self, job: Callable[[threading.Event], None], stopping: threading.Event) -> None:
        try:
            job(stopping)
        except BaseException:
            log.exception("thread failed", thread=threading.current_thread().name)
            os._exit(1)

    def _hold(self) -> bool:
        self._health.touch()
        try:
            return self._lease.take()
        except PyMongoError as error:
            log.info("lease not renewed", error=type(error).__name__)
            return False

    def _release(self) -> None:
        try:
            self._lease.release()
        except PyMongoError:
            log.info("lease left to end by itself")
