"""The result of an extraction: a sealed list of persons, read with their data of the moment.

No copy of personal data is made: whoever has left, died or lapsed since then is missing from the
next download (ID-90).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import orjson

from services.identity.domain.extraction.events import Conditions, ExtractedItem
from services.identity.domain.extraction.matching import matches, row
from services.identity.domain.kinds import Standing
from services.identity.projections.sealed_pairs import sealed
from services.kernel.eventkit.application.parts import Files
from services.kernel.eventkit.application.ports import Document, PersonalData, Views

PIECE = 500
"""So many persons are read at a time."""


class ExtractionResults:
    """Makes, keeps and reads results."""

    def __init__(self, files: Files, personal_data: PersonalData, views: Views) -> None:
        self._files = files
        self._personal_data = personal_data
        self._views = views

    def make(self, extraction_id: str, conditions: Conditions, today: date) -> int:
        """Finds everybody who is meant, keeps the list, and says how many there are."""
        meant: list[str] = []
        for documents in self._full_registrants():
            for document, sections, _ in self._opened(documents):
                returnee = bool(document["jocv_returnee"])
                if matches(conditions, sections, jocv_returnee=returnee, today=today):
                    meant.append(str(document["account_id"]))
        for index in range(max(1, -(-len(meant) // PIECE))):
            part = meant[index * PIECE : (index + 1) * PIECE]
            self._files.put(extraction_id, _owner(extraction_id), index, orjson.dumps(part))
        return len(meant)

    def pieces(self, extraction_id: str) -> int:
        """How many parts the list has."""
        return self._files.pieces(extraction_id)

    def read(
        self, extraction_id: str, index: int, items: Sequence[ExtractedItem]
    ) -> list[dict[str, Any]]:
        """The rows of one part. Raises `KeyError` for parts that are not there."""
        listed = orjson.loads(self._files.get(extraction_id, _owner(extraction_id), index))
        found = self._views.get_many("individuals", listed)
        present = [
            found[each]
            for each in listed
            if each in found and found[each]["standing"] == Standing.FULL.value
        ]
        return [
            row(items, sections, email, jocv_returnee=bool(document["jocv_returnee"]))
            for document, sections, email in self._opened(present)
        ]

    def discard(self, extraction_id: str) -> None:
        """Destroys the key of the list and the list."""
        self._personal_data.destroy(_owner(extraction_id))
        self._files.delete(extraction_id)

    def _full_registrants(self) -> Iterator[list[Document]]:
        last = ""
        while True:
            found = self._views.find(
                "individuals",
                {"standing": Standing.FULL.value, "account_id": {"$gt": last}},
                order=(("account_id", 1),),
                limit=PIECE,
            )
            if not found:
                return
            yield found
            last = str(found[-1]["account_id"])

    def _opened(
        self, documents: Sequence[Document]
    ) -> Iterator[tuple[Document, dict[str, dict[str, Any]], str]]:
        """Each person with sections and address, without those erased meanwhile."""
        pairs = [
            (number, name, pair)
            for number, document in enumerate(documents)
            for name, pair in {
                **document["sections"],
                "basic": document["person"],
                "email": document["email"],
            }.items()
            if pair is not None
        ]
        contents = self._personal_data.open_many([sealed(pair) for _, _, pair in pairs])
        opened: list[dict[str, dict[str, Any]]] = [{} for _ in documents]
        for (number, name, _), content in zip(pairs, contents, strict=True):
            if content is not None:
                opened[number][name] = content
        for document, sections in zip(documents, opened, strict=True):
            if "basic" in sections:
                yield document, sections, str(sections.pop("email", {}).get("email", ""))


def _owner(extraction_id: str) -> str:
    return f"extraction-{extraction_id}"
