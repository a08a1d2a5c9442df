"""How long it takes to find, for one published listing, the saved searches it meets."""

from __future__ import annotations

import random
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from services.kernel.japanese.wanted import TokenPlaces
from services.listings.adapters.search import schema as fields
from services.listings.adapters.search.opening import open_language
from services.listings.adapters.search.percolation import Percolator
from services.listings.adapters.search.saved_searches import SAMPLE, how_common
from services.listings.application.ports import SearchQuery
from services.listings.domain.listing.labels import Label
from tests.bench.search import vocabulary as words
from tests.bench.search.listings import Writer, searches

SAVED = 100_000
LISTINGS = 300
COMPARED = 10


def saved(count: int) -> list[SearchQuery]:
    """So many searches as people save them: every one with a second word of its own half the time,
    so that they are not the same few over and over."""
    draw = random.Random(11)
    more = [*words.FIELDS, *words.POSTS, *words.PLACES, *words.TASKS]
    found = []
    for query in searches(count, seed=13):
        keyword = query.keyword
        if draw.random() < 0.5 or not (keyword or query.kinds or query.locations):
            keyword = f"{keyword} {draw.choice(more)}".strip()
        found.append(replace(query, keyword=keyword))
    return found


def run(count: int = SAVED, listings: int = LISTINGS, compared: int = COMPARED) -> dict[str, Any]:
    """Milliseconds per listing, its tokens included, by the clock and by the processor.

    `naive_ms` is what trying every saved search on the same tokens takes; `differ` counts the
    listings, of those compared, for which the two find different searches, or one twice.
    """
    language = open_language()
    writer = Writer(5)
    common = how_common(list(writer.listings(SAMPLE)), language)
    percolator = Percolator(
        language.analyser, language.reader, lambda field, value: common[field, value]
    )
    asked = saved(count)
    began = time.perf_counter(), time.process_time()
    for number, query in enumerate(asked):
        percolator.put(str(number), query)
    filed = time.perf_counter() - began[0], time.process_time() - began[1]
    documents = [{**one, "occupation_code": None} for one in Writer(6).listings(listings)]
    percolator.matching(documents[0])
    timed = [_timed(lambda one=document: percolator.matching(one)) for document in documents]  # type: ignore[misc]
    reader = language.reader
    wanted = [(str(n), query, reader.read(query.keyword).wanted) for n, query in enumerate(asked)]
    naive: list[float] = []
    differ = 0
    for document, (_, _, found) in list(zip(documents, timed, strict=True))[:compared]:

        def try_all(one: dict[str, Any] = document) -> list[str]:
            places = TokenPlaces(fields.tokens_of(one, language.analyser))
            return sorted(n for n, query, words in wanted if _meets(one, places, query, words))

        _, spent, expected = _timed(try_all)
        naive.append(spent)
        differ += found != expected
    return {
        "saved": len(percolator),
        "listings": listings,
        "filed_seconds": round(filed[0], 1),
        "filed_cpu_seconds": round(filed[1], 1),
        "wall": _shares([wall for wall, _, _ in timed]),
        "cpu": _shares([cpu for _, cpu, _ in timed]),
        "met_on_average": round(statistics.mean(len(found) for _, _, found in timed), 1),
        "met_most": max(len(found) for _, _, found in timed),
        "naive_ms": round(statistics.median(naive), 1),
        "compared": compared,
        "differ": differ,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _meets(document: dict[str, Any], places: TokenPlaces, query: SearchQuery, wanted: Any) -> bool:
    """The plain reading of a saved search, without anything of the percolator."""
    if document["jocv_only"] and not query.jocv_view:
        return False
    has = fields.conditions(document)
    has[fields.LABELS] = [*has[fields.LABELS], Label.NEW.value]
    for name in (*fields.FACETS, fields.LABELS):
        chosen = getattr(query, name)
        if chosen and not set(chosen) & set(has[name]):
            return False
    if query.organisation_id not in (None, document["organisation_id"]):
        return False
    return places.fulfil(wanted)


def _timed(work: Callable[[], list[str]]) -> tuple[float, float, list[str]]:
    wall, cpu = time.perf_counter(), time.thread_time()
    found = work()
    return (time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000, found


def _shares(times: Sequence[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return {f"p{share}_ms": round(cuts[share - 1], 3) for share in (50, 95, 99)}
