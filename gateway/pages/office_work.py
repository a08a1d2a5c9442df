"""The lists of open work in the back office: how they are counted, for whom, where they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext

from gateway.auth.viewer import Role

Call = tuple[str, str, dict[str, Any]]

EXTENSIONS_AHEAD = timedelta(days=60)
"""As far as the first notices reach (D-25)."""


@dataclass(frozen=True)
class WorkList:
    """One list of open work: the call that counts it, for whom, and the page it leads to.

    Lists with the same `service`, `operation` and `payload` are counted by one call; `count` then
    says which of its `counts` is meant. With `ahead` the call takes the period from today.
    """

    label: Any
    service: str
    operation: str
    payload: Mapping[str, Any]
    endpoint: str
    query: Mapping[str, str] = field(default_factory=dict)
    count: str = ""
    urgent: bool = False
    ahead: timedelta | None = None
    roles: frozenset[Role] = frozenset({Role.SECRETARIAT})

    def call(self, today: date) -> Call:
        """The question whose answer has the count."""
        if self.ahead is None:
            return self.service, self.operation, dict(self.payload)
        period = {"first_on": today.isoformat(), "last_on": (today + self.ahead).isoformat()}
        return self.service, self.operation, {**self.payload, **period}

    def total(self, answer: Mapping[str, Any]) -> int:
        """The count in that answer."""
        return int(answer["counts"][self.count] if self.count else answer["total"])


@dataclass(frozen=True)
class WorkArea:
    """The lists about one kind of thing."""

    name: str
    label: Any
    lists: tuple[WorkList, ...]


def _full(waiting_in: str, label: Any, endpoint: str = "requests", **more: Any) -> WorkList:
    payload = {"waiting_in": waiting_in, "limit": 1}
    page = f"office_full_registrations.{endpoint}"
    return WorkList(label, "identity", "find_full_registration_requests", payload, page, **more)


def _care(count: str, label: Any, **more: Any) -> WorkList:
    page, query = "office_care.overview", {"work": count}
    asked = "find_organisations_in_care"
    return WorkList(label, "identity", asked, {"limit": 1}, page, query, count, **more)


def _applications(path: str, label: Any) -> WorkList:
    payload = {"review_path": path, "limit": 1}
    page, query = "office_organisations.requests", {"review_path": path}
    return WorkList(label, "identity", "find_organisation_requests", payload, page, query)


def _requests(label: Any, query: Mapping[str, str], **asked: str) -> WorkList:
    payload = {**asked, "per_page": 1}
    page = "office_listings.requests"
    return WorkList(label, "listings", "find_listing_requests", payload, page, query)


INDIVIDUALS = WorkArea(
    "individuals",
    lazy_gettext("個人"),
    (
        _full("open", lazy_gettext("国際協力人材登録の申請")),
        _full(
            "overdue",
            lazy_gettext("国際協力人材登録の申請（期限超過）"),
            query={"list": "overdue"},
            urgent=True,
        ),
        _full("cleaning", lazy_gettext("クリーニング作業"), "cleaning"),
        WorkList(
            lazy_gettext("延長登録（60日以内に有効期限）"),
            "identity",
            "find_extensions",
            {"limit": 1},
            "office_registration_upkeep.extensions",
            ahead=EXTENSIONS_AHEAD,
        ),
        WorkList(
            lazy_gettext("登録情報確認（個人、未回答）"),
            "identity",
            "find_confirmations",
            {"limit": 1},
            "office_registration_upkeep.confirmations",
        ),
        WorkList(
            lazy_gettext("個人情報抽出の依頼"),
            "identity",
            "find_extractions",
            {"state": "requested", "limit": 1},
            "extractions.overview",
            {"state": "requested"},
        ),
    ),
)
ORGANISATIONS = WorkArea(
    "organisations",
    lazy_gettext("団体"),
    (
        _applications("full-check", lazy_gettext("団体登録の申請（一般団体）")),
        _applications("identity-check", lazy_gettext("団体登録の申請（JICA・政府機関など）")),
        WorkList(
            lazy_gettext("登録情報の変更依頼"),
            "identity",
            "find_organisation_changes",
            {"open": True, "limit": 1},
            "office_changes.overview",
        ),
        _care("deletion", lazy_gettext("無効登録（削除依頼）"), urgent=True),
        _care("extension", lazy_gettext("延長登録の時期")),
        _care("unanswered", lazy_gettext("登録情報確認（団体、未回答）")),
        _care("changed", lazy_gettext("登録情報確認（団体、変更あり）")),
        _care("listed", lazy_gettext("一覧掲載希望")),
    ),
)
LISTINGS = WorkArea(
    "listings",
    lazy_gettext("求人公募情報"),
    (
        _requests(
            lazy_gettext("求人公募情報の登録依頼"),
            {"request": "registration"},
            request="registration",
        ),
        _requests(
            lazy_gettext("求人公募情報の修正依頼"), {"request": "amendment"}, request="amendment"
        ),
        _requests(lazy_gettext("承認済み・反映待ち"), {"list": "approved"}, standing="approved"),
        WorkList(
            lazy_gettext("本日取り下げ予定の情報"),
            "listings",
            "find_withdrawals_due",
            {"per_page": 1},
            "office_listings_corrections.withdrawals_due",
        ),
    ),
)


def _consultations(label: Any, **asked: str) -> WorkList:
    payload = {"open": True, "limit": 1, **asked}
    page = "office_consultations.overview"
    return WorkList(label, "messaging", "find_consultations", payload, page, asked)


MESSAGING = WorkArea(
    "messaging",
    lazy_gettext("相談"),
    (
        _consultations(lazy_gettext("対面相談（対応中）"), kind="face-to-face"),
        _consultations(lazy_gettext("メール相談（対応中）"), kind="mail"),
        WorkList(
            lazy_gettext("割り当てられたキャリア相談"),
            "messaging",
            "find_consultations",
            {"open": True, "limit": 1},
            "office_consultations.overview",
            roles=frozenset({Role.COUNSELLOR, Role.JICA_DEPARTMENT, Role.HR_DIVISION}),
        ),
    ),
)
SYSTEM = WorkArea(
    "system",
    lazy_gettext("システム"),
    (
        WorkList(
            lazy_gettext("届かなかったメール"),
            "messaging",
            "find_notice_mails",
            {"state": "given-up", "limit": 1},
            "notice_mails.overview",
            {"state": "given-up"},
            urgent=True,
            roles=frozenset({Role.SECRETARIAT, Role.OPERATOR}),
        ),
        WorkList(
            lazy_gettext("内部ユーザ"),
            "identity",
            "find_internal_users",
            {"limit": 1},
            "internal_users.overview",
            roles=frozenset({Role.OPERATOR}),
        ),
    ),
)
WORK = (INDIVIDUALS, ORGANISATIONS, LISTINGS, MESSAGING, SYSTEM)
