"""Judges search by queries of known answer: `python -m deploy.ops.judge FILE`.

The file has `documents` (`id`, `title`, `org`, `body`, `up`) and `queries`, `extra_queries`
(`query`, `expected`, `never`, `forbidden_before_expected`). A throw-away index is built from the
documents; printed is, per query, what was missed and what was found that must not be, or not
before what was expected. Results are those of strict matching in the order of relevance.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from services.listings.adapters.search.index import SearchIndex
from services.listings.adapters.search.opening import open_language
from services.listings.application.ports import (
    LISTED_AT_MOST,
    PAGE_SIZE,
    SearchOrder,
    SearchQuery,
)

_FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one query."""

    query: str
    why: str
    expected: int
    missed: tuple[str, ...]
    forbidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """All verdicts of a file."""

    verdicts: tuple[Verdict, ...]

    @property
    def recall(self) -> float:
        """The share of expected documents that were found, 1 when none was expected."""
        expected = sum(verdict.expected for verdict in self.verdicts)
        missed = sum(len(verdict.missed) for verdict in self.verdicts)
        return (expected - missed) / expected if expected else 1.0

    @property
    def forbidden(self) -> int:
        """How many documents were found that must not be, or not before expected ones."""
        return sum(len(verdict.forbidden) for verdict in self.verdicts)


def judge(content: Mapping[str, Any]) -> Judgement:
    """Judges the content of a file. Raises `KeyError` when it is not of the form."""
    language = open_language()
    with tempfile.TemporaryDirectory() as directory:
        index = SearchIndex(Path(directory), language.analyser, language.reader)
        index.upsert(_document(document) for document in content["documents"])
        index.commit(1)
        queries = [*content["queries"], *content.get("extra_queries", ())]
        verdicts = tuple(_verdict(index, query) for query in queries)
        index.close()
    return Judgement(verdicts)


def _verdict(index: SearchIndex, query: Mapping[str, Any]) -> Verdict:
    found = list(_found(index, query["query"]))
    places = {listing_id: place for place, listing_id in enumerate(found)}
    expected = query["expected"]
    last_expected = max((places[i] for i in expected if i in places), default=-1)
    forbidden = [i for i in query.get("never", ()) if i in places]
    forbidden += [
        i
        for i in query.get("forbidden_before_expected", ())
        if i not in forbidden and places.get(i, last_expected) < last_expected
    ]
    return Verdict(
        query=query["query"],
        why=query.get("why", ""),
        expected=len(expected),
        missed=tuple(i for i in expected if i not in places),
        forbidden=tuple(forbidden),
    )


def _found(index: SearchIndex, keyword: str) -> Iterator[str]:
    for page in range(1, LISTED_AT_MOST // PAGE_SIZE + 1):
        answer = index.search(
            SearchQuery(
                today=date(2024, 1, 1),
                new_since=_FIRST_DAY,
                closing_until=date(2024, 1, 7),
                keyword=keyword,
                order=SearchOrder.RELEVANCE,
                page=page,
            )
        )
        if answer.partial or not answer.ids:
            return
        yield from answer.ids


def _document(judged: Mapping[str, Any]) -> dict[str, Any]:
    updated = (_FIRST_DAY + timedelta(minutes=judged.get("up", 0))).isoformat()
    return {
        "_id": judged["id"],
        "jocv_only": False,
        "data_number": "",
        "kind": "job",
        "title": judged["title"],
        "organisation_id": judged["org"],
        "organisation_name": judged["org"],
        "organisation_type": None,
        "fields": [],
        "field_paths": [],
        "locations": [],
        "occupations": [],
        "occupation_paths": [],
        "location_text": "",
        "employment_type": None,
        "languages_needed": [],
        "description": judged["body"],
        "conditions": "",
        "web_application": False,
        "diverse_working": False,
        "recruitment_start_on": None,
        "recruitment_end_on": None,
        "published_at": updated,
        "updated_at": updated,
    }


def main(arguments: Sequence[str]) -> int:
    """Prints the judgement of the file named; 0 when it could be read, whatever it says."""
    if len(arguments) != 1:
        print("usage: python -m deploy.ops.judge FILE")
        return 2
    try:
        content = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
        judgement = judge(content)
    except (OSError, ValueError) as fault:
        print(f"{arguments[0]} cannot be read: {fault}")
        return 2
    except (KeyError, TypeError) as fault:
        print(f"{arguments[0]} is not of the expected form: {fault!r}")
        return 2
    for verdict in judgement.verdicts:
        faults = []
        if verdict.missed:
            faults.append("missed " + " ".join(verdict.missed))
        if verdict.forbidden:
            faults.append("forbidden " + " ".join(verdict.forbidden))
        print(f"{verdict.query}: {', '.join(faults) or 'right'}")
    print(f"recall {judgement.recall:.4f} forbidden {judgement.forbidden}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
