"""What the browsing of people needs of a search (ID-48 to ID-50, D-56)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from services.kernel.eventkit.domain import Refusal

PAGE_SIZE = 20
LISTED_AT_MOST = 1000
CONDITIONS = ("fields_wanted", "places", "employment_types", "languages", "education")


class PeopleSearchNotReady(Refusal):
    """The search was started a moment ago and is still reading what people show."""

    code = "people-search-not-ready"


@dataclass(frozen=True)
class PeopleQuery:
    """A keyword and conditions, as an organisation asks.

    Of each condition one of the values is enough; all conditions have to be met.
    """

    organisation_id: str
    keyword: str = ""
    conditions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    page: int = 1


@dataclass(frozen=True)
class PeoplePage:
    """The accounts of one page, newest information first, and the true total.

    `counts` holds per condition how many people each value would leave; `partial` tells that the
    keyword was found only loosely.
    """

    account_ids: Sequence[str]
    total: int
    counts: Mapping[str, Sequence[tuple[str, int]]]
    partial: bool = False


class PeopleSearch(Protocol):
    """Finds people by what they show. Not the last word: who asks looks at the account as well."""

    def search(self, query: PeopleQuery) -> PeoplePage:
        """A page of what is stored at this moment."""
