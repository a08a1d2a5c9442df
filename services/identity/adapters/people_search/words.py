"""What the index keeps of what a person shows, and keeping it between starts.

Cutting Japanese texts into words takes most of the time in which an index is built, so the words
are kept, sealed under the person's key like the texts themselves: a process that starts only has
to open them, and an erasure makes them unreadable as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from pymongo import DeleteMany, ReplaceOne
from pymongo.database import Database
from pymongo.write_concern import WriteConcern

from services.identity.application.people_search import CONDITIONS
from services.identity.projections.sealed_pairs import Pair, pair, sealed
from services.kernel.eventkit.application.ports import PersonalData, Unreadable
from services.kernel.eventkit.domain import Sealed
from services.kernel.japanese.opening import Japanese

TEXTS = ("desired_work", "appeal", "experience", "qualifications")
SHAPE = 1
"""Raised with every change of `Words` or of what is put into them."""
COLLECTION = "words_of_people"


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of all texts, their pairs of letters, and the values of each condition."""

    all: str
    grams: str
    values: Mapping[str, Sequence[str]]


def words_of(information: Mapping[str, Any], language: Japanese) -> Words:
    """Reads what a person shows."""
    text = "\n\n".join(information[name] for name in TEXTS if information[name])
    values = {name: _values(name, information[name]) for name in CONDITIONS}
    analyser = language.analyser
    return Words(" ".join(analyser.stream(text)), " ".join(analyser.grams(text)), values)


def with_countries(places: Sequence[str]) -> list[str]:
    """Places with the countries they lie in: who seeks work in 東京都 is found by 日本."""
    return list(dict.fromkeys([*places, *(place.partition("-")[0] for place in places)]))


def _values(condition: str, held: Any) -> list[str]:
    if condition == "education":
        return [held] if held else []
    return with_countries(held) if condition == "places" else list(held)


class KeptWords(Protocol):
    """Documents by account id, between starts. What is lost is made again."""

    def get_many(self, account_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        """Those that are kept."""

    def put(self, documents: Mapping[str, Mapping[str, Any]], gone: Sequence[str]) -> None:
        """Keeps these and forgets those who are gone."""


class MemoryKeptWords:
    """For one process and for tests."""

    def __init__(self) -> None:
        self.documents: dict[str, Mapping[str, Any]] = {}

    def get_many(self, account_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        return {one: self.documents[one] for one in account_ids if one in self.documents}

    def put(self, documents: Mapping[str, Mapping[str, Any]], gone: Sequence[str]) -> None:
        self.documents.update(documents)
        for account_id in gone:
            self.documents.pop(account_id, None)


class MongoKeptWords:
    """In the service's database."""

    def __init__(self, database: Database[Any]) -> None:
        # nothing waits for it, and what is lost is made again
        self._documents = database.get_collection(COLLECTION, write_concern=WriteConcern(w=1))

    def get_many(self, account_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        found = self._documents.find({"_id": {"$in": list(account_ids)}})
        return {document["_id"]: document for document in found}

    def put(self, documents: Mapping[str, Mapping[str, Any]], gone: Sequence[str]) -> None:
        writes: list[Any] = [
            ReplaceOne({"_id": key}, dict(document), upsert=True)
            for key, document in documents.items()
        ]
        if gone:
            writes.append(DeleteMany({"_id": {"$in": list(gone)}}))
        if writes:
            self._documents.bulk_write(writes, ordered=False)


class WordsOfPeople:
    """The words of what people show, read again only when the text or the reading has changed."""

    def __init__(self, kept: KeptWords, personal_data: PersonalData) -> None:
        self._kept = kept
        self._personal_data = personal_data

    def of(
        self, information: Mapping[str, Sealed], language: Japanese, nothing: Mapping[str, Any]
    ) -> dict[str, Words]:
        """By account id; who was erased is left out. `nothing` stands for what was not entered."""
        reading = f"{SHAPE}-{language.rules}-{language.versions}"
        marks = {one: _mark(reading, held) for one, held in information.items()}
        kept = {
            account_id: sealed(document["words"])
            for account_id, document in self._kept.get_many(list(information)).items()
            if document["of"] == marks[account_id]
        }
        found = {account_id: Words(**held) for account_id, held in self._opened(kept).items()}
        fresh: dict[str, Mapping[str, Any]] = {}
        missing = {one: held for one, held in information.items() if one not in kept}
        for account_id, opened in self._opened(missing).items():
            words = words_of({**nothing, **opened}, language)
            found[account_id] = words
            held = self._sealed(account_id, words)
            if held is not None:
                fresh[account_id] = {"of": marks[account_id], "words": held}
        if fresh:
            self._kept.put(fresh, ())
        return found

    def forget(self, account_ids: Sequence[str]) -> None:
        """Those who show nothing any more."""
        self._kept.put({}, account_ids)

    def _opened(self, held: Mapping[str, Sealed]) -> dict[str, dict[str, Any]]:
        opened = self._personal_data.open_many(list(held.values()))
        return {one: each for one, each in zip(held, opened, strict=True) if each is not None}

    def _sealed(self, account_id: str, words: Words) -> Pair | None:
        try:
            return pair(self._personal_data.seal(account_id, asdict(words)))
        except Unreadable:
            return None


def _mark(reading: str, information: Sealed) -> str:
    """Names a sealed text and a way of reading it; tells nothing of what it says."""
    return hashlib.sha256(f"{reading}\n{information.token}".encode()).hexdigest()
