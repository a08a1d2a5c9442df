"""Which saved searches a published listing meets, without trying them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from services.kernel.japanese.analyser import Analyser
from services.kernel.japanese.katakana import KATAKANA_WORD
from services.kernel.japanese.reading import SHORTEST_PREFIX, KeywordReader
from services.kernel.japanese.wanted import Alternative, AnyOf, Phrase, Prefix, TokenPlaces
from services.listings.adapters.search import schema as fields
from services.listings.application.ports import SearchQuery
from services.listings.domain.listing.labels import Label

Key = tuple[str, str]
"""A field and a value that a listing has in it; tokens are in `all`, beginnings in `prefix`."""

Frequency = Callable[[str, str], int]
"""How many listings have this value in this field; a guess is enough, it decides speed only."""

_PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A condition: a listing has one of these values in this field."""

    name: str
    values: frozenset[str]


_FOR_EVERYONE = _Chosen(fields.AUDIENCE, frozenset({fields.EVERYONE}))


@dataclass(eq=False, slots=True)
class _Requirement:
    """What a listing must meet, once for all searches that ask for it; equal to itself alone."""

    what: AnyOf | _Chosen
    keys: Mapping[Key, bool]
    """A listing that meets it has one of these; True where having it is all that is needed."""
    commonness: int
    searches: int = 0


@dataclass(eq=False, slots=True)
class _Node:
    """The searches whose requirements are those on the way here, and those that ask for more."""

    ids: dict[str, None] = field(default_factory=dict)
    further: dict[_Requirement, _Node] = field(default_factory=dict)


class Percolator:
    """Saved searches as a tree of requirements, in each the one that fewest listings meet first.

    A listing is compared with every word and condition that anybody asks for and that it might
    meet, once; then only those branches are walked that it does meet. Many people look for the
    same and more for the same words, so that there are far fewer of them than searches.

    Matching is that of strict search: no looser matches. What a saved search says of the moment
    (`today`, `open_on`, order, page) is not looked at; the label NEW holds for every published
    listing, and 締切間近 is no reason to be told of one.
    """

    def __init__(self, analyser: Analyser, reader: KeywordReader, frequency: Frequency) -> None:
        self._analyser = analyser
        self._reader = reader
        self._frequency = frequency
        self._saved: dict[str, tuple[_Requirement, ...]] = {}
        self._root = _Node()
        self._known: dict[AnyOf | _Chosen, _Requirement] = {}
        self._filed: dict[Key, dict[_Requirement, bool]] = {}

    def __len__(self) -> int:
        return len(self._saved)

    def put(self, search_id: str, query: SearchQuery) -> None:
        """Files a saved search, in place of what was filed under its id."""
        self.remove(search_id)
        words = self._reader.read(query.keyword).wanted.words
        asked: list[AnyOf | _Chosen] = [*words, *_chosen(query)]
        path = [self._required(what) for what in dict.fromkeys(asked)]
        path.sort(key=lambda requirement: requirement.commonness)
        node = self._root
        for requirement in path:
            requirement.searches += 1
            node = node.further.setdefault(requirement, _Node())
        node.ids[search_id] = None
        self._saved[search_id] = tuple(path)

    def remove(self, search_id: str) -> None:
        """Takes a saved search out; an unknown id changes nothing."""
        path = self._saved.pop(search_id, None)
        if path is None:
            return
        nodes = [self._root]
        for requirement in path:
            nodes.append(nodes[-1].further[requirement])
        del nodes[-1].ids[search_id]
        for node, requirement, after in zip(nodes[-2::-1], path[::-1], nodes[:0:-1], strict=True):
            if not after.ids and not after.further:
                del node.further[requirement]
            self._release(requirement)

    def matching(self, document: Mapping[str, Any]) -> list[str]:
        """The ids of the saved searches that this listing meets, in order of id.

        `document` is one of the projection `search_documents`.
        """
        met = self._met(document)
        found: list[str] = []
        waiting = [self._root]
        while waiting:
            node = waiting.pop()
            found += node.ids
            further = node.further
            # intersections are walked from the smaller side
            if len(further) < len(met):
                waiting += [after for requirement, after in further.items() if requirement in met]
            else:
                waiting += [further[requirement] for requirement in met if requirement in further]
        return sorted(found)

    def _met(self, document: Mapping[str, Any]) -> set[_Requirement]:
        """Everything anybody asks for that this listing meets."""
        places = TokenPlaces(fields.tokens_of(document, self._analyser))
        has = {name: frozenset(found) for name, found in fields.conditions(document).items()}
        has[fields.LABELS] |= {Label.NEW.value}
        has[fields.ORGANISATION_ID] = frozenset({document["organisation_id"]})
        has[fields.AUDIENCE] = frozenset(() if document["jocv_only"] else (fields.EVERYONE,))
        met: set[_Requirement] = set()
        possible: set[_Requirement] = set()
        for key in keys_of(places, has):
            for requirement, enough in self._filed.get(key, {}).items():
                (met if enough else possible).add(requirement)
        met.update(
            one
            for one in possible - met
            if isinstance(one.what, AnyOf) and places.has_any(one.what)
        )
        return met

    def _required(self, what: AnyOf | _Chosen) -> _Requirement:
        known = self._known.get(what)
        if known is None:
            keys: dict[Key, bool] = {}
            for needed in _alternatives(what):
                key = min(needed, key=lambda one: self._frequency(*one))
                keys[key] = keys.get(key, False) or len(needed) == 1
            known = _Requirement(what, keys, sum(self._frequency(*key) for key in keys))
            self._known[what] = known
            for key, enough in keys.items():
                self._filed.setdefault(key, {})[known] = enough
        return known

    def _release(self, requirement: _Requirement) -> None:
        requirement.searches -= 1
        if requirement.searches:
            return
        del self._known[requirement.what]
        for key in requirement.keys:
            filed = self._filed[key]
            del filed[requirement]
            if not filed:
                del self._filed[key]


def _chosen(query: SearchQuery) -> Iterator[_Chosen]:
    for name in (*fields.FACETS, fields.LABELS):
        values = getattr(query, name)
        if values:
            yield _Chosen(name, frozenset(values))
    if query.organisation_id is not None:
        yield _Chosen(fields.ORGANISATION_ID, frozenset({query.organisation_id}))
    if not query.jocv_view:
        yield _FOR_EVERYONE


def _alternatives(what: AnyOf | _Chosen) -> list[list[Key]]:
    """Of a requirement its alternatives, each as keys that all are needed."""
    if isinstance(what, _Chosen):
        return [[(what.name, value)] for value in sorted(what.values)]
    return [_needed(alternative) for alternative in what.alternatives]


def _needed(alternative: Alternative) -> list[Key]:
    match alternative:
        case Phrase(tokens):
            return [(fields.ALL, token) for token in tokens]
        case Prefix(letters):
            return [(_PREFIX, letters)]
        case _:
            return [(fields.ALL, token) for part in alternative.phrases for token in part.tokens]


def keys_of(places: TokenPlaces, has: Mapping[str, frozenset[str]]) -> Iterator[Key]:
    """Everything a saved search can be filed under that this listing has."""
    for name, values in has.items():
        for value in values:
            yield name, value
    for token in places.places:
        yield fields.ALL, token
        beginning = KATAKANA_WORD.match(token)
        for length in range(SHORTEST_PREFIX, len(beginning.group()) + 1 if beginning else 0):
            yield _PREFIX, token[:length]
