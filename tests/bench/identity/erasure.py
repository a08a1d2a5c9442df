"""So many people leave at once: nothing of them is left, and nobody is counted wrongly.

They carry strings that nobody else has, the same for all of them, so that one scan looks for all.
The leavers are there with job-seeker data and profiles; what they write to others is erased in
tests/e2e/test_erasure.py.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from pymongo import MongoClient

from deploy.local.processes import wait_until
from services.identity.adapters.derived_secrets import DerivedSecrets
from services.identity.settings import Settings
from services.kernel.contracts.rpc import RpcClient
from tests.bench.identity.generator import AT_ONCE, SECRETARIAT, SEEKERS_OF_100, Generator
from tests.support.erasure_marks import Marks
from tests.support.erasure_scan import OPENED, Tap, places_of, scan
from tests.support.portal import LocalPortal

BORN = date(1931, 2, 27)
TEXTS = {
    "name": "靐麤 驫之輔",
    "kana": "ヱヰヂュヮ ヴォヅヱロ",
    "email": "@wqhidden.example",
    "question": "秘靐めたる問いは何ぞ",
    "home": "架靐空の里七番地",
    "appeal": "己靐を語れば長くなりぬ",
}
STAYING = 200
COUNTED_WITHIN_SECONDS = 120.0


def leaver(number: int) -> dict[str, Any]:
    """Somebody who will leave; all have the same marks."""
    return {
        "email": f"zyxo{number}{TEXTS['email']}",
        "name": TEXTS["name"],
        "name_kana": TEXTS["kana"],
        "birth_on": BORN.isoformat(),
        "secret_question": TEXTS["question"],
        "secret_answer": "風の中なり",
        "information": {"address": TEXTS["home"], "appeal": TEXTS["appeal"]},
    }


def erase(portal: LocalPortal, leaving: int) -> dict[str, Any]:
    """Makes people, has some of them leave, looks everywhere, compares what reporting counted."""
    client = RpcClient(portal.amqp_uri, "bench")
    tap = Tap(portal.parts_uri("amqp"))
    secret_key = Settings.from_env(portal.place.environment()).secret_key
    going = Generator(client, DerivedSecrets(secret_key))
    staying = Generator(client, DerivedSecrets(secret_key))
    # as many of both kinds, with the job seekers among those who leave
    numbers = range(leaving)
    made = going.people(numbers, own=leaver) + staying.people(range(STAYING))
    marks = Marks(TEXTS, {"birth date": BORN})
    with MongoClient[Any](portal.parts_uri("mongo"), directConnection=True) as mongo:

        def looked() -> Any:
            report = scan(places_of(portal, tap, mongo), marks)
            print(report, sep="\n", flush=True)
            return report

        _await(portal, "individuals", leaving + STAYING)
        before = looked()
        began = time.monotonic()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda one: _leave(going, one), numbers))
        left = time.monotonic() - began
        counted = _await(portal, "individuals_left", leaving)
        counted_after = time.monotonic() - began
        after = looked()
    client.close()
    totals = _totals(portal)
    found = {
        "made": len(going.account_ids) + len(staying.account_ids),
        "made_seconds": round(made),
        "job_seekers_among_leavers": sum(n % 100 < SEEKERS_OF_100 for n in numbers),
        "left": leaving,
        "leaving_seconds": round(left, 1),
        "counted_after_seconds": round(counted_after, 1),
        "readable_before": sorted(before.within(OPENED)),
        "in_the_clear_before": sorted(str(hit) for hit in before.outside(OPENED)),
        "found_after": sorted(str(hit) for hit in after.hits),
        "looked_through_mb": round(sum(size for _, size in after.looked.values()) / 1e6),
        "counts": {name: totals[name] for name in ("individuals", "individuals_left")},
        "still_registered": _registered(portal),
    }
    right = (
        counted
        and not after.hits
        and before.within(OPENED) == marks.labels
        and found["counts"] == {"individuals": leaving + STAYING, "individuals_left": leaving}
        and found["still_registered"] == STAYING
    )
    if not right:
        raise AssertionError(found)
    return found


def _leave(world: Generator, number: int) -> None:
    actor = {"id": world.account_ids[number], "role": "individual"}
    world.ask("leave", {"confirmed": True}, actor, f"leave{number}")


def _totals(portal: LocalPortal) -> dict[str, int]:
    return dict(portal.ask("reporting", "get_overview", {}, SECRETARIAT)["totals"])


def _await(portal: LocalPortal, name: str, count: int) -> bool:
    return wait_until(lambda: _totals(portal)[name] >= count, COUNTED_WITHIN_SECONDS, 0.2)


def _registered(portal: LocalPortal) -> int:
    with MongoClient[Any](portal.parts_uri("mongo")) as mongo:
        database = mongo[f"{portal.place.db_prefix}_identity"]
        name = next(
            n for n in database.list_collection_names() if Path(n).name.startswith("individuals")
        )
        return int(database[name].count_documents({}))
