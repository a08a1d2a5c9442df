"""`make bench-identity`: identity with 80,000 individuals and 2,400 organisations (PARTNER's size).

BENCH_PEOPLE and BENCH_ORGANISATIONS choose another size, BENCH_MINUTES ends the making of people
early; what was really made is told. Prints the figures and writes var/bench_identity.json. No
threshold decides anything here.

Most accounts are made with a quick password hash, as making them is not what is measured; those
who log in later are made, and log in, at the service's own cost of argon2id.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from services.identity.adapters.derived_secrets import DerivedSecrets
from services.identity.settings import Settings
from services.kernel.contracts.rpc import RpcClient
from tests.bench.identity import questions
from tests.bench.identity.erasure import erase
from tests.bench.identity.generator import Generator
from tests.bench.identity.timing import memory
from tests.bench.machine import description
from tests.support.portal import LocalPortal, portal_with_parts

PEOPLE = int(os.environ.get("BENCH_PEOPLE") or 80_000)
ORGANISATIONS = int(os.environ.get("BENCH_ORGANISATIONS") or 2_400)
MINUTES = float(os.environ.get("BENCH_MINUTES") or 600)
LEAVING = int(os.environ.get("BENCH_LEAVING") or 0)
LOGINS = 600
ORGANISATIONS_SHARE = 0.2
"""Of the time there is; what is not used is left to the individuals."""
QUICK = {"PASSWORD_MEMORY_KIB": "8", "PASSWORD_TIME_COST": "1"}
IN_USE = ("identity-service", "identity-worker", "reporting-service", "reporting-worker")
PARTS = ("mongod", "rabbitmq", "epmd")


def tell(name: str, found: Any) -> Any:
    """One line of the figures."""
    print(f"{name}: {json.dumps(found, ensure_ascii=False)}", flush=True)
    return found


def hashing(portal: LocalPortal, settings: dict[str, str]) -> None:
    """Starts the service anew with these settings of its password hash."""
    process = portal.process(questions.SERVICE)
    portal.stop(questions.SERVICE)
    kept = {name: value for name, value in process.environment.items() if name not in QUICK}
    process.environment = {**kept, **settings}
    portal.start(questions.SERVICE)


def measure(portal: LocalPortal, result: dict[str, Any]) -> None:
    """Makes the world and asks."""
    client = RpcClient(portal.amqp_uri, "bench")
    secret_key = Settings.from_env(portal.place.environment()).secret_key
    world = Generator(client, DerivedSecrets(secret_key))
    until = time.monotonic() + MINUTES * 60
    result["memory_empty"] = tell("memory when empty, MB", memory(portal))
    logging_in = range(min(LOGINS, PEOPLE))
    seconds = world.people(logging_in, until)
    result["opened_at_full_cost"] = tell(
        "accounts made at the service's cost of argon2id",
        {"people": len(world.account_ids), "seconds": round(seconds)},
    )
    hashing(portal, QUICK)
    a_part = time.monotonic() + MINUTES * 60 * ORGANISATIONS_SHARE
    organisations = world.organisations(range(ORGANISATIONS), min(until, a_part))
    result["organisations"] = tell(
        "organisations made",
        {"count": len(world.organisation_ids), "seconds": round(organisations)},
    )
    before = world.commands
    people = world.people(range(len(logging_in), PEOPLE), until)
    result["people"] = tell(
        "individuals made",
        {
            "count": len(world.account_ids),
            "seconds": round(people),
            "commands_per_second": round((world.commands - before) / max(people, 0.001)),
        },
    )
    result["memory_full"] = tell("memory when full, MB", memory(portal))
    hashing(portal, {})
    result["starts"] = tell("seconds from the start to a search", questions.starts(portal, client))
    result["memory_started"] = tell("memory after a start, MB", memory(portal))
    result["browsing"] = tell("people search", questions.browsing(client))
    found = questions.by_name(client, len(world.account_ids))
    result["by_name"] = tell("secretariat's search", found)
    result["logins"] = tell(
        f"{questions.LOGINS_A_SECOND} logins a second", questions.logins(client, logging_in)
    )
    result["rebuild"] = tell("rebuild of all projections", json.loads(questions.rebuilds(portal)))
    client.close()


def main() -> int:
    """Measures all; 0 when everything could be measured."""
    result: dict[str, Any] = {"machine": tell("machine", description())}
    began = time.monotonic()
    place = Path("var/bench")
    place.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=place.resolve()) as home,
        portal_with_parts(Path(home)) as portal,
    ):
        if LEAVING:
            result["erasure"] = tell("erasure", erase(portal, LEAVING))
        else:
            for name in portal.names():
                if name not in (*IN_USE, *PARTS):
                    portal.stop(name)
            measure(portal, result)
    result["load"] = os.getloadavg()
    result["seconds"] = round(time.monotonic() - began)
    Path("var/bench_identity.json").write_text(json.dumps(result, indent=2, ensure_ascii=False))
    print(f"measured in {result['seconds']} s; load now {os.getloadavg()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
