"""Pages of Hello Work staff who serve job seekers, and the browsing of people by organisations."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.unit.gateway.fake_services import FakeServices
from tests.unit.gateway.seeker_answers import NUMBER, OFFICE, PERSON, RECEIPT, seeker, send


@pytest.mark.requirement("GW-53")
@pytest.mark.requirement("ID-47")
def test_staff_find_a_seeker_by_number_and_see_what_they_can_do(
    client: FlaskClient, services: FakeServices
) -> None:
    services.sign_in("hello-work")
    client.set_cookie("session", "token")
    services.answer("identity.find_job_seeker", {"account_id": "p-1"})
    found = client.get(f"/office/job-seekers?number={NUMBER}")
    assert found.headers["Location"].endswith("/office/job-seekers/p-1")
    services.answer("identity.get_job_seeker", seeker(uses_office=False))
    text = client.get("/office/job-seekers/p-1").text
    assert "職業相談を記録する" in text
    assert "利用登録者にする" in text
    services.refuse("identity.find_job_seeker", "not-found", "not-found")
    missing = client.get("/office/job-seekers?number=1")
    assert "見つかりませんでした" in missing.text


@pytest.mark.requirement("GW-53")
@pytest.mark.requirement("ID-34")
@pytest.mark.requirement("ID-39")
@pytest.mark.parametrize(
    ("deed", "operation", "values"),
    [
        ("consultation", "record_employment_consultation", {"held_on": "2024-05-02"}),
        ("first-use", "record_office_use", {"office": "13010"}),
        ("office", "change_hello_work_office", {"office": "13010"}),
        ("deactivation", "deactivate_job_seeker", {"reason": "employed"}),
        ("reactivation", "reactivate_job_seeker", {}),
    ],
)
def test_each_deed_of_staff_goes_to_its_operation(
    client: FlaskClient, services: FakeServices, deed: str, operation: str, values: dict[str, str]
) -> None:
    services.sign_in("hello-work")
    client.set_cookie("session", "token")
    services.answer("identity.get_job_seeker", seeker())
    services.answer("identity.find_offices", {"items": [OFFICE], "total": 1})
    services.answer(f"identity.{operation}", RECEIPT)
    done = send(client, f"/office/job-seekers/p-1/{deed}", **values)
    assert done.status_code == 303
    called = services.called(f"identity.{operation}")[0]
    assert called.payload == {**values, "account_id": "p-1"}


@pytest.mark.requirement("ID-48")
@pytest.mark.requirement("ID-49")
@pytest.mark.requirement("ID-50")
def test_people_are_searched_narrowed_and_counted(
    client: FlaskClient, services: FakeServices
) -> None:
    services.sign_in("organisation", organisation_id="o-1")
    client.set_cookie("session", "token")
    found = {
        "items": [{**PERSON, "excerpt": "人を育てる"}],
        "total": 1500,
        "facets": {"languages": [{"value": "fr", "count": 12}]},
        "partial": False,
    }
    services.answer("identity.search_people", found)
    page = client.get(
        "/organisation/people?keyword=保健&fields_wanted=health&places=KE&education=x"
    )
    assert services.called("identity.search_people")[0].payload == {
        "keyword": "保健",
        "fields_wanted": ["health"],
        "places": ["KE"],
        "employment_types": [],
        "languages": [],
        "education": [],
        "page": 1,
    }
    assert "総件数：1,500件中 1件～20件を表示しています" in page.text
    assert "キーワードで探す" in page.text
    assert "複数の条件で探す" in page.text
    assert "languages=fr" in page.text
    assert "ユーザID U0000007" in page.text


@pytest.mark.requirement("ID-51")
@pytest.mark.requirement("ID-52")
def test_the_detail_shows_the_appeal_under_the_user_id(
    client: FlaskClient, services: FakeServices
) -> None:
    services.sign_in("organisation", organisation_id="o-1")
    client.set_cookie("session", "token")
    services.answer("identity.view_person", {**RECEIPT, **PERSON})
    text = client.get("/organisation/people/p-1").text
    assert "求人機関へのアピール" in text
    assert "人を育てることが得意です。" in text
    assert "U0000007" in text
    services.refuse("identity.view_person", "not-found", "not-found")
    assert client.get("/organisation/people/p-2").status_code == 404
    code = "talent-viewing-for-full-organisations"
    services.refuse("identity.view_person", code, "forbidden")
    assert client.get("/organisation/people/p-1").status_code == 403
