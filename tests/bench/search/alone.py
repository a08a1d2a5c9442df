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

from services.listings.adapters.search.index import SearchIndex
from services.listings.adapters.search.opening import open_language
from tests.bench.machine import wait_until_quiet
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


def run(size: int, queries: int = QUERIES) -> dict[str, Any]:
    """Seconds to build, bytes, and milliseconds per search with page, total and all facets.

    `visible` is what an update takes until a search finds it, tokens and commit included.
    """
    language = open_language()
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        index = SearchIndex(root, language.analyser, language.reader, memory=400_000_000)
        began = time.perf_counter()
        with ProcessPoolExecutor(2) as processes:
            for entries in processes.map(entries_of, parts_of(size)):
                index.put(entries)
        index.commit(1)
        built = time.perf_counter() - began
        asked = searches(queries)
        for query in random.Random(1).sample(asked, k=min(20, len(asked))):
            index.search(query)
        busy = wait_until_quiet()
        found = [timed(partial(index.search, query)) for query in asked]
        documents = list(Writer(99).listings(VISIBLE))

        def update(number: int) -> None:
            index.upsert([documents[number]])
            index.commit(number + 2)

        visible = [timed(partial(update, number)) for number in range(VISIBLE)]
        index.close()
        return {
            "listings": size,
            "built_seconds": round(built, 1),
            "indexed_per_second": round(size / built),
            "search": percentiles(found),
            "visible": percentiles(visible),
            "found_nothing": sum(one.answer.total == 0 for one in found),
            "bytes": size_of(root),
            "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "busy_share_before": round(busy, 2),
        }
