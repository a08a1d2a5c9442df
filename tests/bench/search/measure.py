"""Builds three engines from the same listings, asks them the same, and compares."""

from __future__ import annotations

import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from pymongo import MongoClient

from deploy.local.ports import Ports
from services.listings.adapters.search.index import SearchIndex
from services.listings.adapters.search.opening import Language, open_language
from services.listings.adapters.search.schema import Entry, make_entry
from services.listings.application.ports import SearchOrder, SearchQuery
from tests.bench.machine import wait_until_quiet
from tests.bench.search.fts5 import Fts5
from tests.bench.search.listings import Writer, searches
from tests.bench.search.mongo_text import MongoText
from tests.support.parts import mongod_in

SIZES = (20_000, 200_000)
QUERIES = 300
MONGO_SECONDS = 60.0
_PART = 2_000


@cache
def _language() -> Language:
    return open_language()


def entries_of(part: tuple[int, int]) -> list[Entry]:
    """One part of the listings, made in a process of its own."""
    seed, count = part
    analyser = _language().analyser
    return [
        make_entry({**listing, "_id": f"{seed}-{listing['_id']}"}, analyser)
        for listing in Writer(seed).listings(count)
    ]


def run(sizes: Sequence[int] = SIZES, queries: int = QUERIES) -> dict[str, Any]:
    """Milliseconds per search with page, total and all facets, by number of listings.

    `p50_ms` and the like are by the clock, `cpu_p50_ms` by the processor time of the one thread
    that both engines search in, which other work on the machine disturbs less.

    Each search is made as if it were the first: what ours remembers of searches before it is
    forgotten, and `remembered` tells what the same searches take when it is not. MongoDB is asked
    as many of them as it answers in a minute, and compared by those. `agree` is the share
    of searches in which both engines gave the same total and the same page, where the order is
    not that of relevance and strict matching found something.
    """
    language = _language()
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        mongod = mongod_in(folder / "mongod", Ports(folder / "ports.json"))
        mongod.cache_gigabytes = 2.0
        mongod.start()
        try:
            with MongoClient[dict[str, Any]](mongod.uri) as client:
                return {
                    str(size): _measure(
                        size,
                        searches(queries),
                        MongoText(client["bench"][f"listings_{size}"], language.reader),
                    )
                    for size in sizes
                }
        finally:
            mongod.destroy()


def _measure(size: int, asked: Sequence[SearchQuery], mongo: MongoText) -> dict[str, Any]:
    language = _language()
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        index = SearchIndex(root / "index", language.analyser, language.reader, memory=400_000_000)
        peer = Fts5(root / "peer.sqlite", language.reader)
        seconds = _fill(size, index, peer, mongo)
        for query in random.Random(1).sample(list(asked), k=min(20, len(asked))):
            index.search(query)
            peer.search(query)
        busy = wait_until_quiet()
        # in turns, so that other work on the machine disturbs both alike
        both = []
        for query in asked:
            index.forget()
            both.append((timed(partial(index.search, query)), timed(partial(peer.search, query))))
        again = [timed(partial(index.search, query)) for query in asked]
        third = _within(MONGO_SECONDS, mongo, asked)
        ours, theirs = [mine for mine, _ in both], [other for _, other in both]
        index.close()
        result = {
            "listings": size,
            "ours": {**percentiles(ours), "bytes": size_of(root / "index")},
            "remembered": percentiles(again),
            "fts5": {**percentiles(theirs), "bytes": size_of(root / "peer.sqlite")},
            "mongodb": {
                **by_the_clock(third),
                "bytes": mongo.bytes,
                "searches": len(third),
                "agree": _agreement(asked, ours, third),
            },
            "indexed_per_second": round(size / seconds),
            "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "found_nothing": sum(one.answer.total == 0 for one in ours),
            "busy_share_before": round(busy, 2),
            "agree": _agreement(asked, ours, theirs),
        }
    compared = percentiles(ours[: len(third)])
    for name in ("p50_ms", "p95_ms"):
        result[f"times_faster_{name[:3]}"] = round(result["fts5"][name] / result["ours"][name], 1)
        faster = result["mongodb"][name] / compared[name]
        result[f"times_faster_than_mongodb_{name[:3]}"] = round(faster, 1)
    return result


def _within(seconds: float, mongo: MongoText, asked: Sequence[SearchQuery]) -> list[Timed]:
    began, found = time.monotonic(), []
    for query in asked:
        found.append(timed(partial(mongo.search, query)))
        if time.monotonic() - began > seconds and len(found) > 1:
            break
    return found


def _fill(size: int, index: SearchIndex, peer: Fts5, mongo: MongoText) -> float:
    """Fills all; the seconds that ours took, tokens included, in two processes."""
    spent = 0.0
    with ProcessPoolExecutor(2) as processes:
        made: Iterator[list[Entry]] = processes.map(entries_of, parts_of(size))
        while True:
            began = time.perf_counter()
            entries = next(made, None)
            if entries is None:
                break
            index.put(entries)
            spent += time.perf_counter() - began
            peer.put(entries)
            mongo.put(entries)
    began = time.perf_counter()
    index.commit(1)
    spent += time.perf_counter() - began
    peer.finish()
    mongo.finish()
    return spent


def parts_of(size: int) -> list[tuple[int, int]]:
    """Seed and number of each part."""
    return [(at, min(_PART, size - at)) for at in range(0, size, _PART)]


@dataclass(frozen=True, slots=True)
class Timed:
    """An answer, how long it took, and how much of the processor."""

    wall_ms: float
    cpu_ms: float
    answer: Any


def timed(ask: Callable[[], Any]) -> Timed:
    """Asks once."""
    wall, cpu = time.perf_counter(), time.thread_time()
    answer = ask()
    return Timed((time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000, answer)


def percentiles(measured: Sequence[Timed]) -> dict[str, float]:
    """By the clock and by the processor."""
    found: dict[str, float] = {}
    for prefix, times in (
        ("", [one.wall_ms for one in measured]),
        ("cpu_", [one.cpu_ms for one in measured]),
    ):
        cuts = statistics.quantiles(times, n=100, method="inclusive")
        for share in (50, 95, 99):
            found[f"{prefix}p{share}_ms"] = round(cuts[share - 1], 3)
    return found


def by_the_clock(measured: Sequence[Timed]) -> dict[str, float]:
    """Without processor time, which is spent in another process."""
    found = percentiles(measured)
    return {name: ms for name, ms in found.items() if not name.startswith("cpu")}


def _agreement(
    asked: Sequence[SearchQuery], ours: Sequence[Timed], theirs: Sequence[Timed]
) -> float:
    compared = []
    for query, mine, other in zip(asked, ours, theirs, strict=False):
        page, (total, ids) = mine.answer, other.answer
        if not page.partial:
            same_page = query.order is SearchOrder.RELEVANCE or list(page.ids) == ids
            compared.append(page.total == total and same_page)
    return round(sum(compared) / len(compared), 4) if compared else 1.0


def size_of(path: Path) -> int:
    """Bytes on the disk."""
    files = [path] if path.is_file() else [f for f in path.rglob("*") if f.is_file()]
    return sum(file.stat().st_size for file in files)
