"""Rules that only a race can reach through the service."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.identity.domain import login_id
from services.identity.domain.account import opening, reissue, session, state
from services.identity.domain.account.events import AccountDiscarded, AccountEmailRegistered
from services.identity.domain.kinds import OpeningPath, SessionEnd, Standing
from services.identity.domain.organisation import common_data, list_revision, registration
from services.identity.domain.organisation import organisation as organisations
from services.identity.domain.rules import DEFAULT_RULES
from services.kernel.eventkit.domain import NotFound, Sealed
from tests.unit.identity.stage import NOON

REGISTERED = AccountEmailRegistered(
    account_id="a",
    login_key="k",
    email=Sealed("a", "t"),
    language="ja",
    path=OpeningPath.INDIVIDUAL,
    evening_course=False,
    issue_id="i",
    link_until=NOON + timedelta(hours=24),
    at=NOON,
)
PENDING = state.evolve(state.NOBODY, REGISTERED)


def test_an_event_of_another_kind_changes_no_state() -> None:
    assert state.evolve(PENDING, object()) == PENDING
    assert login_id.evolve(login_id.FREE, object()) == login_id.FREE
    assert organisations.evolve(organisations.UNKNOWN, object()) == organisations.UNKNOWN
    assert list_revision.evolve(list_revision.FIRST, object()) == list_revision.FIRST
    unchanged = common_data.evolve(common_data.NO_COMMON_DATA, object())
    assert unchanged == common_data.NO_COMMON_DATA


@pytest.mark.parametrize("gone", [Standing.DISCARDED, Standing.WITHDRAWN])
def test_an_account_that_is_gone_is_not_opened_again(gone: Standing) -> None:
    account = replace(PENDING, standing=gone)
    later = replace(REGISTERED, at=NOON + timedelta(days=1))
    assert opening.register_email(account, later, DEFAULT_RULES) == []


def test_a_discarded_account_stays_discarded() -> None:
    gone = state.evolve(PENDING, AccountDiscarded("a", "k"))
    assert gone.standing is Standing.DISCARDED
    assert opening.discard(gone) == []


def test_no_temporary_password_for_an_account_that_is_not_open() -> None:
    with pytest.raises(NotFound):
        reissue.issue(PENDING, "i", NOON, DEFAULT_RULES)


def test_ending_another_session_than_the_live_one_is_nothing() -> None:
    live = replace(PENDING, session=state.Session("s", "t", False, NOON))
    assert session.end(live, "another", SessionEnd.LOGOUT, NOON) == []
    assert session.end(PENDING, "s", SessionEnd.LOGOUT, NOON) == []


def test_an_organisation_nobody_asked_for_cannot_be_decided() -> None:
    with pytest.raises(NotFound):
        registration.reject(organisations.UNKNOWN, Sealed("a", "t"), NOON)


def test_a_login_id_is_released_by_its_own_account_only() -> None:
    taken = login_id.LoginId(account_id="a", claims=1)
    assert login_id.release(taken, "k", "another") == []
    released = login_id.release(taken, "k", "a")
    assert login_id.evolve(taken, released[0]) == login_id.LoginId(None, 1)
