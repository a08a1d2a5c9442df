"""SM-04, registration of organisations: every pair of state and deed, permitted or refused.

The rows of requirements.md 9.4 are quoted as they stand there; a pair without a row must be refused
without an event.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from services.identity.domain.organisation.organisation import OrganisationStatus
from services.kernel.eventkit.domain import SYSTEM, VISITOR, Actor, Refusal
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

IN_FORCE = ("Registered", "Registered, extension open", "Registered, deletion asked")
LIST = "OrganisationListRegenerated"
REGISTERED, EXPIRED = OrganisationStatus.REGISTERED, OrganisationStatus.EXPIRED
Outcome = tuple[OrganisationStatus, tuple[str, ...]]


def _in_force(deed: str, *events: str) -> dict[tuple[str, str], Outcome]:
    return {(state, deed): (REGISTERED, events) for state in IN_FORCE}


# From, deed -> To, events. The row of requirements.md stands above.
PERMITTED: dict[tuple[str, str], Outcome] = {
    # | Requested | Registered | Secretariat | path of D-35 | `OrganisationRegistered` |
    ("Requested", "approve"): (REGISTERED, ("OrganisationRegistered", LIST)),
    # | Requested | Rejected | Secretariat | reason given | `OrganisationRegistrationRejected` |
    ("Requested", "reject"): (OrganisationStatus.REJECTED, ("OrganisationRegistrationRejected",)),
    # | Registered | Registered | Organisation by mail | ID, person in charge, items |
    #   `OrganisationInfoChangeRequested` |   (the portal's form is equal to the mail, D-37)
    **_in_force("ask for a change", "OrganisationInfoChangeRequested"),
    **_in_force("enter a mailed wish", "OrganisationInfoChangeRequested"),
    # | Registered | Registered | Secretariat | change applied, also JICA common data |
    #   `OrganisationInfoUpdated` |
    **_in_force("apply a change", "OrganisationInfoUpdated", LIST),
    # | Registered | Registered | Organisation | confirms data | `OrganisationInfoConfirmed` |
    **_in_force("confirm the data", "OrganisationInfoConfirmed"),
    # | Registered | Registered | Organisation (own), internal | code lost |
    #   `OrganisationCodeReissued` |
    **_in_force("new code, own", "OrganisationCodeReissued"),
    **_in_force("new code, by the secretariat", "OrganisationCodeReissued"),
    **_in_force("new code, without login", "OrganisationCodeReissued"),
    # | Registered | Registered | Organisation, secretariat | D-38 |
    #   `OrganisationRegistrationExtended` |
    ("Registered, extension open", "extend, own"): (
        REGISTERED,
        ("OrganisationRegistrationExtended", LIST),
    ),
    ("Registered, extension open", "extend, by the secretariat"): (
        REGISTERED,
        ("OrganisationRegistrationExtended", LIST),
    ),
    # | Registered | Expired | Internal system | validity passed |
    #   `OrganisationRegistrationExpired` |
    **{
        (state, "validity passed"): (EXPIRED, ("OrganisationRegistrationExpired", LIST))
        for state in IN_FORCE
    },
    # | Expired | Registered | Secretariat | extension accepted late |
    #   `OrganisationRegistrationExtended` |
    **{
        (state, "extend, by the secretariat"): (
            REGISTERED,
            ("OrganisationRegistrationExtended", LIST),
        )
        for state in ("Expired", "Expired, deletion asked")
    },
    # | Registered, Expired | same | Organisation | asks for deletion |
    #   `OrganisationInvalidationRequested` |   (asked for once is enough)
    **{
        (state, deed): (status, ("OrganisationInvalidationRequested",))
        for state, status in (
            ("Registered", REGISTERED),
            ("Registered, extension open", REGISTERED),
            ("Expired", EXPIRED),
        )
        for deed in ("ask for deletion", "enter a mailed deletion")
    },
    # | Registered, Expired | Invalidated | Secretariat | deletion request recorded |
    #   `OrganisationInvalidated` |
    **{
        (state, "invalidate"): (OrganisationStatus.INVALIDATED, ("OrganisationInvalidated", LIST))
        for state in ("Registered, deletion asked", "Expired, deletion asked")
    },
    # | Registered | Withdrawn | Organisation | confirmed, survey answered |
    #   `OrganisationWithdrawn` |
    **{
        (state, "leave"): (OrganisationStatus.WITHDRAWN, ("OrganisationWithdrawn", LIST))
        for state in IN_FORCE
    },
    # List wish: `OrganisationListWishChanged` by organisation or secretariat, then
    # `OrganisationListRegenerated` by the internal system.
    **{
        (state, deed): (STATES[state][0], ("OrganisationListWishChanged", LIST))
        for state in (*IN_FORCE, "Expired", "Expired, deletion asked")
        for deed in ("list wish, own", "list wish, by the secretariat")
    },
}

QUIET = {
    (state, deed)
    for state in ("Registered, deletion asked", "Expired, deletion asked")
    for deed in ("ask for deletion", "enter a mailed deletion")
} | {
    (state, deed)
    for state in STATES
    for deed in ("new code, without login", "validity passed")
    if (state, deed) not in PERMITTED
}
"""Pairs that are answered without a refusal, and without an event: nothing is to be done."""

EVERY_PAIR = [(state, deed) for state in STATES for deed in DEEDS]


@pytest.mark.requirement("ID-77")
@pytest.mark.requirement("ID-78")
@pytest.mark.requirement("ID-81")
@pytest.mark.requirement("ID-82")
@pytest.mark.requirement("ID-83")
@pytest.mark.requirement("ID-84")
@pytest.mark.parametrize(("state", "deed"), EVERY_PAIR)
def test_each_pair_of_state_and_deed(state: str, deed: str) -> None:
    stage = Stage()
    body = Body(stage)
    status, arrive = STATES[state]
    arrive(body)
    assert body.document.get("status", "none") == status
    before = len(stage.published)
    refused = False
    try:
        DEEDS[deed](body)
    except Refusal:
        refused = True
        stage._settle()
    organisations = ("Organisation",)
    events = tuple(e.type for e in stage.published[before:] if e.type.startswith(organisations))
    after = body.document.get("status", "none")
    if (state, deed) in PERMITTED:
        assert not refused
        assert (after, events) == PERMITTED[state, deed]
    else:
        assert (after, events) == (status, ())
        assert refused == ((state, deed) not in QUIET)


def test_the_table_holds_only_states_and_deeds_that_exist() -> None:
    assert set(PERMITTED) | QUIET <= set(EVERY_PAIR)
    assert not set(PERMITTED) & QUIET
    assert {status for status, _ in STATES.values()} == set(OrganisationStatus)
    assert len(EVERY_PAIR) == 180


@pytest.mark.parametrize(
    "deed",
    [
        ("request_organisation_change", {"person_in_charge": "x", "items": "x"}),
        ("confirm_organisation_info", {}),
        ("extend_organisation", {}),
        ("change_list_wish", {"listed": False}),
        ("renew_organisation_code", {}),
        ("request_organisation_invalidation", {"reason": "x"}),
    ],
)
def test_no_organisation_acts_for_another(
    stage: Stage, deed: tuple[str, dict[str, object]]
) -> None:
    first = stage.active_organisation()["organisation_id"]
    name, payload = deed
    other = as_organisation("another")
    named = {**payload, "organisation_id": first}
    assert stage.refusal(name, named, other).code == "not-found"
    assert stage.refusal(name, payload, as_organisation("unknown")).code == "not-found"
    if name != "confirm_organisation_info":
        assert list(stage.refusal(name, payload, as_staff()).fields) == ["organisation_id"]
