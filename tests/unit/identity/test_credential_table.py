"""SM-03, credential and session: every pair of state and deed, permitted or refused.

The rows of requirements.md 9.3 are quoted as they stand there; a pair without a row must be refused
without an event.
"""

from __future__ import annotations

import pytest

from services.identity.domain.account.state import Credential
from services.kernel.eventkit.domain import SYSTEM, VISITOR, Refusal
from tests.unit.identity.credential_cast import DEEDS, STATES, person_in
from tests.unit.identity.stage import MAIL, NEW_PASSWORD

LOGIN = ("LoginSucceeded", "SessionStarted")
FAILED = ("LoginFailed",)
LOCK = ("LoginFailed", "AccountLocked")

# From, deed -> To, session live afterwards, events. The row of requirements.md stands above.
PERMITTED: dict[tuple[str, str], tuple[Credential, bool, tuple[str, ...]]] = {
    # | Open | Open | Individual, organisation | 1st failure | `LoginFailed` |
    ("Open", "wrong password"): (Credential.OPEN, False, FAILED),
    ("Open", "wrong password after 30 minutes"): (Credential.OPEN, False, FAILED),
    ("Open, session Live", "wrong password"): (Credential.OPEN, True, FAILED),
    ("Open, session Live", "wrong password after 30 minutes"): (Credential.OPEN, True, FAILED),
    # | Warned | Open | Internal system (on next attempt) | 30 minutes or more since the last
    #   failure, D-07 | none, the counter starts anew |
    ("Warned", "wrong password after 30 minutes"): (Credential.OPEN, False, FAILED),
    ("Warned, session Live", "wrong password after 30 minutes"): (Credential.OPEN, True, FAILED),
    # | Warned | Locked | Individual, organisation | 3rd consecutive failure | `LoginFailed`,
    #   `AccountLocked` |
    ("Warned", "wrong password"): (Credential.LOCKED, False, LOCK),
    ("Warned, session Live", "wrong password"): (Credential.LOCKED, True, LOCK),
    # | Open, Warned | Open, session Live | Individual, organisation | right password, no live
    #   session elsewhere | `LoginSucceeded`, `SessionStarted` |
    ("Open", "right password"): (Credential.OPEN, True, LOGIN),
    ("Warned", "right password"): (Credential.OPEN, True, LOGIN),
    # | session Live | None | Individual, organisation | logout | `SessionEnded` |
    ("Open, session Live", "logout"): (Credential.OPEN, False, ("SessionEnded",)),
    ("Warned, session Live", "logout"): (Credential.WARNED, False, ("SessionEnded",)),
    ("Locked, session Live", "logout"): (Credential.LOCKED, False, ("SessionEnded",)),
    ("Temporary, session Live", "logout"): (Credential.TEMPORARY, False, ("SessionEnded",)),
    # | session Live | None | Internal system | more than 60 minutes, D-10 | `SessionExpired` |
    ("Open, session Live", "more than 60 minutes"): (Credential.OPEN, False, ("SessionExpired",)),
    # (the failures of Warned are forgotten by then, D-07)
    ("Warned, session Live", "more than 60 minutes"): (
        Credential.OPEN,
        False,
        ("SessionExpired",),
    ),
    ("Locked, session Live", "more than 60 minutes"): (
        Credential.LOCKED,
        False,
        ("SessionExpired",),
    ),
    ("Temporary, session Live", "more than 60 minutes"): (
        Credential.TEMPORARY,
        False,
        ("SessionExpired",),
    ),
    # | Open, Warned, Locked | Temporary | Individual (secret question), ... | all answers right |
    #   `TemporaryPasswordIssued` |   (a live session ends on issue, D-15)
    ("Open", "reissue"): (Credential.TEMPORARY, False, ("TemporaryPasswordIssued",)),
    ("Warned", "reissue"): (Credential.TEMPORARY, False, ("TemporaryPasswordIssued",)),
    ("Locked", "reissue"): (Credential.TEMPORARY, False, ("TemporaryPasswordIssued",)),
    ("Open, session Live", "reissue"): (
        Credential.TEMPORARY,
        False,
        ("SessionEnded", "TemporaryPasswordIssued"),
    ),
    ("Warned, session Live", "reissue"): (
        Credential.TEMPORARY,
        False,
        ("SessionEnded", "TemporaryPasswordIssued"),
    ),
    ("Locked, session Live", "reissue"): (
        Credential.TEMPORARY,
        False,
        ("SessionEnded", "TemporaryPasswordIssued"),
    ),
    # | Temporary | Temporary, session Live (password change only) | Individual, organisation |
    #   right temporary password | `LoginSucceeded`, `SessionStarted` |
    ("Temporary", "right password"): (Credential.TEMPORARY, True, LOGIN),
    # | Temporary | Locked | Individual, organisation | 3rd consecutive failure | ... |
    #   (the 1st and the 2nd are failures like any other; the 3rd has a test of its own below)
    ("Temporary", "wrong password"): (Credential.TEMPORARY, False, FAILED),
    ("Temporary", "wrong password after 30 minutes"): (Credential.TEMPORARY, False, FAILED),
    ("Temporary, session Live", "wrong password"): (Credential.TEMPORARY, True, FAILED),
    ("Temporary, session Live", "wrong password after 30 minutes"): (
        Credential.TEMPORARY,
        True,
        FAILED,
    ),
    # | Temporary | Open | Individual, organisation | new password set | `PasswordChanged` |
    ("Temporary", "new password"): (Credential.OPEN, False, ("PasswordChanged",)),
    ("Temporary, session Live", "new password"): (Credential.OPEN, True, ("PasswordChanged",)),
    # | Open | Open | Individual, organisation | current password right | `PasswordChanged` |
    ("Open", "new password"): (Credential.OPEN, False, ("PasswordChanged",)),
    ("Open, session Live", "new password"): (Credential.OPEN, True, ("PasswordChanged",)),
    # ID-66: "can change the password at any time": also while a stranger's failures warn
    ("Warned", "new password"): (Credential.WARNED, False, ("PasswordChanged",)),
    ("Warned, session Live", "new password"): (Credential.WARNED, True, ("PasswordChanged",)),
}

EVERY_PAIR = [(state, deed) for state in STATES for deed in DEEDS]


PERMITTED |= {
    (state, "reissue by the secretariat"): outcome
    for (state, deed), outcome in PERMITTED.items()
    if deed == "reissue"
}
"""| ... | Temporary | ..., secretariat (after identity check) | all answers right | ... |"""


@pytest.mark.requirement("ID-55")
@pytest.mark.requirement("ID-56")
@pytest.mark.requirement("ID-57")
@pytest.mark.requirement("ID-60")
@pytest.mark.requirement("ID-61")
@pytest.mark.requirement("ID-67")
@pytest.mark.requirement("ID-69")
@pytest.mark.requirement("ID-70")
@pytest.mark.parametrize("kind", ["individual", "organisation"])
@pytest.mark.parametrize(("state", "deed"), EVERY_PAIR)
def test_each_pair_of_state_and_deed(state: str, deed: str, kind: str) -> None:
    person = person_in(state, kind)
    stage = person.stage
    before = len(stage.published)
    log_before = stage.store.last_position()
    try:
        DEEDS[deed](person)
    except Refusal:
        stage._settle()
    account = stage.account(person.account_id)
    credential = account.credential(stage.clock.at, stage.settings.rules)
    events = tuple(event.type for event in stage.published[before:])
    if (state, deed) in PERMITTED:
        assert (credential, account.session is not None, events) == PERMITTED[state, deed]
    else:
        assert events == ()
        assert stage.store.last_position() == log_before


def test_the_table_holds_only_states_and_deeds_that_exist() -> None:
    assert set(PERMITTED) <= set(EVERY_PAIR)
    assert len(EVERY_PAIR) == 64


@pytest.mark.requirement("ID-56")
def test_the_third_failure_locks_a_temporary_password() -> None:
    person = person_in("Temporary")
    person.fail(3)
    account = person.stage.account(person.account_id)
    assert account.credential(person.stage.clock.at, person.stage.settings.rules) == "locked"
    assert person.stage.login_refusal(password=person.password) == "account-locked"
    person.reissue()
    assert person.stage.log_in(MAIL, person.password)["must_change_password"]


@pytest.mark.requirement("ID-65")
def test_a_session_by_temporary_password_is_for_changing_it_only() -> None:
    person = person_in("Temporary")
    token = person.log_in(person.password)
    session = person.stage.run("resolve_session", {"token": token}, VISITOR)
    assert session["must_change_password"] is True
    DEEDS["new password"](person)
    session = person.stage.run("resolve_session", {"token": token}, VISITOR)
    assert session["must_change_password"] is False
    person.stage.run("log_out", {"token": token}, VISITOR)
    assert person.stage.login_refusal(password=person.password) == "login-refused"
    assert person.stage.log_in(MAIL, NEW_PASSWORD)["must_change_password"] is False


@pytest.mark.requirement("ID-61")
def test_expiring_what_is_over_already_is_nothing() -> None:
    person = person_in("Open, session Live")
    session = person.stage.account(person.account_id).session
    assert session is not None
    DEEDS["logout"](person)
    before = person.stage.store.last_position()
    for session_id in (session.session_id, "another"):
        payload = {"account_id": person.account_id, "session_id": session_id}
        person.stage.run("expire_session", payload, SYSTEM)
    assert person.stage.store.last_position() == before
