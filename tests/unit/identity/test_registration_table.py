"""SM-01, registration of an individual: every pair of state and command, permitted or refused.

The rows of requirements.md 9.1 are quoted as they stand there; a pair without a row must be refused
(or, where the scheduler comes too late, be nothing) without an event.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from services.identity.domain.kinds import Standing
from services.kernel.eventkit.domain import SYSTEM, VISITOR, Refusal, Role
from tests.unit.identity.people_cast import CHECKED, People
from tests.unit.identity.stage import MAIL, as_individual, as_staff, opening


@dataclass
class Person:
    """An individual in front of the portal."""

    stage: People = field(default_factory=People)
    account_id: str = ""
    token: str = "no token"
    request_id: str = "no request"

    def do(self, name: str, **payload: object) -> None:
        self.stage.run(name, payload, as_individual(self.account_id))

    def office(self, name: str, role: Role = Role.SECRETARIAT, **payload: object) -> None:
        self.stage.run(name, {"account_id": self.account_id, **payload}, as_staff(role))

    def decide(self, name: str, **payload: object) -> None:
        self.office(name, request_id=self.request_id, **payload)

    def _link(self) -> None:
        self.token = self.stage.asked_opening()
        self.account_id = self.stage.published[-1].subject


def _nobody(person: Person) -> None:
    person.account_id = "nobody"


def _email_pending(person: Person) -> None:
    person._link()


def _simple(person: Person) -> None:
    person._link()
    person.stage.run("complete_opening", opening(person.token), VISITOR)
    person.stage.complete(person.account_id)


def _requested(person: Person) -> None:
    _simple(person)
    person.request_id = person.stage.requested(person.account_id)


def _returned(person: Person) -> None:
    _requested(person)
    person.decide("return_full_registration", items=["career"], message="職歴の詳細")


def _returned_long_ago(person: Person) -> None:
    _returned(person)
    person.stage.wait(days=30)


def _full(person: Person) -> None:
    _requested(person)
    person.decide("approve_full_registration", **CHECKED)


def _full_before_its_end(person: Person) -> None:
    _full(person)
    person.stage.wait(days=340)


def _suspended(person: Person) -> None:
    _full(person)
    person.office("suspend_user", reason="規約違反")


def _deceased(person: Person) -> None:
    _simple(person)
    person.office("record_death", matched=True, obituary="社内掲示")


def _withdrawn(person: Person) -> None:
    _simple(person)
    person.do("leave", confirmed=True)


STATES: dict[str, Callable[[Person], None]] = {
    "-": _nobody,
    "EmailPending": _email_pending,
    "Simple": _simple,
    "FullRequested": _requested,
    "FullRequested, returned": _returned,
    "FullRequested, returned 30 days ago": _returned_long_ago,
    "Full": _full,
    "Full, extension open": _full_before_its_end,
    "Suspended": _suspended,
    "Deceased": _deceased,
    "Withdrawn": _withdrawn,
}


def _register_email(person: Person) -> None:
    person.stage.run("request_opening", {"email": MAIL}, VISITOR)


def _validity_passes(person: Person) -> None:
    person.stage.clock.at = person.stage.clock.at.replace(year=2026)
    payload = {"account_id": person.account_id}
    person.stage.run("expire_talent_registration", payload, SYSTEM)


COMMANDS: dict[str, Callable[[Person], None]] = {
    "register e-mail": _register_email,
    "complete opening": lambda p: p.stage.run(
        "complete_opening", opening(p.token or "none"), VISITOR
    ),
    "request full registration": lambda p: p.do("request_full_registration"),
    "return": lambda p: p.decide("return_full_registration", items=["contact"], message="住所"),
    "approve": lambda p: p.decide("approve_full_registration", **CHECKED),
    "reject": lambda p: p.decide("reject_full_registration", reason="経験の不足"),
    "clean": lambda p: p.stage.run(
        "clean_full_registration_requests", {"account_ids": [p.account_id]}, as_staff()
    ),
    "extend": lambda p: p.do("extend_talent_registration"),
    "validity passes": _validity_passes,
    "suspend": lambda p: p.office("suspend_user", reason="規約違反"),
    "suspend at Hello Work": lambda p: p.office("suspend_user", Role.HELLO_WORK, reason="苦情"),
    "reinstate": lambda p: p.office("reinstate_user"),
    "leave": lambda p: p.do("leave", confirmed=True),
    "record death": lambda p: p.office("record_death", matched=True, obituary="社内掲示"),
    "revoke death": lambda p: p.office("revoke_death_record", reason="同姓同名"),
}

Outcome = tuple[Standing, tuple[str, ...]]
PENDING, SIMPLE, FULL = Standing.EMAIL_PENDING, Standing.SIMPLE, Standing.FULL
REQUESTED, SUSPENDED = Standing.FULL_REQUESTED, Standing.SUSPENDED
DECEASED, WITHDRAWN = Standing.DECEASED, Standing.WITHDRAWN
IN_REQUEST = tuple(state for state in STATES if state.startswith("FullRequested"))
FULL_ONES = ("Full", "Full, extension open")
REGISTERED = ("Simple", *IN_REQUEST, *FULL_ONES)
LIVING = ("EmailPending", *REGISTERED, "Suspended")


def _rows() -> dict[tuple[str, str], Outcome]:
    rows: dict[tuple[str, str], Outcome] = {}

    def row(states: tuple[str, ...], command: str, to: Standing, *events: str) -> None:
        for state in states:
            rows[state, command] = (to, events)

    # | - | EmailPending | Visitor, Hello Work staff | address not in use |
    #   `AccountEmailRegistered` |
    row(("-",), "register e-mail", PENDING, "AccountEmailRegistered")
    row(("Withdrawn",), "register e-mail", PENDING, "AccountEmailRegistered")  # D-27: again
    # | EmailPending | Simple | Individual | password set, terms agreed | `UserRegistered` |
    row(("EmailPending",), "complete opening", SIMPLE, "UserRegistered")
    # | Simple | FullRequested | Individual | all mandatory items filled |
    #   `FullRegistrationRequested` |
    row(("Simple",), "request full registration", REQUESTED, "FullRegistrationRequested")
    # | FullRequested | FullRequested | Secretariat | items to complete named |
    #   `FullRegistrationReturned` |
    row(IN_REQUEST, "return", REQUESTED, "FullRegistrationReturned")
    # | FullRequested | FullRequested | Individual | completes returned items |
    #   `FullRegistrationRequested` |
    again = ("FullRequested, returned", "FullRequested, returned 30 days ago")
    row(again, "request full registration", REQUESTED, "FullRegistrationRequested")
    # | FullRequested | Full | Secretariat | due in 3 business days | `FullRegistrationApproved` |
    row(IN_REQUEST, "approve", FULL, "FullRegistrationApproved")
    # | FullRequested | Simple | Secretariat | reason given | `FullRegistrationRejected` |
    row(IN_REQUEST, "reject", SIMPLE, "FullRegistrationRejected")
    # | FullRequested | Simple | Secretariat (cleaning) | not completed, D-24 |
    #   `FullRegistrationRequestCleanedUp` |
    row(again[1:], "clean", SIMPLE, "FullRegistrationRequestCleanedUp")
    # | Full | Full | Individual | extension open, D-25 | `TalentRegistrationExtended` |
    row(("Full, extension open",), "extend", FULL, "TalentRegistrationExtended")
    # | Full | Simple | Internal system | validity passed | `TalentRegistrationExpired` |
    row(FULL_ONES, "validity passes", SIMPLE, "TalentRegistrationExpired")
    # | Simple, FullRequested, Full | Suspended | Secretariat, Hello Work staff | reason given |
    #   `UserSuspended` |
    row(REGISTERED, "suspend", SUSPENDED, "UserSuspended")
    row(REGISTERED, "suspend at Hello Work", SUSPENDED, "UserSuspended")
    # | Suspended | state before | Secretariat, Hello Work staff | - | `UserReinstated` |
    row(("Suspended",), "reinstate", FULL, "UserReinstated")
    # | any but final | Withdrawn | Individual | own account, confirmed | `UserWithdrawn` |
    row(LIVING, "leave", WITHDRAWN, "UserWithdrawn")
    # | any but Withdrawn | Deceased | Secretariat | obituary matched | `UserDeceasedRecorded` |
    row(LIVING, "record death", DECEASED, "UserDeceasedRecorded")
    # | Deceased | state before | Secretariat | recorded in error, D-28 |
    #   `UserDeceasedRecordRevoked` |
    row(("Deceased",), "revoke death", SIMPLE, "UserDeceasedRecordRevoked")
    return rows


PERMITTED = _rows()
EVERY_PAIR = [(state, command) for state in STATES for command in COMMANDS]
ASKED_ANEW = {(state, "register e-mail") for state in (*LIVING, "Deceased")}
"""Not transitions: an address in use is answered alike, and its owner may be told (ID-02)."""


def _person_in(state: str) -> Person:
    person = Person()
    STATES[state](person)
    return person


@pytest.mark.requirement("ID-07")
@pytest.mark.requirement("ID-08")
@pytest.mark.requirement("ID-10")
@pytest.mark.requirement("ID-14")
@pytest.mark.requirement("ID-15")
@pytest.mark.requirement("ID-16")
@pytest.mark.requirement("ID-21")
@pytest.mark.requirement("ID-30")
@pytest.mark.parametrize(("state", "command"), EVERY_PAIR)
def test_each_pair_of_state_and_command(state: str, command: str) -> None:
    person = _person_in(state)
    stage = person.stage
    before, log_before = len(stage.published), stage.store.last_position()
    standing_before = stage.account(person.account_id).standing
    try:
        COMMANDS[command](person)
    except Refusal:
        stage._settle()
    events = tuple(event.type for event in stage.published[before:])
    account_id = stage.published[-1].subject if command == "register e-mail" else person.account_id
    standing = stage.account(account_id).standing
    if (state, command) in PERMITTED:
        assert (standing, events) == PERMITTED[state, command]
        return
    assert standing == standing_before
    if (state, command) in ASKED_ANEW:
        assert set(events) <= {"AccountEmailRegistered"}
        return
    assert events == ()
    assert stage.store.last_position() == log_before


def test_the_table_holds_only_states_and_commands_that_exist() -> None:
    assert set(PERMITTED) <= set(EVERY_PAIR)
    assert len(EVERY_PAIR) == 11 * 15


@pytest.mark.requirement("ID-30")
@pytest.mark.parametrize("state", REGISTERED)
def test_lifting_a_restriction_restores_the_state_before(state: str) -> None:
    person = _person_in(state)
    before = person.stage.account(person.account_id)
    COMMANDS["suspend"](person)
    COMMANDS["reinstate"](person)
    after = person.stage.account(person.account_id)
    assert after.standing == before.standing
    assert after.individual.request == before.individual.request
    assert after.individual.validity == before.individual.validity


@pytest.mark.requirement("ID-21")
@pytest.mark.parametrize("state", LIVING)
def test_revoking_a_death_record_restores_the_state_before(state: str) -> None:
    person = _person_in(state)
    before = person.stage.account(person.account_id).standing
    COMMANDS["record death"](person)
    COMMANDS["revoke death"](person)
    assert person.stage.account(person.account_id).standing == before
