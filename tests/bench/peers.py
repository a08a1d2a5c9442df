"""The `eventsourcing` library doing the same: append, and fold a log into a projection."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresDatastore, PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.sql import SQL

from tests.bench.machine import wait_until_quiet

BODY = "x" * 100


@contextmanager
def postgresql() -> Iterator[dict[str, str] | None]:
    """A private cluster of Debian's server for the time of the bench; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        yield None
        return
    tools = found[-1].parent
    home = Path(tempfile.mkdtemp(prefix="bench-pg-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # The server refuses to run as root.
    sudo = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if sudo:
        shutil.chown(home, "postgres")
    data = str(home / "data")
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "check": True, "cwd": "/"}
    subprocess.run(
        [*sudo, tools / "initdb", "-D", data, "-A", "trust", "-U", "bench", "-E", "UTF8"], **quiet
    )
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1"
    control = [*sudo, tools / "pg_ctl", "-D", data, "-w", "-l", str(home / "log"), "-o", options]
    subprocess.run([*control, "start"], **quiet)
    try:
        yield {
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": "postgres",
            "POSTGRES_HOST": "127.0.0.1",
            "POSTGRES_PORT": str(port),
            "POSTGRES_USER": "bench",
            "POSTGRES_PASSWORD": "bench",
            # A connection for each of the writers that are measured at once.
            "POSTGRES_POOL_SIZE": "16",
        }
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **quiet)
        shutil.rmtree(home, ignore_errors=True)


def sqlite(folder: str) -> dict[str, str]:
    """Its SQLite form, in a file."""
    return {
        "PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "SQLITE_DBNAME": str(Path(folder) / "bench.sqlite"),
        "SQLITE_LOCK_TIMEOUT": "30",
    }


class Notice(Aggregate):
    """One aggregate of one event, under a name of its own."""

    @event("Posted")
    def __init__(self, name: str, body: str) -> None:
        self.name = name
        self.body = body

    @staticmethod
    def create_id(name: str) -> UUID:
        """The same name, the same aggregate."""
        return uuid5(NAMESPACE_OID, name)


class Source(Application[UUID]):
    """Where the notices are saved."""

    name = "source"


class BoardView(PostgresTrackingRecorder):
    """A table of notices, and how far the projection has come, in one transaction."""

    def __init__(self, datastore: PostgresDatastore, **options: Any) -> None:
        super().__init__(datastore, **options)
        self.sql_create_statements.append(
            SQL("CREATE TABLE IF NOT EXISTS board (id uuid PRIMARY KEY, name text, body text)")
        )

    def put(self, domain_event: Any, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(
                SQL("INSERT INTO board VALUES (%s, %s, %s)"),
                (domain_event.originator_id, domain_event.name, domain_event.body),
            )


class Board(Projection[BoardView]):
    """Puts every notice it hears of into the table."""

    name = "board"

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        """See `Projection`."""
        self.view.put(domain_event, tracking)


def _notice(name: str) -> Notice:
    return Notice(name, BODY)


def append_rate(environ: dict[str, str], at_once: int, seconds: float) -> float:
    """New aggregates of one event saved a second."""
    application = Source(env=environ)
    mark = f"{time.time_ns()}"
    application.save(_notice(f"{mark}-warm"))
    wait_until_quiet()
    done = [0] * at_once
    begin = time.monotonic()

    def work(index: int) -> None:
        while time.monotonic() < begin + seconds:
            application.save(_notice(f"{mark}-{index}-{done[index]}"))
            done[index] += 1

    threads = [threading.Thread(target=work, args=(index,)) for index in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = sum(done) / (time.monotonic() - begin)
    application.close()
    return rate


def projection_rate(environ: dict[str, str], count: int) -> float:
    """Events a second that the library's projection runner brings from a log into a table."""
    source = Source(env=environ)
    for number in range(count):
        source.save(_notice(f"source-{time.time_ns()}-{number}"))
    last = source.recorder.max_notification_id()
    source.close()
    wait_until_quiet()
    begin = time.monotonic()
    with ProjectionRunner(
        application_class=Source, projection_class=Board, view_class=BoardView, env=environ
    ) as runner:
        runner.wait(last, timeout=300.0)
        seconds = time.monotonic() - begin
    # Whatever was saved before, by the other measurements, is projected as well.
    return (last or count) / seconds
