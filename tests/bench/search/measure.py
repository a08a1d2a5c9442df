"""Builds both engines from the same listings, asks both the same, and compares."""

from __future__ import annotations

import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from services.listings.adapters.search.index import SearchIndex
from services.listings.adapters.search.opening import Language, open_language
from services.listings.adapters.search.schema import Entry, make_entry
from services.listings.application.ports import SearchQuery
from tests.bench.search.fts5 import Fts5
from tests.bench.search.listings import Writer, searches

SIZES = (20_000, 200_000)
QUERIES = 300
_PART = 2_000


@cache
def _language() -> Language:
    return open_language()


def _entries(part: tuple[int, int]) -> list[Entry]:
    """One part of the listings, made in a process of its own."""
    seed, count = part
    analyser = _language().analyser
    return [
        make_entry({**listing, "_id": f"{seed}-{listing['_id']}"}, analyser)
        for listing in Writer(seed).listings(count)
    ]


def run(sizes: Sequence[int] = SIZES, queries: int = QUERIES) -> dict[str, Any]:
    """Milliseconds per search with page, total and all facets, by number of listings.

    Each search is made once; what is repeated is found in no cache of ours. `agree` is the share
    of searches in which both engines gave the same total and the same page, where the order is
    not that of relevance and strict matching found something.
    """
    _language()
    return {str(size): _measure(size, searches(queries)) for size in sizes}


def _measure(size: int, asked: Sequence[SearchQuery]) -> dict[str, Any]:
    language = _language()
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        index = SearchIndex(root / "index", language.analyser, language.reader, memory=400_000_000)
        peer = Fts5(root / "peer.sqlite", language.reader)
        seconds = _fill(size, index, peer)
        for query in random.Random(1).sample(list(asked), k=min(20, len(asked))):
            index.search(query)
            peer.search(query)
        ours = [_timed(lambda q=query: index.search(q)) for query in asked]
        theirs = [_timed(lambda q=query: peer.search(q)) for query in asked]
        index.close()
        result = {
            "listings": size,
            "ours": {**_percentiles(ours), "bytes": _size(root / "index")},
            "fts5": {**_percentiles(theirs), "bytes": _size(root / "peer.sqlite")},
            "indexed_per_second": round(size / seconds),
            "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "found_nothing": sum(answer.total == 0 for _, answer in ours),
            "agree": _agreement(asked, ours, theirs),
        }
    for name in ("p50_ms", "p95_ms"):
        result[f"times_faster_{name[:3]}"] = round(result["fts5"][name] / result["ours"][name], 1)
    return result


def _fill(size: int, index: SearchIndex, peer: Fts5) -> float:
    """Fills both; the seconds that ours took, tokens included, in two processes."""
    spent = 0.0
    with ProcessPoolExecutor(2) as processes:
        made: Iterator[list[Entry]] = processes.map(_entries, _parts(size))
        while True:
            began = time.perf_counter()
            entries = next(made, None)
            if entries is None:
                break
            index.put(entries)
            spent += time.perf_counter() - began
            peer.put(entries)
    began = time.perf_counter()
    index.commit(1)
    spent += time.perf_counter() - began
    peer.finish()
    return spent


def _parts(size: int) -> list[tuple[int, int]]:
    return [(at, min(_PART, size - at)) for at in range(0, size, _PART)]


def _timed(ask: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = ask()
    return (time.perf_counter() - began) * 1000, answer


def _percentiles(measured: Sequence[tuple[float, Any]]) -> dict[str, float]:
    times = [milliseconds for milliseconds, _ in measured]
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return {
        "p50_ms": round(cuts[49], 3),
        "p95_ms": round(cuts[94], 3),
        "p99_ms": round(cuts[98], 3),
    }


def _agreement(
    asked: Sequence[SearchQuery],
    ours: Sequence[tuple[float, Any]],
    theirs: Sequence[tuple[float, Any]],
) -> float:
    compared = [
        (page.total, list(page.ids)) == answer
        if query.order != "relevance"
        else page.total == answer[0]
        for query, (_, page), (_, answer) in zip(asked, ours, theirs, strict=True)
        if not page.partial
    ]
    return round(sum(compared) / len(compared), 4) if compared else 1.0


def _size(path: Path) -> int:
    files = [path] if path.is_file() else [f for f in path.rglob("*") if f.is_file()]
    return sum(file.stat().st_size for file in islice(files, None))
