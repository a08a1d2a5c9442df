"""`make bench`: the portal beside its peers, in one run.

Prints a table and writes var/bench.json. BENCH_SHORT=1 measures briefly. No threshold decides
anything here: the figures and ratios are to be read, together with the machine's load.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from deploy.local.broker import Broker
from deploy.local.portal import core_of_its_own
from deploy.local.ports import Ports
from services.kernel.collector import relieve_collector
from tests.bench import event_store, latency, pages, peers, pipeline, reaching, rebuild, relay
from tests.bench.machine import description
from tests.bench.search.measure import run as search
from tests.chaos.scene import set_scene
from tests.support.portal import portal_with_parts

SHORT = bool(os.environ.get("BENCH_SHORT"))
SECONDS = 1.0 if SHORT else 3.0
EVENTS = 20_000 if SHORT else 100_000
SIZES = [2_000] if SHORT else [20_000, 200_000]
GOAL = "goal"


def tell(name: str, value: float, unit: str, beside: str = "") -> None:
    """One line of the table."""
    print(f"{name:<58} {value:>12,.1f} {unit:<10} {beside}", flush=True)


def ratio(ours: float, theirs: float, goal: str) -> str:
    """How many times theirs is ours, and what is wanted."""
    return f"{ours / theirs:,.2f} times ({GOAL} {goal})" if theirs else "nothing to compare with"


def stores(mongo_uri: str) -> dict[str, float]:
    """Commits a second beside raw inserts and `eventsourcing`."""
    found: dict[str, float] = {}
    for processes, at_once in ((1, 1), (1, 16), (1, 64), (4, 16)):
        for way in ("raw", "store"):
            flow = "threads" if way == "raw" else "greenlets"
            key = f"{way} {processes}x{at_once}"
            found[key] = event_store.rate(
                mongo_uri, way, flow, processes=processes, at_once=at_once, seconds=SECONDS
            )
    with peers.postgresql() as environ:
        for at_once in (1, 16) if environ else ():
            found[f"eventsourcing PostgreSQL 1x{at_once}"] = peers.append_rate(
                environ or {}, at_once, SECONDS
            )
        if environ:
            found["eventsourcing PostgreSQL fold"] = peers.projection_rate(
                environ, 300 if SHORT else 2000
            )
    with tempfile.TemporaryDirectory() as folder:
        found["eventsourcing SQLite 1x1"] = peers.append_rate(peers.sqlite(folder), 1, SECONDS)
    pg1 = found.get("eventsourcing PostgreSQL 1x1", 0.0)
    pg16 = found.get("eventsourcing PostgreSQL 1x16", 0.0)
    tell(
        "event store, one writer",
        found["store 1x1"],
        "commits/s",
        "raw " + ratio(found["store 1x1"], found["raw 1x1"], "0.85"),
    )
    tell(
        "event store, 16 at once",
        found["store 1x16"],
        "commits/s",
        "raw " + ratio(found["store 1x16"], found["raw 1x16"], "1.8"),
    )
    tell(
        "event store, 16 at once",
        found["store 1x16"],
        "commits/s",
        "eventsourcing/PostgreSQL " + ratio(found["store 1x16"], pg16, "10"),
    )
    tell(
        "event store, one writer",
        found["store 1x1"],
        "commits/s",
        "eventsourcing/PostgreSQL " + ratio(found["store 1x1"], pg1, "-"),
    )
    tell(
        "event store, one writer",
        found["store 1x1"],
        "commits/s",
        "eventsourcing/SQLite " + ratio(found["store 1x1"], found["eventsourcing SQLite 1x1"], "-"),
    )
    tell(
        "event store, 64 at once",
        found["store 1x64"],
        "commits/s",
        "raw " + ratio(found["store 1x64"], found["raw 1x64"], "4.5"),
    )
    tell(
        "event store, 4 processes of 16",
        found["store 4x16"],
        "commits/s",
        "raw " + ratio(found["store 4x16"], found["raw 4x16"], "2"),
    )
    return found


def relays(mongo_uri: str, amqp_uri: str) -> dict[str, float]:
    """The relay beside nameko's dispatcher and ready-made frames."""
    found = {
        "relay": relay.relayed(mongo_uri, amqp_uri, EVENTS // 2),
        "ready-made frames": relay.ready_made(amqp_uri, mongo_uri, EVENTS // 2),
        "nameko dispatcher": relay.dispatched(amqp_uri, EVENTS // 20),
        "end to end": pipeline.rate(mongo_uri, amqp_uri, EVENTS // 2),
    }
    reached = reaching.milliseconds(mongo_uri, amqp_uri, 200, SECONDS * 3)
    found |= {f"to projection at 200/s, {name}": value for name, value in reached.items()}
    for which, wanted in (("p50", 8), ("p99", 20)):
        name = f"commit to another service's projection at 200/s, {which}"
        tell(name, reached[f"{which}_ms"], "ms", f"({GOAL} {wanted})")
    tell(
        "relay",
        found["relay"],
        "events/s",
        "nameko " + ratio(found["relay"], found["nameko dispatcher"], "9"),
    )
    tell(
        "relay",
        found["relay"],
        "events/s",
        "ready-made " + ratio(found["relay"], found["ready-made frames"], "0.5"),
    )
    tell("log to another service's projection", found["end to end"], "events/s", f"({GOAL} 5,000)")
    return found


def _beside_a_roomy_broker(home: Path, measure: Callable[[str], dict[str, float]]) -> Any:
    """A broker that holds all that is published while nobody consumes, which the portal's would stop."""
    broker = Broker(home / "broker", Ports(home / "broker-ports.json"), memory="6GB")
    broker.start()
    try:
        return measure(broker.uri)
    finally:
        broker.destroy()


def rebuilds(mongo_uri: str, fold: float) -> dict[str, float]:
    """A projection from zero."""
    found = {"rebuild": rebuild.rate(mongo_uri, EVENTS), "eventsourcing PostgreSQL": fold}
    tell(
        "rebuild into an empty collection",
        found["rebuild"],
        "events/s",
        f"({GOAL} 80,000); eventsourcing/PostgreSQL " + ratio(found["rebuild"], fold, "50"),
    )
    return found


def searches() -> dict[str, Any]:
    """The search index beside SQLite FTS5 and MongoDB's text index."""
    found = search(SIZES)
    for size, figures in found.items():
        print(f"search at {size} listings: {json.dumps(figures, ensure_ascii=False)}", flush=True)
    return found


def main() -> int:
    """Measures all; 0 when everything could be measured."""
    result: dict[str, Any] = {"machine": description(), "short": SHORT}
    began = time.monotonic()
    # As the portal's processes do; the measurements that are made in this one need it as well.
    relieve_collector()
    place = Path("var/bench")
    place.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(dir=place.resolve()))
    limits = {"REQUESTS_PER_MINUTE": "0", "ATTEMPTS_PER_MINUTE": "0"}
    # As `make run` does.
    limits |= core_of_its_own(os.sched_getaffinity(0))
    with portal_with_parts(home, limits) as portal:
        mongo, amqp = portal.parts_uri("mongo"), portal.parts_uri("amqp")
        scene = set_scene(portal)
        for name in portal.names():
            if name.endswith(("-service", "-worker")) or name in ("gateway", "mail"):
                portal.supervisor.pause(name)
        result["latency"] = latency.command_to_projection(
            amqp,
            mongo,
            "kakehashi_listings",
            scene.content,
            scene.organisations[0],
            200,
            SECONDS * 3,
        )
        told = result["latency"]
        tell(
            "whole portal: command to projection, p50",
            told["p50_ms"],
            "ms",
            f"200/s asked for, {told['commands_per_second']:.0f}/s carried out",
        )
        tell("whole portal: command to projection, p99", told["p99_ms"], "ms")
        result["rpc"] = latency.rpc_rate(amqp, 16, SECONDS)
        tell(
            "one RPC hop, 16 threads",
            result["rpc"]["per_second"],
            "calls/s",
            f"p99 {result['rpc']['p99_ms']:.1f} ms",
        )
        result["pages"] = pages.rates(portal.url, 2 if SHORT else 8)
        goals = {"cached page": "8,000", "uncached search page": "400", "API, one RPC hop": "2,000"}
        for name, figures in (result["pages"] or {}).items():
            tell(
                name,
                figures["per_second"],
                "requests/s",
                f"p99 {figures['p99_ms']:.1f} ms ({GOAL} {goals.get(name, '-')})",
            )
        if result["pages"] is None:
            print("pages: not measured, wrk is not installed")
        for name in portal.names():
            if name.endswith(("-service", "-worker")) or name in ("gateway", "mail"):
                portal.process(name).stop()
        steps: list[tuple[str, Callable[[], Any]]] = [
            ("event store", lambda: stores(mongo)),
            ("relay", lambda: _beside_a_roomy_broker(home, partial(relays, mongo))),
            (
                "rebuild",
                lambda: rebuilds(
                    mongo, result["event store"].get("eventsourcing PostgreSQL fold", 0.0)
                ),
            ),
            ("search", searches),
        ]
        for name, step in steps:
            result[name] = step()
    result["seconds"] = time.monotonic() - began
    Path("var/bench.json").write_text(json.dumps(result, indent=2, ensure_ascii=False))
    print(f"measured in {result['seconds']:.0f} s; load now {os.getloadavg()}; var/bench.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
