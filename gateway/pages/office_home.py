"""The home of the back office: the open work of each list (GW-15, GW-48, GW-49)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import current_app, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import INTERNAL, Role
from gateway.backend import Absent, backend
from gateway.pages.account_words import ROLES
from gateway.web.menus import Menus
from gateway.web.page import MenuEntry, Pages, page

pages = Pages(
    "office",
    menu=(MenuEntry("office", lazy_gettext("事務局画面トップ"), "office.home", 1),),
)


@dataclass(frozen=True)
class WorkList:
    """One list of open work: how it is counted, for whom, and the page it leads to."""

    name: str
    label: Any
    service: str
    operation: str
    payload: dict[str, Any]
    endpoint: str
    roles: frozenset[Role]
    query: dict[str, str] = field(default_factory=dict)
    urgent: bool = False


_SECRETARIAT = frozenset({Role.SECRETARIAT})

WORK = (
    WorkList(
        "full-registrations",
        lazy_gettext("国際協力人材登録の申請"),
        "identity",
        "find_full_registration_requests",
        {"waiting_in": "open", "limit": 1},
        "office_full_registrations.requests",
        _SECRETARIAT,
    ),
    WorkList(
        "full-registrations-overdue",
        lazy_gettext("国際協力人材登録の申請（期限超過）"),
        "identity",
        "find_full_registration_requests",
        {"waiting_in": "overdue", "limit": 1},
        "office_full_registrations.requests",
        _SECRETARIAT,
        {"list": "overdue"},
        urgent=True,
    ),
    WorkList(
        "full-registrations-cleaning",
        lazy_gettext("クリーニング作業"),
        "identity",
        "find_full_registration_requests",
        {"waiting_in": "cleaning", "limit": 1},
        "office_full_registrations.cleaning",
        _SECRETARIAT,
    ),
    WorkList(
        "data-confirmations",
        lazy_gettext("登録情報確認（個人、未回答）"),
        "identity",
        "find_confirmations",
        {"limit": 1},
        "office_registration_upkeep.confirmations",
        _SECRETARIAT,
    ),
    WorkList(
        "listing-registrations",
        lazy_gettext("求人公募情報の登録依頼"),
        "listings",
        "find_listing_requests",
        {"request": "registration", "per_page": 1},
        "office_listings.requests",
        _SECRETARIAT,
    ),
    WorkList(
        "listing-amendments",
        lazy_gettext("求人公募情報の修正依頼"),
        "listings",
        "find_listing_requests",
        {"request": "amendment", "per_page": 1},
        "office_listings.requests",
        _SECRETARIAT,
    ),
    WorkList(
        "organisations-full",
        lazy_gettext("団体登録の申請（一般団体）"),
        "identity",
        "find_organisation_requests",
        {"review_path": "full-check", "limit": 1},
        "office_organisations.requests",
        _SECRETARIAT,
        {"review_path": "full-check"},
    ),
    WorkList(
        "organisations-identity",
        lazy_gettext("団体登録の申請（JICA・政府機関など）"),
        "identity",
        "find_organisation_requests",
        {"review_path": "identity-check", "limit": 1},
        "office_organisations.requests",
        _SECRETARIAT,
        {"review_path": "identity-check"},
    ),
    WorkList(
        "mails-given-up",
        lazy_gettext("届かなかったメール"),
        "messaging",
        "find_notice_mails",
        {"state": "given-up", "limit": 1},
        "notice_mails.overview",
        frozenset({Role.SECRETARIAT, Role.OPERATOR}),
        {"state": "given-up"},
        urgent=True,
    ),
    WorkList(
        "internal-users",
        lazy_gettext("内部ユーザ"),
        "identity",
        "find_internal_users",
        {"limit": 1},
        "internal_users.overview",
        frozenset({Role.OPERATOR}),
    ),
)


@pages.get("/office")
@allow(INTERNAL)
def home() -> Response:
    """The counts of the caller's lists, asked for at once; what is away is said to be so."""
    viewer = current_viewer()
    mine = [one for one in WORK if viewer.role in one.roles]
    found = backend.gather({one.name: (one.service, one.operation, one.payload) for one in mine})
    menus: Menus = current_app.extensions["menus"]
    return page(
        "office/home.html",
        work=[(one, _total(found[one.name]), _url(one)) for one in mine],
        groups=[(group, entries) for group, entries in menus.of("office", viewer) if str(group)],
        role=ROLES[viewer.role],
    )


def _total(answer: Any) -> int | None:
    return None if isinstance(answer, Absent) else int(answer["total"])


def _url(one: WorkList) -> str | None:
    if one.endpoint not in current_app.view_functions:
        return None
    return url_for(one.endpoint, **one.query)  # type: ignore[arg-type]
