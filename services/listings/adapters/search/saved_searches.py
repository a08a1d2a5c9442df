"""Everybody's saved search conditions in memory, kept in step with their projection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import structlog

from services.kernel.eventkit.application.ports import Document, PersonalData, Views
from services.kernel.eventkit.domain import Sealed
from services.kernel.japanese.wanted import TokenPlaces
from services.listings.adapters.search import schema as fields
from services.listings.adapters.search.opening import Language
from services.listings.adapters.search.percolation import Key, Percolator, keys_of
from services.listings.application.ports import SavedMatch, SearchQuery

PEOPLE_AT_ONCE = 500
SAMPLE = 500
"""Of so many listings it is learned how common words and conditions are."""

_NO_DAY = date.min
_NO_MOMENT = datetime.min.replace(tzinfo=UTC)
_log = structlog.get_logger()


class SavedSearches:
    """Implements `SavedSearchMatching`.

    `open_language` is called at the first use: dictionaries take a second and a process that
    never matches needs none. Not for several threads at once.
    """

    def __init__(
        self, views: Views, personal_data: PersonalData, open_language: Callable[[], Language]
    ) -> None:
        self._views = views
        self._personal_data = personal_data
        self._open_language = open_language
        self._percolator: Percolator | None = None
        self._owners: dict[str, str] = {}
        self._of: dict[str, frozenset[str]] = {}
        self._position = 0

    def follow(self, position: int) -> bool:
        """See `SavedSearchMatching`."""
        if not self._views.wait_for(position, seconds=5.0):
            return False
        percolator = self._opened()
        for people in self._changed():
            self._take(percolator, people)
        self._position = max(self._position, position)
        return True

    def matching(self, document: Mapping[str, Any]) -> Sequence[SavedMatch]:
        """See `SavedSearchMatching`."""
        return [
            SavedMatch(condition_id, self._owners[condition_id])
            for condition_id in self._opened().matching(document)
        ]

    def _opened(self) -> Percolator:
        if self._percolator is None:
            language = self._open_language()
            latest = self._views.find(
                "search_documents", {}, order=(("position", -1),), limit=SAMPLE
            )
            common = how_common(latest, language)
            self._percolator = Percolator(
                language.analyser, language.reader, lambda field, value: common[field, value]
            )
        return self._percolator

    def _changed(self) -> Iterator[list[Document]]:
        """The people whose conditions have changed since the last look, a part at a time."""
        after = self._position
        while True:
            people = self._views.find(
                "saved_searches",
                {"position": {"$gt": after}},
                order=(("position", 1),),
                limit=PEOPLE_AT_ONCE,
            )
            if people:
                yield people
            if len(people) < PEOPLE_AT_ONCE:
                return
            after = people[-1]["position"]

    def _take(self, percolator: Percolator, people: Sequence[Document]) -> None:
        new: list[tuple[str, str, Sealed]] = []
        for document in people:
            person_id = str(document["_id"])
            before, now = self._of.get(person_id, frozenset()), document["conditions"]
            for condition_id in before - now.keys():
                percolator.remove(condition_id)
                del self._owners[condition_id]
            new += [
                (condition_id, person_id, Sealed(*held["content"]))
                for condition_id, held in now.items()
                if condition_id not in before
            ]
            self._of[person_id] = frozenset(now)
        opened = self._personal_data.open_many([content for _, _, content in new])
        for (condition_id, person_id, _), content in zip(new, opened, strict=True):
            # for who has left there is nothing to open; nothing is met by a search that never was
            self._owners[condition_id] = person_id
            if content is not None:
                percolator.put(condition_id, query_of(content["conditions"]))


def query_of(conditions: Mapping[str, Any]) -> SearchQuery:
    """A saved condition as a search. Its moment plays no part in matching."""
    return SearchQuery(
        today=_NO_DAY,
        new_since=_NO_MOMENT,
        closing_until=_NO_DAY,
        keyword=conditions["keyword"],
        kinds=tuple(conditions["kinds"]),
        fields=tuple(conditions["recruiting_fields"]),
        locations=tuple(conditions["locations"]),
        # conditions saved before there were occupations know none
        occupations=tuple(conditions.get("occupations", ())),
        organisation_types=tuple(conditions["organisation_types"]),
        organisation_id=conditions["organisation_id"],
        labels=tuple(conditions["labels"]),
        employment_types=tuple(conditions["employment_types"]),
        languages=tuple(conditions["languages"]),
        jocv_view=True,
    )


def how_common(documents: Sequence[Mapping[str, Any]], language: Language) -> Counter[Key]:
    """In how many of these listings each thing occurs that a search can be filed under."""
    common: Counter[Key] = Counter()
    for document in documents:
        try:
            places = TokenPlaces(fields.tokens_of(document, language.analyser))
            has = {name: frozenset(found) for name, found in fields.conditions(document).items()}
        except (KeyError, TypeError, ValueError):
            _log.exception("listing cannot be read", listing_id=document["_id"])
            continue
        common.update(set(keys_of(places, has)))
    return common
