"""Full registrants with a profile, with and without a job-seeker registration (D-21, D-22)."""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import Actor, Role
from tests.unit.identity.browsing import found, may_view
from tests.unit.identity.people_cast import BASIC, People
from tests.unit.identity.seekers import PROFILE, online_seeker, own, settings_of
from tests.unit.identity.stage import MAIL


@pytest.fixture
def stage() -> People:
    return People()


@pytest.mark.requirement("ID-43")
def test_a_full_registrant_publishes_a_profile_without_being_a_job_seeker(stage: People) -> None:
    who = stage.opened()
    stage.full(who)
    own(stage, who, "update_job_seeker_information", **PROFILE)
    own(stage, who, "publish_profile", public=True)
    assert settings_of(stage, who)["registration"] is None
    assert (found(stage), may_view(stage, who)) == ([who], True)


@pytest.mark.requirement("ID-44")
def test_who_is_no_full_registrant_any_more_is_not_found_any_more(stage: People) -> None:
    who = stage.opened()
    stage.full(who)
    own(stage, who, "update_job_seeker_information", **PROFILE)
    own(stage, who, "publish_profile", public=True)
    assert found(stage) == [who]
    stage.wait(days=500)
    assert stage.own(who)["status"] == "simple"
    assert (found(stage), may_view(stage, who)) == ([], False)
    refusal = stage.refusal("publish_profile", {"public": True}, Actor(Role.INDIVIDUAL, who))
    assert refusal.code == "profile-not-for-publication"
    own(stage, who, "publish_profile", public=False)


@pytest.mark.requirement("ID-37")
def test_a_full_registrant_keeps_what_full_registration_gives_while_inactive(
    stage: People,
) -> None:
    who = online_seeker(stage)
    own(stage, who, "update_job_seeker_information", **PROFILE)
    own(stage, who, "publish_profile", public=True)
    own(stage, who, "deactivate_job_seeker", reason="employed")
    assert stage.facets(MAIL) == {"inactive-job-seeker"}
    assert found(stage) == []
    stage.full(who)
    assert stage.facets(MAIL) == {"full-registrant"}
    assert found(stage) == [who]


@pytest.mark.requirement("ID-27")
def test_a_job_seeker_does_not_become_15_by_an_update(stage: People) -> None:
    who = online_seeker(stage)
    young = {"basic": {**BASIC, "birth_on": "2008-05-02"}}
    refusal = stage.refusal("update_profile", young, Actor(Role.INDIVIDUAL, who))
    assert refusal.code == "too-young-for-job-seeker"
    own(stage, who, "update_profile", basic={**BASIC, "birth_on": "2008-05-01"})
    other = stage.opened("other@example.jp")
    own(stage, other, "update_profile", **young)


@pytest.mark.requirement("ID-31")
def test_the_registration_outlives_restriction_and_its_end(stage: People) -> None:
    who = online_seeker(stage)
    staff = Actor(Role.SECRETARIAT, "staff-1")
    stage.run("suspend_user", {"account_id": who, "reason": "確認中"}, staff)
    payload = {"reason": "employed"}
    refusal = stage.refusal("publish_profile", {"public": True}, Actor(Role.INDIVIDUAL, who))
    assert refusal.code == "not-found"
    stage.run("reinstate_user", {"account_id": who}, staff)
    assert settings_of(stage, who)["registration"]["active"]
    own(stage, who, "deactivate_job_seeker", **payload)
