"""Made-up listings and searches: two in three Japanese, words with Zipf's frequencies."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import Any

from services.listings.application.ports import SearchOrder, SearchQuery
from services.listings.domain.listing.kinds import EmploymentType, ListingKind
from services.listings.domain.occupations.classification import with_levels_above
from tests.bench.search import vocabulary as words

TODAY = date(2024, 5, 1)
NOW = datetime(2024, 5, 1, 3, 0, tzinfo=UTC)
JAPANESE_SHARE = 0.7
_KINDS = [kind.value for kind in ListingKind if kind is not ListingKind.JOCV_JOB]
_TYPES = ["ngo", "government", "company", "university", "international", "foundation", "other"]
# as many of each level as the classification of Hello Work has
_OCCUPATIONS = [
    f"職業{high}／職業{high}-{middle}／職業{high}-{middle}-{low}／職業{high}-{middle}-{low}-{leaf}"
    for high in range(11)
    for middle in range(7)
    for low in range(5)
    for leaf in range(3)
]
_PREFECTURES = [f"JP-{number:02d}" for number in range(1, 48)]


class Zipf:
    """Draws from words, the n-th with a share that falls with n."""

    def __init__(self, of: Sequence[str], draw: random.Random, steepness: float = 0.9) -> None:
        self._of = of
        self._draw = draw
        shares = (1 / (place + 1) ** steepness for place in range(len(of)))
        self._sums = list(accumulate(shares))

    def __call__(self) -> str:
        return self._draw.choices(self._of, cum_weights=self._sums)[0]


class Writer:
    """Writes listings; the same seed writes the same ones."""

    def __init__(self, seed: int) -> None:
        self._draw = draw = random.Random(seed)

        def zipf(of: Sequence[str]) -> Zipf:
            return Zipf(of, draw)

        def split(text: str) -> Zipf:
            return Zipf(text.split("|"), draw)

        self._ja = {
            "country": zipf(words.COUNTRIES),
            "field": zipf(words.FIELDS),
            "post": zipf(words.POSTS),
            "place": zipf(words.PLACES),
            "office": zipf(words.OFFICES),
            "task": zipf(words.TASKS),
            "language": zipf(words.LANGUAGES),
        }
        self._en = {
            "country": zipf(words.E_COUNTRIES),
            "field": zipf(words.FIELDS),
            "post": split(words.E_POSTS),
            "task": split(words.E_TASKS),
            "language": zipf(words.E_LANGUAGES),
        }
        self._organisations = (zipf(words.ORGANISATIONS), split(words.E_ORGANISATIONS))
        self._kind, self._type = zipf(_KINDS), zipf(_TYPES)
        self._employment = zipf([kind.value for kind in EmploymentType])
        self._prefecture = zipf(_PREFECTURES)
        self._occupation = zipf(_OCCUPATIONS)

    def listings(self, count: int) -> Iterator[dict[str, Any]]:
        """So many documents of the projection `search_documents`."""
        for number in range(count):
            yield self._listing(number, self._draw.random() < JAPANESE_SHARE)

    def _listing(self, number: int, japanese: bool) -> dict[str, Any]:
        draw = self._draw
        chosen = {name: pick() for name, pick in (self._ja if japanese else self._en).items()}
        chosen["country"], _, code = chosen["country"].rpartition(" ")
        chosen["years"] = str(draw.randint(1, 10))
        sentences = words.SENTENCES if japanese else words.E_SENTENCES
        body = " ".join(s.format(**chosen) for s in draw.sample(sentences, k=draw.randint(4, 9)))
        if japanese:
            # names of persons and places of which no two listings share many
            body += (
                f" 担当：{chr(draw.randint(0x5000, 0x8FFF))}{chr(draw.randint(0x5000, 0x8FFF))}田"
            )
            title = f"{chosen['field']}{chosen['post']}（{chosen['country']}）"
            organisation = draw.choice(words.FORMS) + self._organisations[0]()
        else:
            body += f" Reference {draw.randint(0, 10**6):06d}, unit {draw.choice('ABCDEF')}."
            title = f"{chosen['post']}, {chosen['task']}, {chosen['country']}"
            organisation = self._organisations[1]()
        updated = NOW - timedelta(seconds=draw.randint(0, 3 * 365 * 86_400))
        ends = TODAY + timedelta(days=draw.randint(-30, 200))
        home = draw.random() < 0.4
        occupations = tuple(self._occupation() for _ in range(draw.choice((0, 1, 1, 1, 2))))
        return {
            "_id": f"{number:08x}-0000-4000-8000-{draw.getrandbits(48):012x}",
            "jocv_only": draw.random() < 0.01,
            "data_number": f"D{number:09d}",
            "kind": self._kind(),
            "title": title,
            "organisation_id": organisation,
            "organisation_name": organisation,
            "organisation_type": self._type(),
            "fields": [chosen["field"]],
            "field_paths": [chosen["field"], f"{chosen['field']}／{chosen['task']}"],
            "locations": ["JP", self._prefecture()] if home else [code],
            "location_text": chosen["country"],
            "employment_type": self._employment(),
            "languages_needed": draw.sample(["en", "ja", "fr", "es"], k=draw.randint(1, 2)),
            "occupations": list(occupations),
            "occupation_paths": list(with_levels_above(occupations)),
            "description": body,
            "conditions": "",
            "web_application": draw.random() < 0.5,
            "diverse_working": draw.random() < 0.2,
            "recruitment_start_on": "2024-01-01",
            "recruitment_end_on": ends.isoformat() if draw.random() < 0.9 else None,
            "published_at": updated.isoformat(),
            "updated_at": updated.isoformat(),
        }


def searches(count: int, seed: int = 7) -> list[SearchQuery]:
    """Searches as people make them: mostly a word or two, many with conditions, some without."""
    draw = random.Random(seed)
    word = Zipf([text.replace("_", " ") for text in words.SEARCHED], draw, 0.6)
    found = []
    for _ in range(count):
        keyword = " ".join(word() for _ in range(draw.choices([0, 1, 2, 3], [15, 50, 28, 7])[0]))
        conditions: dict[str, Any] = {}
        if draw.random() < 0.4:
            conditions["kinds"] = tuple(draw.sample(_KINDS, k=draw.randint(1, 3)))
        if draw.random() < 0.3:
            places = ["JP", "KE", "VN", "NP", *_PREFECTURES[:13]]
            conditions["locations"] = tuple(draw.sample(places, k=draw.randint(1, 3)))
        if draw.random() < 0.15:
            conditions["organisation_types"] = tuple(draw.sample(_TYPES, k=2))
        if draw.random() < 0.1:
            conditions["labels"] = (draw.choice(["web-application", "diverse-working"]),)
        orders = [SearchOrder.NEWEST, SearchOrder.LATEST_DEADLINE, SearchOrder.RELEVANCE]
        found.append(
            SearchQuery(
                today=TODAY,
                new_since=NOW - timedelta(days=7),
                closing_until=TODAY + timedelta(days=6),
                keyword=keyword,
                order=draw.choices(orders, [80, 10, 10])[0],
                page=draw.choices([1, 2, 5, 20], [80, 10, 6, 4])[0],
                **conditions,
            )
        )
    return found
