"""`make chaos`: kills everything again and again under load, then counts.

The last line says `lost L duplicated D gaps G divergent V kills N wipes W`; the exit status is 1
unless the first four are 0. CHAOS_SECONDS (600) is the length of the load, CHAOS_SETTINGS may
hold more settings of the portal's processes as JSON.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from deploy.local.processes import Process
from tests.chaos.clients import Client
from tests.chaos.havoc import Havoc
from tests.chaos.proxy import CuttableProxy
from tests.chaos.record import Record
from tests.chaos.scene import set_scene
from tests.chaos.verdict import Verdict
from tests.support.portal import LocalPortal, portal_with_parts

CLIENTS = 4
WIPES = 2
KILLS_IN_TEN_MINUTES = 66
LEAST_KILLS = 12
KEY = "chaos-follower-key"


def tell(line: str) -> None:
    """Progress on standard output."""
    print(line, flush=True)


def follow(portal: LocalPortal, home: Path) -> Path:
    """Starts the reference follower under the same watch; returns the file it writes."""
    key = home / "follower.key"
    key.write_text(KEY)
    written = home / "followed.jsonl"
    command = (
        sys.executable,
        "-m",
        "deploy.follower",
        "--amqp",
        portal.parts_uri("amqp"),
        "--feed",
        f"{portal.url}/api/v1/events",
        "--api-key-file",
        str(key),
        "--checkpoint",
        str(home / "follower.checkpoint"),
        "--queue",
        "chaos-follower",
        "--output",
        str(written),
    )
    log = home / "log" / "follower.log"
    portal.supervisor.add(Process("follower", command, log, {}, Path.cwd()))
    return written


def main() -> int:
    """Runs and judges; 0 when nothing was lost, doubled, left out or divergent."""
    seconds = float(os.environ.get("CHAOS_SECONDS", "600"))
    more = json.loads(os.environ.get("CHAOS_SETTINGS", "{}"))
    home = Path(tempfile.mkdtemp(prefix="chaos-", dir=_place()))
    keys = home / "keys.json"
    digest = hashlib.sha256(KEY.encode()).hexdigest()
    keys.write_text(json.dumps([{"name": "chaos", "sha256": digest, "scopes": ["events:read"]}]))
    settings = {"API_KEYS_FILE": str(keys), "REQUESTS_PER_MINUTE": "0", **more}
    proxies: list[CuttableProxy] = []

    def through(port: int) -> int:
        proxies.append(CuttableProxy(port))
        return proxies[-1].port

    began = time.monotonic()
    with portal_with_parts(home, settings, through=through) as portal:
        tell(f"the portal runs ({time.monotonic() - began:.0f} s)")
        scene = set_scene(portal)
        tell(f"the scene is set ({time.monotonic() - began:.0f} s)")
        written = follow(portal, home)
        (home / "load-began").touch()
        record, end = Record(), threading.Event()
        clients = [Client(number, scene, record, end) for number in range(CLIENTS)]
        kills = max(LEAST_KILLS, round(KILLS_IN_TEN_MINUTES * seconds / 600))
        havoc = Havoc(portal, proxies, seconds, kills, WIPES)
        for thread in (*clients, havoc):
            thread.start()
        while havoc.is_alive():
            havoc.join(10)
            sent = sum(client.sent for client in clients)
            tell(
                f"{sent} commands, {sum(havoc.kills.values())} kills, {havoc.cuts} cuts, {havoc.wipes} wipes"
            )
        portal.wait_until_ready()
        end.set()
        for client in clients:
            client.join(60)
        if havoc.failure is not None:
            raise havoc.failure
        tell(f"killed: {dict(havoc.kills)}")
        tell(
            f"refused: {dict(record.refused)}; {sum(c.sent for c in clients) / seconds:.0f} commands/s"
        )
        verdict = Verdict(portal, scene, record, tell)
        verdict.judge(written)
    wrong = verdict.lost + verdict.duplicated + verdict.gaps + verdict.divergent
    if wrong == 0:
        shutil.rmtree(home, ignore_errors=True)
    tell(
        f"lost {verdict.lost} duplicated {verdict.duplicated} gaps {verdict.gaps} "
        f"divergent {verdict.divergent} kills {sum(havoc.kills.values())} wipes {havoc.wipes}"
    )
    return 1 if wrong else 0


def _place() -> str:
    place = Path("var/chaos")
    place.mkdir(parents=True, exist_ok=True)
    return str(place.resolve())


if __name__ == "__main__":
    sys.exit(main())
