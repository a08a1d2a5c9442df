"""An organisation in each state of SM-04, and everything that can be done to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from services.identity.domain.organisation.organisation import OrganisationStatus
from services.kernel.eventkit.domain import SYSTEM, VISITOR, Actor
from services.kernel.eventkit.domain.tokyo import moment, tokyo_date
from tests.unit.identity.stage import Stage, as_organisation, as_staff, organisation

OFFICE = "office@kakehashi.example"
SURVEY = {"confirmed": True, "reasons": ["few-applicants"], "satisfaction": 3}
DATA = {key: organisation()[key] for key in ("institution_type", "name_en", "address", "telephone")}


@dataclass
class Body:
    """An organisation in front of the portal."""

    stage: Stage
    organisation_id: str = "unknown"

    @property
    def document(self) -> dict[str, object]:
        return self.stage.documents("organisations").get(self.organisation_id, {})

    def own(self, name: str, /, **payload: object) -> None:
        self.stage.run(name, payload, as_organisation(self.organisation_id))

    def office(self, name: str, /, actor: Actor | None = None, **payload: object) -> None:
        named = {"organisation_id": self.organisation_id, **payload}
        self.stage.run(name, named, actor or as_staff())

    def to_day(self, days_before_end: int) -> None:
        """To noon, that many days before the last day of the validity."""
        until = str(self.document["valid_until"])
        day = tokyo_date(moment(type(tokyo_date(self.stage.clock.at)).fromisoformat(until)))
        self.stage.until(moment(day - timedelta(days=days_before_end)) + timedelta(hours=12))


def _none(body: Body) -> None:
    pass


def _requested(body: Body) -> None:
    body.organisation_id = body.stage.requested_organisation()


def _registered(body: Body) -> None:
    body.organisation_id = body.stage.active_organisation()["organisation_id"]


def _ending(body: Body) -> None:
    _registered(body)
    body.to_day(60)


def _asked_for_deletion(body: Body) -> None:
    _registered(body)
    body.own("request_organisation_invalidation", reason="解散のため")


def _rejected(body: Body) -> None:
    _requested(body)
    body.office("reject_organisation", reason="x")


def _expired(body: Body) -> None:
    _registered(body)
    body.to_day(-1)


def _expired_asked_for_deletion(body: Body) -> None:
    _expired(body)
    body.own("request_organisation_invalidation", reason="解散のため")


def _invalidated(body: Body) -> None:
    _asked_for_deletion(body)
    body.office("invalidate_organisation")


def _withdrawn(body: Body) -> None:
    _registered(body)
    body.own("withdraw_organisation", **SURVEY)


STATES: dict[str, tuple[OrganisationStatus, Callable[[Body], None]]] = {
    "-": (OrganisationStatus.NONE, _none),
    "Requested": (OrganisationStatus.REQUESTED, _requested),
    "Registered": (OrganisationStatus.REGISTERED, _registered),
    "Registered, extension open": (OrganisationStatus.REGISTERED, _ending),
    "Registered, deletion asked": (OrganisationStatus.REGISTERED, _asked_for_deletion),
    "Rejected": (OrganisationStatus.REJECTED, _rejected),
    "Expired": (OrganisationStatus.EXPIRED, _expired),
    "Expired, deletion asked": (OrganisationStatus.EXPIRED, _expired_asked_for_deletion),
    "Invalidated": (OrganisationStatus.INVALIDATED, _invalidated),
    "Withdrawn": (OrganisationStatus.WITHDRAWN, _withdrawn),
}


def _self_service_code(body: Body) -> None:
    institution_id = str(body.document.get("institution_id") or "K999999")
    payload = {"institution_id": institution_id, "email": OFFICE}
    body.stage.run("reissue_organisation_code", payload, VISITOR)


def _validity_passed(body: Body) -> None:
    if body.document.get("status") == "registered":
        body.to_day(-1)
    else:
        body.office("expire_organisation", SYSTEM)


def _update(body: Body) -> None:
    data = {
        **DATA,
        "name": "新しい名前",
        "email": OFFICE,
        "person_in_charge": "高橋",
        "activity": "x",
    }
    body.office("update_organisation", **data)


DEEDS: dict[str, Callable[[Body], None]] = {
    "approve": lambda body: body.office("approve_organisation"),
    "reject": lambda body: body.office("reject_organisation", reason="x"),
    "ask for a change": lambda body: body.own(
        "request_organisation_change", person_in_charge="佐藤 次郎", items="住所"
    ),
    "enter a mailed wish": lambda body: body.office(
        "request_organisation_change", person_in_charge="佐藤 次郎", items="住所"
    ),
    "apply a change": _update,
    "confirm the data": lambda body: body.own("confirm_organisation_info"),
    "new code, own": lambda body: body.own("renew_organisation_code"),
    "new code, by the secretariat": lambda body: body.office("renew_organisation_code"),
    "new code, without login": _self_service_code,
    "extend, own": lambda body: body.own("extend_organisation"),
    "extend, by the secretariat": lambda body: body.office("extend_organisation"),
    "validity passed": _validity_passed,
    "ask for deletion": lambda body: body.own("request_organisation_invalidation", reason="x"),
    "enter a mailed deletion": lambda body: body.office(
        "request_organisation_invalidation", reason="x"
    ),
    "invalidate": lambda body: body.office("invalidate_organisation"),
    "leave": lambda body: body.own("withdraw_organisation", **SURVEY),
    "list wish, own": lambda body: body.own("change_list_wish", listed=False),
    "list wish, by the secretariat": lambda body: body.office("change_list_wish", listed=False),
}
