"""What an attacker would try on credentials: ways around the lock, guessing, telling apart."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from deploy.docs.examples import data_of
from services.identity.adapters.argon2_passwords import Argon2Passwords
from services.identity.domain.account.events import TemporaryPasswordIssued
from services.identity.domain.attempts import AccountLocked, LoginFailed, ReissueRefused
from services.kernel.eventkit.domain import VISITOR, Refusal, Role
from tests.unit.identity.stage import MAIL, PASSWORD, WRONG, Stage, as_staff

VISITING = {"actor": {"role": "visitor"}}
SPELLINGS = (MAIL, MAIL.upper(), MAIL.title(), "hAnAkO@eXample.jp", "hanako@EXAMPLE.JP")
NOT_HALF_WIDTH = (
    "ｈａｎａｋｏ@example.jp",
    "hana\u212ao@example.jp",
    f" {MAIL}",
    f"{MAIL} ",
    f"{MAIL}\u200b",
    f"{MAIL}\u3000",
    "hanako @example.jp",
    f"{MAIL}\t",
)
"""Full width, the Kelvin sign that folds to k, and spaces, visible or not."""


@pytest.mark.requirement("ID-54")
@pytest.mark.requirement("ID-56")
def test_no_spelling_of_the_login_id_has_a_counter_of_its_own(stage: Stage) -> None:
    stage.opened()
    outcomes = [stage.login_refusal(spelling) for spelling in SPELLINGS]
    assert outcomes == ["login-refused", "login-refused-wait", *["account-locked"] * 3]
    for spelling in SPELLINGS:
        assert stage.login_refusal(spelling, PASSWORD) == "account-locked"


@pytest.mark.requirement("ID-54")
@pytest.mark.parametrize("spelling", NOT_HALF_WIDTH)
def test_full_width_and_spaces_neither_count_nor_reset_nor_get_in(
    stage: Stage, spelling: str
) -> None:
    stage.opened()
    stage.login_refusal()
    stage.login_refusal()
    before = stage.store.last_position()
    for password in (PASSWORD, WRONG):
        assert stage.login_refusal(spelling, password) == "invalid-input"
    assert stage.store.last_position() == before
    assert stage.login_refusal() == "account-locked"


def _at_once(attempts: list[Callable[[], object]], stage: Stage) -> list[str]:
    """All attempts verify what was typed before any of them can store its outcome."""
    everybody = threading.Barrier(len(attempts))
    waited = threading.local()

    def wait_once() -> None:
        if not getattr(waited, "done", False):
            waited.done = True
            everybody.wait(timeout=20)

    stage.passwords.before_verifying = wait_once

    def run(attempt: Callable[[], object]) -> str:
        try:
            attempt()
        except Refusal as refusal:
            return refusal.code
        return "done"

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(run, attempts))


@pytest.mark.requirement("ID-56")
@pytest.mark.parametrize("kind", ["individual", "organisation", "internal"])
def test_of_50_attempts_at_once_in_every_spelling_three_are_evaluated(
    stage: Stage, kind: str
) -> None:
    stage.opened()
    stage.active_organisation(email=MAIL)
    stage.internal(MAIL)
    before = len(stage.events())

    def attempt(number: int) -> Callable[[], object]:
        spelling = SPELLINGS[number % len(SPELLINGS)]
        payload = {"kind": kind, "login_id": spelling, "password": f"Gue55-{number}"}
        return lambda: stage.service.application.handle("log_in", payload, VISITING)

    outcomes = _at_once([attempt(number) for number in range(50)], stage)
    assert sorted(set(outcomes)) == ["account-locked", "login-refused", "login-refused-wait"]
    happened = stage.events()[before:]
    assert [type(event) for event in happened if isinstance(event, LoginFailed)] == [
        LoginFailed
    ] * 3
    assert len([event for event in happened if isinstance(event, AccountLocked)]) == 1


@pytest.mark.requirement("ID-63")
@pytest.mark.parametrize("right_one_at", [None, 0, 49])
def test_of_50_answers_at_once_no_more_than_three_are_evaluated(
    stage: Stage, right_one_at: int | None
) -> None:
    stage.opened()
    before = len(stage.events())

    def attempt(number: int) -> Callable[[], object]:
        answer = "ポチ2号" if number == right_one_at else f"guess {number}"
        payload = {"login_id": MAIL, "birth_on": "1990-04-01", "answer": answer}
        return lambda: stage.service.application.handle("reissue_password", payload, VISITING)

    _at_once([attempt(number) for number in range(50)], stage)
    happened = stage.events()[before:]
    refused = [event for event in happened if isinstance(event, ReissueRefused)]
    issued = [event for event in happened if isinstance(event, TemporaryPasswordIssued)]
    assert len(issued) <= 1
    if not issued:
        assert len(refused) == 3
    else:
        # Who knew the answer begins counting anew.
        at = happened.index(issued[0])
        assert len([event for event in happened[:at] if isinstance(event, ReissueRefused)]) < 3
        assert len([event for event in happened[at:] if isinstance(event, ReissueRefused)]) <= 3
    if right_one_at is None:
        assert not issued


@pytest.mark.requirement("ID-69")
def test_the_code_of_an_organisation_cannot_be_tried_out(stage: Stage) -> None:
    stage.active_organisation(email=MAIL)
    before = len(stage.events())

    def attempt(number: int) -> Callable[[], object]:
        payload = {"login_id": MAIL, "email": MAIL, "organisation_code": f"GUESS{number:07d}"}
        return lambda: stage.service.application.handle(
            "reissue_organisation_password", payload, VISITING
        )

    outcomes = []
    for number in range(50):
        try:
            attempt(number)()
        except Refusal as refusal:
            outcomes.append(refusal.code)
    assert outcomes == ["reissue-data-wrong"] * 2 + ["reissue-closed"] * 48
    assert len(stage.events()) - before == 3


@pytest.mark.requirement("ID-58")
def test_a_token_from_before_the_login_is_worth_nothing_after_it(stage: Stage) -> None:
    stage.opened()
    planted = "token-that-an-attacker-planted"
    assert stage.refusal("resolve_session", {"token": planted}).code == "session-ended"
    sneaked = {"kind": "individual", "login_id": MAIL, "password": PASSWORD, "token": planted}
    assert list(stage.refusal("log_in", sneaked).fields) == ["token"]
    first = stage.log_in()["token"]
    stage.run("log_out", {"token": first}, VISITOR)
    second = stage.log_in()["token"]
    assert len({planted, first, second}) == 3
    for dead in (planted, first):
        assert stage.refusal("resolve_session", {"token": dead}).code == "session-ended"


SNEAKED = {
    "roles": ["operator"],
    "role": "operator",
    "standing": "full",
    "status": "registered",
    "facets": ["full-registrant"],
    "actor": {"role": "operator"},
    "account_id": "somebody-else",
    "institution_id": "K000001",
    "password_hash": "x",
    "is_admin": True,
    "version": 99,
    "valid_until": "2999-12-31",
}


def test_no_operation_takes_a_field_that_it_does_not_declare(stage: Stage) -> None:
    """Mass assignment: what is not in the schema is refused by name, for every operation."""
    for name, operation in stage.service.application.operations.items():
        if name in ("ping", "read_feed"):
            continue
        example: dict[str, Any] = data_of(type(operation.schema))
        for field, value in SNEAKED.items():
            if field in operation.schema.fields:
                continue
            problems = operation.schema.validate({**example, field: value})
            assert problems.get(field) == ["unknown-field"], (name, field)


def test_an_organisation_cannot_register_itself_by_its_own_request(stage: Stage) -> None:
    organisation_id = stage.requested_organisation()
    named = {"organisation_id": organisation_id}
    for role in (Role.VISITOR, Role.ORGANISATION, Role.HELLO_WORK, Role.OPERATOR):
        refused = stage.refusal("approve_organisation", named, as_staff(role))
        assert refused.code == "not-permitted"


TRIES = 200


@pytest.mark.requirement("ID-58")
def test_the_time_of_a_refusal_does_not_tell_whether_an_id_exists() -> None:
    """Medians of 200 tries with real argon2id; locks are lifted, they would shorten both alike."""
    stage = Stage()
    real = Argon2Passwords(b"p" * 32, memory_kib=1024, time_cost=1)
    stage.passwords.verify = real.verify  # type: ignore[method-assign]
    stage.passwords.hash = real.hash  # type: ignore[method-assign]
    stage.passwords.decoy = real.decoy
    stage.opened()
    took: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(TRIES):
        for whom, login_id in (("known", MAIL), ("unknown", "nobody@example.jp")):
            payload = {"kind": "individual", "login_id": login_id, "password": WRONG}
            began = time.perf_counter()
            with pytest.raises(Refusal):
                stage.service.application.handle("log_in", payload, VISITING)
            took[whom].append(time.perf_counter() - began)
        if number % 2:
            stage.clock.at += timedelta(hours=1)
    known, unknown = (statistics.median(took[whom]) for whom in ("known", "unknown"))
    noise = statistics.median(abs(each - known) for each in took["known"])
    assert abs(known - unknown) < max(4 * noise, 0.3 * known)
