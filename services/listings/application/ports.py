"""What the use cases of this service need of the world besides the kernel's parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

PAGE_SIZE = 20
"""Entries on one page of results (LI-51)."""

LISTED_AT_MOST = 1_000
"""Only so many of the matching listings can be paged through; the total stays true (LI-53, D-56)."""

SUGGESTED_AT_MOST = 10
"""So many keywords are suggested at once."""


class SearchOrder(StrEnum):
    """The orders of a result list; newest update first is the default (LI-54)."""

    NEWEST = "newest"
    LATEST_DEADLINE = "latest-deadline"
    NEAREST_DEADLINE = "nearest-deadline"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is searched for. Conditions are joined by AND, the values of one condition by OR.

    An empty condition does not restrict. `keyword` is what the person typed. `fields` are paths
    of the hierarchy of recruiting fields (a path finds what lies below it), `locations` codes:
    a country (`KE`) or a Japanese prefecture (`JP-13`). `occupations` are paths of the occupation
    classification, which find what lies below them like those of fields. `organisation_types` are institution
    types, `languages` those needed for the work. `open_on` keeps listings whose recruitment
    period holds that day. `jocv_view` is true for callers who may know of JOCV-only listings
    (LI-48); for everyone else they neither match nor count.

    Labels depend on the moment (D-45), which the use case has resolved: `new` is published after
    `new_since`, `closing-soon` ends between `today` and `closing_until`, both included.
    """

    today: date
    new_since: datetime
    closing_until: date
    keyword: str = ""
    kinds: Sequence[str] = ()
    fields: Sequence[str] = ()
    locations: Sequence[str] = ()
    occupations: Sequence[str] = ()
    organisation_types: Sequence[str] = ()
    organisation_id: str | None = None
    labels: Sequence[str] = ()
    employment_types: Sequence[str] = ()
    languages: Sequence[str] = ()
    open_on: date | None = None
    jocv_view: bool = False
    order: SearchOrder = SearchOrder.NEWEST
    page: int = 1


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of answers.

    `ids` are at most `PAGE_SIZE` listing ids in the order asked for, none beyond the first
    `LISTED_AT_MOST`. `total` is the exact number of matches. `facets` counts, per condition
    (`kinds fields locations occupations organisation_types labels employment_types languages`),
    how many listings each value would give with the other conditions kept; of occupations the two
    highest levels, and all below those of the second level that are chosen or hold a chosen one. `partial` is true when strict
    matching of the keyword found nothing and these are looser matches.
    """

    ids: Sequence[str]
    total: int
    facets: Mapping[str, Sequence[tuple[str, int]]] = default(default_factory=dict)
    partial: bool = False


class ListingSearch(Protocol):
    """Full-text search over the visible documents of the projection `search_documents`.

    A document of that projection has: `_id` (listing id), `position` (of the event that last
    changed it in the own log: a follower asks for positions above the last one it has seen),
    `visible` (false: must not be found, and stays false documents tell followers to remove it),
    `jocv_only`, `data_number`, `kind`, `language`, `title`, `organisation_id`,
    `organisation_name`, `organisation_type`, `fields` (hierarchical texts such as
    `援助アプローチ／戦略／手法`), `field_paths` (the same with every path above it), `locations`
    (codes, country and prefecture), `location_text`, `employment_type` (or None),
    `occupation_code` (or None), `occupations` (paths) and `occupation_paths` (the same with every
    path above it), `languages_needed`, `description`, `conditions`,
    `application_method`, `web_application`, `direct_application`, `diverse_working`,
    `recruitment_start_on`, `recruitment_end_on` (None: open), `work_start_on`, `work_end_on`
    (None: open), `published_at`, `updated_at` (publication or last amendment: the order
    `newest`). Dates and times are ISO 8601 texts, times in UTC.
    """

    def search(self, query: SearchQuery) -> SearchPage:
        """The page asked for; an empty page when it lies beyond the listed results."""

    def suggest(self, typed: str, *, kinds: Sequence[str] = (), jocv_view: bool) -> Sequence[str]:
        """At most `SUGGESTED_AT_MOST` keywords that begin with what was typed, commonest first.

        Each finds at least one listing of these kinds that the caller may see; nothing is suggested for a blank
        keyword, after a space, or within quotation marks.
        """

    def wait_for(self, position: int, seconds: float = 1.5) -> bool:
        """Waits until searches contain the own log up to this position; False if in vain."""


@dataclass(frozen=True, slots=True)
class SavedMatch:
    """A saved condition that a listing meets, and whose it is."""

    condition_id: str
    person_id: str


class SavedSearchMatching(Protocol):
    """The saved search conditions of everybody, ready to be met by a listing."""

    def follow(self, position: int) -> bool:
        """Takes in what was saved and deleted up to this position of the own log.

        False when the projections are behind it: ask again later.
        """

    def matching(self, document: Mapping[str, Any]) -> Sequence[SavedMatch]:
        """The conditions that a document of `search_documents` meets, in order of their ids.

        Whether a person may know of a JOCV-only listing is left to the caller, who knows what
        holds at the moment.
        """
