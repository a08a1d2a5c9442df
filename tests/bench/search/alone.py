"""Our index alone, for numbers of listings at which no peer is waited for."""

from __future__ import annotations

import random
import resource
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from services.listings.adapters.search.follower import Batch
from services.listings.adapters.search.index import SearchIndex
from services.listings.adapters.search.opening import Language, open_language
from services.listings.adapters.search.place import ReplicaPlace
from services.listings.adapters.search.replica import SearchReplica
from tests.bench.machine import wait_until_quiet
from tests.bench.search import through
from tests.bench.search.listings import Writer, searches
from tests.bench.search.measure import (
    QUERIES,
    entries_of,
    parts_of,
    percentiles,
    size_of,
    timed,
)

VISIBLE = 50
REBUILT = 20_000
"""A rebuild is measured with at most so many, one process following its log; its rate is told."""


def run(size: int, queries: int = QUERIES) -> dict[str, Any]:
    """Seconds to build, bytes, and milliseconds per search with page, total and all facets.

    `search` is that of the index in this process, which forgets what it has counted before each;
    `rpc` and `gateway` the same searches through both, the latter as whole pages, with what the
    index remembers in life; `indexed` is what an update takes until a search of this
    process finds it, tokens and commit included, `visible` from its acknowledgement until it is
    found through RPC.
    """
    language = open_language()
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        place = ReplicaPlace(folder / "search", language.signature)
        root = place.new_generation()
        index = SearchIndex(root, language.analyser, language.reader, memory=400_000_000)
        began = time.perf_counter()
        with ProcessPoolExecutor(2) as processes:
            for entries in processes.map(entries_of, parts_of(size)):
                index.put(entries)
        index.commit(1, complete=True)
        built = time.perf_counter() - began
        asked = searches(queries)
        for query in random.Random(1).sample(asked, k=min(20, len(asked))):
            index.search(query)
        busy = wait_until_quiet()
        found = []
        for query in asked:
            index.forget()
            found.append(timed(partial(index.search, query)))
        documents = list(Writer(99).listings(VISIBLE))

        def update(number: int) -> None:
            index.upsert([documents[number]])
            index.commit(number + 2)

        indexed = [timed(partial(update, number)) for number in range(VISIBLE)]
        index.close()
        place.free()
        return {
            "listings": size,
            "built_seconds": round(built, 1),
            "indexed_per_second": round(size / built),
            "rebuild": _rebuild(min(size, REBUILT), folder / "rebuilt", language),
            "search": percentiles(found),
            "indexed": percentiles(indexed),
            "found_nothing": sum(one.answer.total == 0 for one in found),
            "bytes": size_of(root),
            "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "busy_share_before": round(busy, 2),
            "served": through.run(folder, folder / "search", VISIBLE + 1, asked),
        }


def _rebuild(size: int, folder: Path, language: Language) -> dict[str, float]:
    """How quickly one process builds an index from its log, as a service does at its start."""
    documents = [
        {**document, "position": position, "visible": True}
        for position, document in enumerate(Writer(5).listings(size), start=1)
    ]

    def source(after: int) -> Batch:
        batch = documents[after : after + 200]
        return Batch(batch, after + len(batch), last=after + len(batch) == size)

    replica = SearchReplica(folder, source, pause=lambda _: None, language=language)
    began = time.perf_counter()
    replica.open()
    seconds = time.perf_counter() - began
    replica.stop()
    return {"listings": size, "seconds": round(seconds, 1), "per_second": round(size / seconds)}
