"""Search of people by organisations (求職者情報検索, ID-48 to ID-50, ID-52)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.identity.application.people_search import (
    CONDITIONS,
    LISTED_AT_MOST,
    PAGE_SIZE,
    PeopleQuery,
    PeopleSearch,
)
from services.identity.application.shown_person import card, shown_people
from services.identity.application.talent_viewing import browsing_organisation
from services.identity.domain.account.showing import shown_to
from services.identity.domain.account.state import Account
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class SearchPeople:
    keyword: str = ""
    fields_wanted: Sequence[str] = ()
    places: Sequence[str] = ()
    employment_types: Sequence[str] = ()
    languages: Sequence[str] = ()
    education: Sequence[str] = ()
    page: int = 1


def search_people(
    query: SearchPeople,
    context: Context,
    *,
    accounts: Repository[Account],
    people: PeopleSearch,
    personal_data: PersonalData,
) -> dict[str, Any]:
    """20 people of the page, the true total, and how further conditions would narrow it (D-56).

    Whoever is found is looked up in the account itself before being shown: nobody is listed who
    is private, has blocked the organisation, is inactive, suspended, deceased or gone, however
    fresh that is. Raises `NotPermitted`, `TalentViewingForFullOrganisations`.
    """
    organisation_id = browsing_organisation(context)
    found = people.search(
        PeopleQuery(
            organisation_id,
            query.keyword,
            {name: tuple(getattr(query, name)) for name in CONDITIONS},
            query.page,
        )
    )
    known = accounts.load_many(found.account_ids).values()
    showing = [one for one in known if shown_to(one, organisation_id, context.at)]
    items = [card(person) for person in shown_people(showing, personal_data)]
    total = found.total - (len(found.account_ids) - len(items))
    listed = min(total, LISTED_AT_MOST)
    first = (query.page - 1) * PAGE_SIZE + 1
    return {
        "items": items,
        "total": total,
        "listed": listed,
        "page": query.page,
        "pages": -(-listed // PAGE_SIZE),
        "per_page": PAGE_SIZE,
        "first": first if items else 0,
        "last": first + len(items) - 1 if items else 0,
        "facets": {
            name: [{"value": value, "count": count} for value, count in counts]
            for name, counts in found.counts.items()
        },
        "partial": found.partial,
    }
