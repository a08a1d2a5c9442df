"""SM-04, registration of organisations: every pair of state and deed, permitted or refused.

The rows of requirements.md 9.4 are quoted as they stand there; a pair without a row must be refused
without an event.
"""

from __future__ import annotations

import pytest

from services.identity.domain.organisation.organisation import OrganisationStatus
from services.kernel.eventkit.domain import Refusal
from tests.unit.identity.organisation_cast import DEEDS, STATES, Body
from tests.unit.identity.stage import Stage, as_organisation, as_staff

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
