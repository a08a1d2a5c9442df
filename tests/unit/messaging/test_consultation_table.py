"""SM-12, career consultation: every triple of state, kind and command, permitted or refused.

The rows of requirements.md 9.12 are quoted as they stand there; what has no row must be refused
without an event.
"""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import Refusal
from tests.unit.messaging.consulting import ConsultingStage
from tests.unit.messaging.consulting_steps import (
    DEEDS,
    FACE,
    MAIL,
    STATES,
    Status,
    status_of,
)


def _rows(
    froms: str, kinds: tuple[str, ...], deeds: tuple[str, ...], to: Status, event: str
) -> dict[tuple[str, str, str], tuple[Status, str]]:
    return {
        (state, kind, deed): (to, event)
        for state in froms.split(" | ")
        for kind in kinds
        for deed in deeds
        if (state, kind) in STATES
    }


EVERY_KIND = (FACE, MAIL)
# From, kind, deed -> To, public event. The rows of requirements.md 9.12 stand above.
PERMITTED: dict[tuple[str, str, str], tuple[Status, str]] = {
    # | Requested | Assigned | Secretariat | counsellor has permission | `CounsellorAssigned` |
    **_rows("Requested", EVERY_KIND, ("assign",), Status.ASSIGNED, "CounsellorAssigned"),
    # | Assigned | Scheduled | Secretariat, counsellor | face-to-face | `ConsultationScheduled` |
    **_rows(
        "Assigned",
        (FACE,),
        ("schedule", "schedule, by the counsellor"),
        Status.SCHEDULED,
        "ConsultationScheduled",
    ),
    # | Scheduled | Scheduled | Secretariat, counsellor | new date | `ConsultationRescheduled` |
    **_rows(
        "Scheduled | Scheduled, day reached",
        (FACE,),
        ("reschedule", "reschedule, by the counsellor"),
        Status.SCHEDULED,
        "ConsultationRescheduled",
    ),
    # | Scheduled | Held | Counsellor, secretariat | date reached | `ConsultationHeld` |
    **_rows(
        "Scheduled, day reached",
        (FACE,),
        ("hold", "hold, by the counsellor"),
        Status.HELD,
        "ConsultationHeld",
    ),
    # | Requested, Assigned | Referred | Secretariat | mail; counsellor or JICA person named |
    #   `ConsultationReferred` |
    **_rows(
        "Requested | Assigned",
        (MAIL,),
        ("refer", "refer, to a counsellor", "refer, to JICA"),
        Status.REFERRED,
        "ConsultationReferred",
    ),
    # | Referred | Referred | Counsellor, JICA department | internal statement |
    #   `ConsultationOpinionRecorded` |
    **_rows(
        "Referred",
        (MAIL,),
        ("opinion", "opinion, of JICA"),
        Status.REFERRED,
        "ConsultationOpinionRecorded",
    ),
    # | Requested, Assigned, Referred | Answered | Secretariat | mail | `ConsultationAnswered` |
    **_rows(
        "Requested | Assigned | Referred",
        (MAIL,),
        ("answer",),
        Status.ANSWERED,
        "ConsultationAnswered",
    ),
    # | Requested, Assigned, Scheduled, Referred | Cancelled | Individual, secretariat |
    #   before held or answered | `ConsultationCancelled` |
    **_rows(
        "Requested | Assigned | Scheduled | Scheduled, day reached | Referred",
        EVERY_KIND,
        ("cancel", "cancel, by the secretariat"),
        Status.CANCELLED,
        "ConsultationCancelled",
    ),
    # | Held, Answered | Closed | Secretariat | - | `ConsultationClosed` |
    **_rows("Held | Answered", EVERY_KIND, ("close",), Status.CLOSED, "ConsultationClosed"),
}
EVERY_TRIPLE = [(*state, deed) for state in STATES for deed in DEEDS]


@pytest.mark.requirement("ME-43")
@pytest.mark.requirement("ME-44")
@pytest.mark.parametrize(("state", "kind", "deed"), list(PERMITTED))
def test_each_row_leads_where_it_says(state: str, kind: str, deed: str) -> None:
    stage = ConsultingStage()
    expected, arrive = STATES[state, kind]
    one = arrive(stage, kind)
    assert status_of(stage, one) is expected
    before, told = len(stage.events(f"consultation-{one}")), len(stage.told())
    DEEDS[deed](stage, one)
    to, event = PERMITTED[state, kind, deed]
    events = stage.events(f"consultation-{one}")[before:]
    assert status_of(stage, one) is to
    assert [type(one).__name__ for one in events] == stage.told()[told:] == [event]


@pytest.mark.requirement("ME-43")
@pytest.mark.requirement("ME-44")
@pytest.mark.parametrize(("state", "kind"), list(STATES))
def test_everything_else_is_refused_without_an_event(state: str, kind: str) -> None:
    # One stage is enough for a state, because what is refused leaves everything as it was.
    stage = ConsultingStage()
    expected, arrive = STATES[state, kind]
    one = arrive(stage, kind)
    before, told = stage.store.last_position(), stage.told()
    others = [deed for deed in DEEDS if (state, kind, deed) not in PERMITTED]
    for deed in others:
        with pytest.raises(Refusal):
            DEEDS[deed](stage, one)
        assert stage.store.last_position() == before, deed
    assert (status_of(stage, one), stage.told()) == (expected, told)
    assert others


def test_the_table_holds_only_what_exists() -> None:
    assert set(PERMITTED) <= set(EVERY_TRIPLE)
    assert {status for status, _ in STATES.values()} == set(Status)
