"""Browsing of people by full organisations (ID-48 to ID-52)."""

from __future__ import annotations

from typing import Any

from gateway.api.blueprint import Operations
from gateway.api.v1.job_seekers_schemas import (
    PeopleFoundSchema,
    ShownPersonSchema,
    TalentViewersSchema,
)
from gateway.auth.viewer import Role
from gateway.backend import backend
from services.kernel.contracts.identity_job_seekers import FindTalentViewers, SearchPeople

operations = Operations("talents", "/talents", "People who show their profile to organisations.")

_BROWSING = {403: ["talent-viewing-for-full-organisations"]}


@operations.operation(
    "GET",
    "",
    who=[Role.ORGANISATION],
    query=SearchPeople,
    answer=PeopleFoundSchema,
    refuses={**_BROWSING, 409: ["people-search-not-ready"]},
)
def search_people(query: dict[str, Any]) -> Any:
    """Search people.

    Twenty entries a page, newest information first, at most the first 1,000; `total` is the true
    total. `facets` counts what each further condition would leave.
    """
    return backend.call("identity", "search_people", query)


@operations.operation(
    "GET",
    "/viewers",
    who=[Role.SECRETARIAT],
    query=FindTalentViewers,
    answer=TalentViewersSchema,
)
def find_talent_viewers(query: dict[str, Any]) -> Any:
    """Organisations that viewed people.

    Whom the talent-viewing survey is for.
    """
    return backend.call("identity", "find_talent_viewers", query)


@operations.operation(
    "GET", "/<account_id>", who=[Role.ORGANISATION], answer=ShownPersonSchema, refuses=_BROWSING
)
def view_person(account_id: str) -> Any:
    """One person.

    By user ID, never by name; who is not shown to the organisation does not exist for it. Each
    view is recorded.
    """
    return backend.call("identity", "view_person", {"account_id": account_id})
