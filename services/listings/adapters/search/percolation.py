"""Which saved searches a published listing meets, without trying them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from services.kernel.japanese.analyser import Analyser
from services.kernel.japanese.katakana import KATAKANA_WORD
from services.kernel.japanese.reading import SHORTEST_PREFIX, KeywordReader
from services.kernel.japanese.wanted import Alternative, Phrase, Prefix, TokenPlaces, Wanted
from services.listings.adapters.search import schema as fields
from services.listings.application.ports import SearchQuery
from services.listings.domain.listing.labels import Label

Key = tuple[str, str]
"""A field and a value that a listing has in it; tokens are in `all`, beginnings in `prefix`."""

Frequency = Callable[[str, str], int]
"""How many listings have this value in this field; a guess is enough, it decides speed only."""

_ANY_LISTING: Key = ("", "")
_PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class _Saved:
    wanted: Wanted
    conditions: Mapping[str, frozenset[str]]
    organisation_id: str | None
    jocv_view: bool
    anchors: tuple[Key, ...]


class Percolator:
    """Saved searches, each filed under the rarest thing that a listing must have to meet it.

    Matching is that of strict search: no looser matches. What a saved search says of the moment
    (`today`, `open_on`, order, page) is not looked at; the label NEW holds for every published
    listing, and 締切間近 is no reason to be told of one.
    """

    def __init__(self, analyser: Analyser, reader: KeywordReader, frequency: Frequency) -> None:
        self._analyser = analyser
        self._reader = reader
        self._frequency = frequency
        self._saved: dict[str, _Saved] = {}
        self._filed: dict[Key, dict[str, None]] = {}

    def __len__(self) -> int:
        return len(self._saved)

    def put(self, search_id: str, query: SearchQuery) -> None:
        """Files a saved search, in place of what was filed under its id."""
        self.remove(search_id)
        saved = self._compile(query)
        self._saved[search_id] = saved
        for key in saved.anchors:
            self._filed.setdefault(key, {})[search_id] = None

    def remove(self, search_id: str) -> None:
        """Takes a saved search out; an unknown id changes nothing."""
        saved = self._saved.pop(search_id, None)
        for key in saved.anchors if saved else ():
            filed = self._filed[key]
            del filed[search_id]
            if not filed:
                del self._filed[key]

    def matching(self, document: Mapping[str, Any]) -> list[str]:
        """The ids of the saved searches that this listing meets, in order of id.

        `document` is one of the projection `search_documents`.
        """
        places = TokenPlaces(fields.tokens_of(document, self._analyser))
        has = {name: frozenset(found) for name, found in fields.conditions(document).items()}
        has[fields.LABELS] |= {Label.NEW.value}
        candidates = {
            search_id
            for key in keys_of(places, has, document["organisation_id"])
            for search_id in self._filed.get(key, ())
        }
        return sorted(
            search_id
            for search_id in candidates
            if _meets(self._saved[search_id], document, has, places)
        )

    def _compile(self, query: SearchQuery) -> _Saved:
        wanted = self._reader.read(query.keyword).wanted
        chosen: dict[str, frozenset[str]] = {
            name: frozenset(getattr(query, name)) for name in fields.FACETS if getattr(query, name)
        }
        if query.labels:
            chosen[fields.LABELS] = frozenset(query.labels)
        return _Saved(
            wanted=wanted,
            conditions=chosen,
            organisation_id=query.organisation_id,
            jocv_view=query.jocv_view,
            anchors=self._rarest(_requirements(wanted, chosen, query.organisation_id)),
        )

    def _rarest(self, requirements: Iterable[Iterable[Iterable[Key]]]) -> tuple[Key, ...]:
        """Of the requirements the one that fewest listings meet, as keys of which one is needed."""
        best: tuple[int, tuple[Key, ...]] | None = None
        for alternatives in requirements:
            keys: dict[Key, int] = {}
            for needed in alternatives:
                key = min(needed, key=lambda one: self._frequency(*one))
                keys[key] = self._frequency(*key)
            cost = sum(keys.values())
            if best is None or cost < best[0]:
                best = (cost, tuple(keys))
        return (_ANY_LISTING,) if best is None else best[1]


def _requirements(
    wanted: Wanted, chosen: Mapping[str, frozenset[str]], organisation_id: str | None
) -> Iterator[list[list[Key]]]:
    """What must hold: for each requirement its alternatives, each as keys that all are needed."""
    for word in wanted.words:
        yield [_needed(alternative) for alternative in word.alternatives]
    for name, values in chosen.items():
        yield [[(name, value)] for value in sorted(values)]
    if organisation_id is not None:
        yield [[(fields.ORGANISATION_ID, organisation_id)]]


def _needed(alternative: Alternative) -> list[Key]:
    match alternative:
        case Phrase(tokens):
            return [(fields.ALL, token) for token in tokens]
        case Prefix(letters):
            return [(_PREFIX, letters)]
        case _:
            return [(fields.ALL, token) for part in alternative.phrases for token in part.tokens]


def keys_of(
    places: TokenPlaces, has: Mapping[str, frozenset[str]], organisation_id: str
) -> Iterator[Key]:
    """Everything a saved search can be filed under that this listing has."""
    yield _ANY_LISTING
    yield fields.ORGANISATION_ID, organisation_id
    for name, values in has.items():
        for value in values:
            yield name, value
    for token in places.places:
        yield fields.ALL, token
        beginning = KATAKANA_WORD.match(token)
        for length in range(SHORTEST_PREFIX, len(beginning.group()) + 1 if beginning else 0):
            yield _PREFIX, token[:length]


def _meets(
    saved: _Saved,
    document: Mapping[str, Any],
    has: Mapping[str, frozenset[str]],
    places: TokenPlaces,
) -> bool:
    if document["jocv_only"] and not saved.jocv_view:
        return False
    if saved.organisation_id not in (None, document["organisation_id"]):
        return False
    if any(values.isdisjoint(has[name]) for name, values in saved.conditions.items()):
        return False
    return places.fulfil(saved.wanted)
