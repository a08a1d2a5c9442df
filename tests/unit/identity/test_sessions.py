from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

import pytest

from services.identity.application.session_lookup import SessionNotKnownYet, find_session_after
from services.identity.domain.account.events import SessionProlonged
from services.kernel.eventkit.domain import VISITOR, Facet
from tests.unit.identity.stage import MAIL, NOON, PASSWORD, Stage, as_individual


@pytest.fixture
def token(stage: Stage) -> str:
    stage.opened()
    token: str = stage.log_in()["token"]
    return token


def _resolve(stage: Stage, token: str) -> dict[str, object]:
    answer: dict[str, object] = stage.run("resolve_session", {"token": token}, VISITOR)
    return answer


def _ended(stage: Stage, token: str) -> bool:
    return stage.refusal("resolve_session", {"token": token}).code == "session-ended"


def test_a_session_says_who_is_logged_in(stage: Stage, token: str) -> None:
    session = _resolve(stage, token)
    assert session == {
        "account_id": stage.account_ids()[0],
        "kind": "individual",
        "role": "individual",
        "roles": ["individual"],
        "organisation_id": None,
        "facets": [],
        "session_id": session["session_id"],
        "display_name": "山田 花子",
        "expires_at": "2024-05-01T04:00:00+00:00",
        "must_change_password": False,
        "status": "simple",
        "previous_login_at": None,
        "updated_at": "2024-05-01T03:00:00+00:00",
    }


def test_a_session_of_an_organisation_names_it_and_its_rights(stage: Stage) -> None:
    approved = stage.active_organisation()
    token = stage.log_in("office@kakehashi.example", kind="organisation")["token"]
    session = _resolve(stage, token)
    assert session["organisation_id"] == approved["organisation_id"]
    assert session["facets"] == [Facet.FULL_ORGANISATION]
    assert session["display_name"] == "かけはし協会"
    english = stage.run("resolve_session", {"token": token}, VISITOR, language="en")
    assert english["display_name"] == "Kakehashi Association"


def test_a_simple_organisation_has_no_rights_of_full_ones(stage: Stage) -> None:
    stage.active_organisation(kind="simple")
    token = stage.log_in("office@kakehashi.example", kind="organisation")["token"]
    assert _resolve(stage, token)["facets"] == []


@pytest.mark.requirement("ID-61")
def test_a_request_after_60_minutes_is_in_time_and_one_second_later_is_not(
    stage: Stage, token: str
) -> None:
    stage.clock.at = NOON + timedelta(minutes=60)
    assert _resolve(stage, token)["expires_at"] == "2024-05-01T05:00:00+00:00"
    stage.clock.at += timedelta(minutes=60, seconds=1)
    assert _ended(stage, token)


@pytest.mark.requirement("ID-61")
def test_every_request_starts_the_60_minutes_anew(stage: Stage, token: str) -> None:
    for _ in range(5):
        stage.wait(minutes=59)
        assert _resolve(stage, token)["role"] == "individual"
    assert "SessionExpired" not in stage.types()
    assert len([e for e in stage.events() if isinstance(e, SessionProlonged)]) == 4
    stage.wait(minutes=60, seconds=1)
    assert stage.types()[-1] == "SessionExpired"


@pytest.mark.requirement("ID-61")
def test_the_scheduler_ends_an_idle_session_one_second_after_60_minutes(
    stage: Stage, token: str
) -> None:
    stage.wait(minutes=60)
    assert "SessionExpired" not in stage.types()
    stage.wait(seconds=1)
    assert stage.types()[-1] == "SessionExpired"
    assert _ended(stage, token)
    assert stage.log_in()["token"] != token


@pytest.mark.requirement("ID-59")
@pytest.mark.requirement("ID-61")
def test_a_forgotten_session_does_not_keep_its_owner_out_when_the_scheduler_is_late(
    stage: Stage, token: str
) -> None:
    stage.clock.at = NOON + timedelta(minutes=60)
    assert stage.login_refusal(password=PASSWORD) == "already-logged-in"
    stage.clock.at += timedelta(seconds=1)
    stage.log_in()
    assert stage.types()[-3:] == ["SessionExpired", "LoginSucceeded", "SessionStarted"]
    assert _ended(stage, token)


@pytest.mark.requirement("ID-59")
def test_a_session_whose_activity_was_forgotten_still_keeps_others_out(
    stage: Stage, token: str
) -> None:
    stage.activity.end(stage.documents("accounts")[stage.account_ids()[0]]["session"]["session_id"])
    assert _ended(stage, token)
    assert stage.login_refusal(password=PASSWORD) == "already-logged-in"


@pytest.mark.requirement("ID-60")
def test_logging_out_ends_the_session_at_once(stage: Stage, token: str) -> None:
    stage.run("log_out", {"token": token}, VISITOR)
    assert stage.types()[-1] == "SessionEnded"
    assert _ended(stage, token)
    assert [key for key in stage.documents("due") if key.startswith("session-")] == []


def test_logging_out_twice_is_nothing(stage: Stage, token: str) -> None:
    stage.run("log_out", {"token": token}, VISITOR)
    before = stage.store.last_position()
    assert stage.run("log_out", {"token": token}, VISITOR)["position"] == 0
    assert stage.store.last_position() == before


def test_an_unknown_token_is_no_session(stage: Stage, token: str) -> None:
    assert _ended(stage, token[:-1])


def test_a_person_who_leaves_in_this_moment_has_no_session(stage: Stage, token: str) -> None:
    stage.personal_data.destroy(stage.account_ids()[0])
    assert _ended(stage, token)


def test_the_profile_belongs_to_the_caller(stage: Stage) -> None:
    own = stage.opened()
    stage.opened("taro@example.jp", name="鈴木 太郎", name_kana="")
    profile = stage.run("get_profile", {}, as_individual(own))
    assert (profile["name"], profile["login_id"]) == ("山田 花子", MAIL)
    assert stage.refusal("get_profile", {}, as_individual("gone")).code == "not-found"
    assert stage.refusal("get_profile", {}, VISITOR).code == "not-permitted"


def test_a_profile_of_somebody_without_id_is_refused(stage: Stage) -> None:
    from services.kernel.eventkit.domain import Actor, Role

    assert stage.refusal("get_profile", {}, Actor(Role.INDIVIDUAL)).code == "not-permitted"


class LateViews:
    """Projections that know nothing of a login for a while."""

    def __init__(self, known_from: int) -> None:
        self.known_from = known_from
        self.waited: list[int] = []

    def find(self, *_: object, **__: object) -> list[dict[str, object]]:
        return [{"account_id": "a"}] if len(self.waited) >= self.known_from else []

    def wait_for(self, position: int, seconds: float = 1.0) -> bool:
        self.waited.append(position)
        return self.known_from == 1


@pytest.mark.requirement("ID-60")
def test_a_login_that_is_not_projected_yet_is_not_taken_for_a_session_that_is_over() -> None:
    views: Any = LateViews(known_from=1)
    assert find_session_after("token", 7, views) == {"account_id": "a"}
    assert views.waited == [7]
    with pytest.raises(SessionNotKnownYet):
        find_session_after("token", 7, cast(Any, LateViews(known_from=9)))
    assert find_session_after("token", 0, cast(Any, LateViews(known_from=9))) is None
