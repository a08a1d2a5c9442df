"""Attempts at the same time: at most three are evaluated, whatever their order (ID-56)."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from services.identity.domain.account.events import LoginSucceeded, SessionStarted
from services.identity.domain.attempts import AccountLocked, LoginFailed
from services.kernel.eventkit.domain import Refusal
from tests.unit.identity.stage import MAIL, PASSWORD, WRONG, Stage

AT_ONCE = 50
VISITING = {"actor": {"role": "visitor"}}


def _attempts(stage: Stage, passwords: list[str], login_id: str = MAIL) -> list[str]:
    """All attempts verify their password before any of them can store its outcome."""
    everybody = threading.Barrier(len(passwords))
    waited = threading.local()

    def wait_once() -> None:
        if not getattr(waited, "done", False):
            waited.done = True
            everybody.wait(timeout=20)

    stage.passwords.before_verifying = wait_once

    def attempt(password: str) -> str:
        payload = {"kind": "individual", "login_id": login_id, "password": password}
        try:
            stage.service.application.handle("log_in", payload, VISITING)
        except Refusal as refusal:
            return refusal.code
        return "logged-in"

    with ThreadPoolExecutor(len(passwords)) as pool:
        return list(pool.map(attempt, passwords))


@pytest.mark.requirement("ID-56")
@pytest.mark.parametrize("login_id", [MAIL, "nobody@example.jp"])
def test_of_50_wrong_passwords_at_once_three_are_counted(stage: Stage, login_id: str) -> None:
    stage.opened()
    outcomes = _attempts(stage, [WRONG] * AT_ONCE, login_id)
    assert sorted(set(outcomes)) == ["account-locked", "login-refused", "login-refused-wait"]
    assert outcomes.count("account-locked") == AT_ONCE - 2
    assert len([e for e in stage.events() if isinstance(e, LoginFailed)]) == 3
    assert len([e for e in stage.events() if isinstance(e, AccountLocked)]) == 1


@pytest.mark.requirement("ID-56")
def test_the_right_password_among_50_helps_only_if_it_is_one_of_the_first_three(
    stage: Stage,
) -> None:
    stage.opened()
    outcomes = _attempts(stage, [WRONG] * (AT_ONCE - 1) + [PASSWORD])
    failures = [e for e in stage.events() if isinstance(e, LoginFailed)]
    successes = [e for e in stage.events() if isinstance(e, LoginSucceeded)]
    assert outcomes.count("logged-in") == len(successes) <= 1
    assert len(failures) <= 5
    before_success = stage.events().index(successes[0]) if successes else None
    if before_success is not None:
        earlier = [e for e in stage.events()[:before_success] if isinstance(e, LoginFailed)]
        assert len(earlier) <= 2


@pytest.mark.requirement("ID-59")
def test_of_20_right_logins_at_once_one_gets_a_session(stage: Stage) -> None:
    stage.opened()
    outcomes = _attempts(stage, [PASSWORD] * 20)
    assert sorted(outcomes) == ["already-logged-in"] * 19 + ["logged-in"]
    assert len([e for e in stage.events() if isinstance(e, SessionStarted)]) == 1
