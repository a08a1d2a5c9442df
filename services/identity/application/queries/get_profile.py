"""The own account: name, address, status, previous login, last update (ID-05, ID-19)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.facets import facets_of
from services.identity.application.instants import minute_of, text_of
from services.identity.application.own_account import own_account_id
from services.identity.projections.sealed_pairs import Pair, sealed
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Unreadable, Views
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class GetProfile:
    pass


def get_profile(
    query: GetProfile, context: Context, *, personal_data: PersonalData, views: Views
) -> dict[str, Any]:
    """The caller's own data. Raises `NotFound` when the account is gone."""
    document = views.get("accounts", own_account_id(context))
    if document is None:
        raise NotFound

    def opened(pair: Pair | None) -> dict[str, Any]:
        return {} if pair is None else personal_data.open(sealed(pair))

    try:
        person, address = opened(document.get("person")), opened(document.get("email"))
    except Unreadable:
        raise NotFound from None
    return {
        "account_id": document["account_id"],
        "kind": document["kind"],
        "status": document["standing"],
        "roles": document["roles"],
        "facets": facets_of(document, context.at),
        "organisation_id": document.get("organisation_id"),
        "name": person.get("name", ""),
        "name_kana": person.get("name_kana", ""),
        "birth_on": person.get("birth_on"),
        "email": address.get("email", ""),
        "login_id": person.get("login_id") or address.get("email", ""),
        "has_secret_question": document.get("has_secret_question", False),
        "language": document["language"],
        "registered_at": text_of(document.get("registered_at")),
        "previous_login_at": minute_of(document.get("previous_login_at")),
        "updated_at": minute_of(document.get("updated_at")),
    }
