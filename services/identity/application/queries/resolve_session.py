"""Whose session a token is: asked by the gateway at every request (ID-59 to ID-61)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.facets import facets_of
from services.identity.application.instants import minute_of, text_of
from services.identity.application.ports import SessionActivity
from services.identity.application.session_lookup import find_session_after
from services.identity.domain.account.session import SessionIsOver
from services.identity.domain.kinds import AccountKind
from services.identity.domain.rules import Rules
from services.identity.projections.sealed_pairs import sealed
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Document, PersonalData, Unreadable, Views
from services.kernel.eventkit.domain import Role

_FOR_ONE = frozenset((Role.ORGANISATION, Role.JICA_DEPARTMENT, Role.HR_DIVISION))
"""Who acts for one organisation; other roles of the same person act for none (section 1)."""


@dataclass(frozen=True)
class ResolveSession:
    token: str
    role: str = ""


def resolve_session(
    query: ResolveSession,
    context: Context,
    *,
    activity: SessionActivity,
    personal_data: PersonalData,
    views: Views,
    rules: Rules,
) -> dict[str, Any]:
    """Who is logged in, and notes that the session was used.

    With `role` an internal user of several roles acts in that one. Registration status, previous
    login and last update are what every page of an individual shows (GW-17). Raises
    `SessionIsOver` for unknown tokens and sessions that are over, be it for more than 60 minutes
    without a request, and `SessionNotKnownYet`.
    """
    found = find_session_after(query.token, context.after, views)
    if found is None:
        raise SessionIsOver
    session = found["session"]
    if not activity.touch(session["session_id"], context.at, context.at - rules.session_idle):
        raise SessionIsOver
    roles = found["roles"]
    role = query.role if query.role in roles else roles[0]
    return {
        "account_id": found["account_id"],
        "kind": found["kind"],
        "role": role,
        "roles": roles,
        "organisation_id": found.get("organisation_id") if role in _FOR_ONE else None,
        "facets": facets_of(found, context.at),
        "session_id": session["session_id"],
        "display_name": display_name(found, personal_data, context.language),
        "expires_at": text_of(context.at + rules.session_idle),
        "must_change_password": session["password_change_only"],
        "status": found["standing"],
        "previous_login_at": minute_of(found.get("previous_login_at")),
        "updated_at": minute_of(found.get("updated_at")),
    }


def display_name(document: Document, personal_data: PersonalData, language: str) -> str:
    """The name on top of the page: of the person, or of the organisation in the caller's language.

    Raises `SessionIsOver` when the person has left in this moment.
    """
    if document["kind"] == AccountKind.ORGANISATION.value:
        organisation = document["organisation"]
        return str(organisation["name_en" if language == "en" else "name"])
    try:
        return str(personal_data.open(sealed(document["person"]))["name"])
    except Unreadable:
        raise SessionIsOver from None
