"""SM-02, job-seeker registration: every pair of state and deed, permitted or refused.

The rows of requirements.md 9.2 are quoted as they stand there; a pair without a row must be refused
without an event.
"""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import Refusal
from tests.unit.identity.job_seeker_deeds import DEEDS, STATES
from tests.unit.identity.seekers import (
    IIDABASHI,
    online_seeker,
    seeker,
    sm_02_events,
)
from tests.unit.identity.stage import Stage

REGISTERED = ("JobSeekerRegistered",)


EXTENDED = ("JobSeekerRegistrationExtended",)


EXPIRED = ("JobSeekerRegistrationExpired",)


OFF = ("JobSeekerRegistrationDeactivated",)


ON = ("JobSeekerRegistrationReactivated",)


CONSULTED = ("EmploymentConsultationRecorded",)


USER = ("JobSeekerBecameHelloWorkUser",)


OFFICE = ("HelloWorkOfficeChanged",)


ACTIVE = ("Active, OnlineRegistrant", "Active, HelloWorkUser")


INACTIVE = (
    "Inactive, OnlineRegistrant",
    "Inactive, HelloWorkUser",
    "Inactive, expired",
    "Inactive for more than 12 months",
)


ONLINE = tuple(state for state in (*ACTIVE, *INACTIVE) if "HelloWorkUser" not in state)


WITHIN_THE_PERIOD = INACTIVE[:3]


# The row of requirements.md, the states and deeds it speaks of, the state after it, the events.
Row = tuple[str, tuple[str, ...], tuple[str, ...], str, tuple[str, ...]]


ROWS: tuple[Row, ...] = (
    (
        (
            "| None | Active | Individual (online), Hello Work staff (counter) | age over 15, school"
            " rule, terms | `JobSeekerRegistered` |"
        ),
        ("None",),
        ("applies online", "applies at the counter"),
        "active",
        REGISTERED,
    ),
    (
        (
            "| Active | Active | Internal system | consultation, referral or direct application in the"
            " final month | `JobSeekerRegistrationExtended` |"
        ),
        ACTIVE,
        ("direct application in the final month",),
        "active",
        EXTENDED,
    ),
    (
        (
            "| Active | Inactive | Internal system | last day of validity has passed |"
            " `JobSeekerRegistrationExpired` |"
        ),
        ACTIVE,
        ("last day of validity passes",),
        "inactive",
        EXPIRED,
    ),
    (
        (
            "| Active | Inactive | Individual, Hello Work staff | switched off, or employed |"
            " `JobSeekerRegistrationDeactivated` |"
        ),
        ACTIVE,
        ("switches off", "employed, by staff"),
        "inactive",
        OFF,
    ),
    (
        (
            "| Active, Inactive | same | Hello Work staff | employment consultation (職業相談) held |"
            " `EmploymentConsultationRecorded` |"
        ),
        ACTIVE,
        ("consultation",),
        "active",
        CONSULTED,
    ),
    ("(the same row)", INACTIVE, ("consultation",), "inactive", CONSULTED),
    (
        (
            "| Inactive | Active | Individual | within the period of D-32 |"
            " `JobSeekerRegistrationReactivated` |"
        ),
        WITHIN_THE_PERIOD,
        ("switches on",),
        "active",
        ON,
    ),
    (
        (
            "| Inactive | Active | Hello Work staff | at any time |"
            " `JobSeekerRegistrationReactivated` |"
        ),
        INACTIVE,
        ("switched on by staff",),
        "active",
        ON,
    ),
    (
        "| Active, Inactive | Closed | Individual | leaving | `UserWithdrawn` |",
        (*ACTIVE, *INACTIVE),
        ("leaves",),
        "closed",
        (),
    ),
    (
        (
            "| OnlineRegistrant | HelloWorkUser | Hello Work staff | first use of an office |"
            " `JobSeekerBecameHelloWorkUser` |"
        ),
        ONLINE,
        ("first use of an office",),
        "same",
        USER,
    ),
    (
        (
            "| office A | office B | Hello Work staff | mainly used office changed |"
            " `HelloWorkOfficeChanged` |"
        ),
        (*ACTIVE, *INACTIVE),
        ("another office",),
        "same",
        OFFICE,
    ),
)


PERMITTED = {
    (state, deed): (after, events)
    for _, states, deeds, after, events in ROWS
    for state in states
    for deed in deeds
}


EVERY_PAIR = [(state, deed) for state in STATES for deed in DEEDS]


@pytest.mark.requirement("ID-31")
@pytest.mark.requirement("ID-36")
@pytest.mark.requirement("ID-39")
@pytest.mark.parametrize(("state", "deed"), EVERY_PAIR)
def test_each_pair_of_state_and_deed(state: str, deed: str) -> None:
    stage = Stage()
    who = STATES[state](stage)
    before, since = seeker(stage, who), len(stage.published)
    refused = False
    try:
        DEEDS[deed](stage, who)
    except Refusal:
        refused = True
        stage._settle()
    after = seeker(stage, who)
    events = sm_02_events(stage, who, since)
    if (state, deed) in PERMITTED:
        status, expected = PERMITTED[state, deed]
        assert not refused
        assert events == expected
        assert after.status.value == (before.status.value if status == "same" else status)
        assert ("UserWithdrawn" in stage.types()[since:]) == (deed == "leaves")
    else:
        assert events == ()
        assert (after.status, after.kind, after.office) == (
            before.status,
            before.kind,
            before.office,
        )
    assert after.number == before.number or before.number == ""


def test_the_table_holds_only_states_and_deeds_that_exist() -> None:
    assert set(PERMITTED) <= set(EVERY_PAIR)
    assert len(EVERY_PAIR) == 112


def test_an_office_that_is_shown_already_is_no_change() -> None:
    stage = Stage()
    who = online_seeker(stage)
    payload = {"account_id": who, "office": IIDABASHI}
    from tests.unit.identity.seekers import counter

    assert stage.refusal("change_hello_work_office", payload, counter()).code == (
        "office-already-shown"
    )
