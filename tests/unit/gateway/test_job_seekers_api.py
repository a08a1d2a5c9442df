"""The API on job seekers and people: what identity answers is what the document says."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from marshmallow import Schema

from gateway.api.v1.job_seekers_schemas import (
    JobSeekerSchema,
    OfficesSchema,
    PeopleFoundSchema,
    ShownPersonSchema,
    TalentViewersSchema,
)
from services.kernel.eventkit.domain import VISITOR, Actor
from tests.unit.gateway.fake_services import FakeServices
from tests.unit.gateway.seeker_answers import RECEIPT
from tests.unit.identity.browsing import organisation, shown
from tests.unit.identity.seekers import consulted, counter, counter_seeker, own
from tests.unit.identity.stage import Stage, as_individual, as_organisation, as_staff


@pytest.fixture
def stage() -> Stage:
    return Stage()


def fits(schema: type[Schema], answer: Any) -> bool:
    """Whether an answer has all of the schema and nothing else."""
    return schema().validate(answer) == {}


def test_a_job_seeker_is_answered_as_documented(stage: Stage) -> None:
    who = stage.opened()
    for change in (None, "registered", "shown", "inactive"):
        if change == "registered":
            who = counter_seeker(stage, "b@example.jp")
            consulted(stage, who)
        elif change == "shown":
            own(stage, who, "show_profile_to", organisation_id=organisation(stage))
        elif change == "inactive":
            own(stage, who, "deactivate_job_seeker", reason="employed")
        answer = stage.run("get_job_seeker", {}, as_individual(who))
        assert JobSeekerSchema().validate(answer) == {}, change
        if change:
            seen = stage.run("get_job_seeker", {"account_id": who}, counter())
            assert fits(JobSeekerSchema, seen)


def test_people_offices_and_viewers_are_answered_as_documented(stage: Stage) -> None:
    who = shown(stage)

    def ask(operation: str, payload: dict[str, Any], actor: Actor) -> Any:
        return stage.run(operation, payload, actor)

    body = as_organisation("o-1")
    assert fits(PeopleFoundSchema, ask("search_people", {}, body))
    assert fits(PeopleFoundSchema, ask("search_people", {"keyword": "無い語"}, body))
    assert fits(ShownPersonSchema, ask("view_person", {"account_id": who}, body))
    assert fits(OfficesSchema, ask("find_offices", {}, VISITOR))
    assert fits(OfficesSchema, ask("find_offices", {"postal_code": "100-0001"}, VISITOR))
    period = {"from_on": "2024-05-01", "until_on": "2024-05-01"}
    viewers = ask("find_talent_viewers", period, as_staff())
    assert viewers["total"] == 1
    assert fits(TalentViewersSchema, viewers)


@pytest.mark.parametrize(
    ("role", "method", "path", "body", "operation", "payload"),
    [
        (
            "individual",
            "PUT",
            "/current/publication",
            {"public": True},
            "publish_profile",
            {"public": True},
        ),
        (
            "individual",
            "PUT",
            "/current/publication/organisations/o-1",
            None,
            "show_profile_to",
            {"organisation_id": "o-1"},
        ),
        (
            "individual",
            "DELETE",
            "/current/publication/organisations/o-1",
            None,
            "stop_showing_profile_to",
            {"organisation_id": "o-1"},
        ),
        (
            "individual",
            "POST",
            "/current/deactivation",
            {"reason": "employed"},
            "deactivate_job_seeker",
            {"reason": "employed"},
        ),
        ("individual", "POST", "/current/reactivation", None, "reactivate_job_seeker", {}),
        (
            "hello-work",
            "POST",
            "/p-1/reactivation",
            None,
            "reactivate_job_seeker",
            {"account_id": "p-1"},
        ),
        (
            "hello-work",
            "PUT",
            "/p-1/office",
            {"office": "13060"},
            "change_hello_work_office",
            {"office": "13060", "account_id": "p-1"},
        ),
        (
            "hello-work",
            "POST",
            "/p-1/consultations",
            {"held_on": "2024-05-02"},
            "record_employment_consultation",
            {"held_on": "2024-05-02", "account_id": "p-1"},
        ),
    ],
)
def test_each_operation_reaches_identity_with_what_was_sent(
    client: FlaskClient,
    services: FakeServices,
    role: str,
    method: str,
    path: str,
    body: dict[str, Any] | None,
    operation: str,
    payload: dict[str, Any],
) -> None:
    services.sign_in(role)
    services.answer(f"identity.{operation}", RECEIPT)
    response = client.open(
        f"/api/v1/job-seekers{path}",
        method=method,
        json=body,
        headers={"Authorization": "Bearer token"},
    )
    assert response.status_code in (200, 201), response.text
    called = services.called(f"identity.{operation}")[0].payload
    assert {name: str(value) for name, value in called.items()} == {
        name: str(value) for name, value in payload.items()
    }
