"""What finding individuals by name or birth date needs of an index (ID-21, ID-30, D-28)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class NameAndBirth:
    """What is asked for: a part of the name or of its reading, the birth date, or both."""

    name: str = ""
    birth_on: date | None = None

    def fits(self, person: Mapping[str, Any]) -> bool:
        """Whether a person's registered data (in the clear) match."""
        if self.birth_on is not None and person.get("birth_on") != self.birth_on.isoformat():
            return False
        return plain(self.name) in names_of(person)


class PeopleNames(Protocol):
    """Narrows a search down. Not the last word: who asks opens the data of whoever is named."""

    def candidates(self, wanted: NameAndBirth) -> Sequence[str]:
        """The accounts that match by what is stored at this moment, in the order of their ids."""


def names_of(person: Mapping[str, Any]) -> str:
    """The name and its readings, each in its own line, which no part of a name reaches across."""
    parts = (person.get(part) for part in ("name", "name_kana", "name_roman"))
    return "\n".join(plain(str(part)) for part in parts if part)


def plain(name: str) -> str:
    """Width, case and spaces make no difference."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
