"""The home of a job seeker and the lists it leads to: messages, applications, saved conditions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.kernel.contracts.rpc import Away
from tests.unit.gateway.application_answers import CORE, LISTING
from tests.unit.gateway.fake_services import FakeServices
from tests.unit.gateway.seeker_answers import seeker

HOME = "/mypage/job-seeker"
STATUS = f"{HOME}/status"
CONDITIONS: dict[str, Any] = {
    "section": "jobs",
    "keyword": "保健",
    "kinds": ["job"],
    "recruiting_fields": [],
    "locations": [],
    "occupations": [],
    "employment_types": [],
    "organisation_types": [],
    "labels": [],
    "languages": [],
    "order": "newest",
    "organisation_id": None,
    "open": False,
}


def application(number: int, **changes: Any) -> dict[str, Any]:
    """An own application for a job."""
    listing = {
        **LISTING,
        "listing_id": f"job-{number}",
        "data_number": f"D000000{number}",
        "title": f"募集{number}",
        **changes.pop("listing", {}),
    }
    return {
        **CORE,
        "application_id": f"a-{number}",
        "listing_id": listing["listing_id"],
        "listing": listing,
        "cancellable": False,
        "cancellable_until": "2024-05-02T03:00:00+00:00",
        **changes,
    }


@pytest.fixture
def person(client: FlaskClient, services: FakeServices) -> FlaskClient:
    services.sign_in("individual", facets=["job-seeker", "full-registrant"])
    client.set_cookie("session", "token")
    services.answer("identity.get_job_seeker", seeker())
    services.answer("applications.find_my_applications", {"items": [], "total": 0})
    services.answer("messaging.find_my_mails", {"items": [], "total": 0, "unread": 0})
    services.answer("listings.find_saved_searches", {"items": [], "total": 0})
    services.answer("listings.find_favourites", {"jobs": [], "trainings": []})
    return client


def main_of(client: FlaskClient, path: str) -> str:
    return client.get(path).text.split("<main")[1].split("</main>")[0]


def apply_to(services: FakeServices, total: int) -> None:
    """So many applications in progress."""

    def found(asked: Mapping[str, Any]) -> dict[str, Any]:
        first = asked.get("offset", 0)
        numbers = range(1, total + 1)[first : first + asked["limit"]]
        return {"items": [application(number) for number in numbers], "total": total}

    services.answer("applications.find_my_applications", found)


@pytest.mark.requirement("GW-23")
@pytest.mark.parametrize(
    ("unread", "japanese", "english"),
    [(0, "未読のメッセージはありません", "No unread messages"), (3, "未読3件", "3 unread")],
)
def test_the_home_says_how_many_messages_are_unread(
    person: FlaskClient, services: FakeServices, unread: int, japanese: str, english: str
) -> None:
    services.answer("messaging.find_my_mails", {"items": [], "total": 9, "unread": unread})
    shown = rf'新着メッセージ</dt><dd[^>]*><a href="/mypage/mailbox">{japanese}</a>'
    assert re.search(shown, main_of(person, HOME))
    assert re.search(
        rf"New messages</dt><dd[^>]*><a[^>]*>{english}<", main_of(person, f"{HOME}?lang=en")
    )


def test_without_messaging_the_home_shows_the_rest(
    person: FlaskClient, services: FakeServices
) -> None:
    services.answer("messaging.find_my_mails", Away("messaging", "no-route"))
    shown = main_of(person, HOME)
    assert re.search(r"新着メッセージ</dt><dd[^>]*>現在表示できません", shown)
    assert "利用安定所名" in shown


@pytest.mark.requirement("GW-25")
def test_of_five_applications_two_are_shown_with_their_occupations_and_the_way_to_all(
    person: FlaskClient, services: FakeServices
) -> None:
    apply_to(services, 5)
    card = {
        "listing_id": "job-1",
        "occupations": ["海の仕事／養殖／のり養殖", "空の仕事／気球操縦士"],
    }
    services.answer("listings.get_listings", {"items": [card], "total": 1})
    shown = main_of(person, HOME)
    assert [f"募集{number}" in shown for number in range(1, 6)] == [True, True, False, False, False]
    assert "職種：のり養殖、気球操縦士" in shown
    assert services.called("listings.get_listings")[0].payload == {
        "listing_ids": ["job-1", "job-2"]
    }
    way = re.search(r'href="([^"]+)">応募中の求人を全て表示</a>', shown)
    assert way is not None
    every = main_of(person, way[1])
    assert [f"募集{number}" in every for number in range(1, 6)] == [True] * 5
    asked = [call.payload for call in services.called("applications.find_my_applications")]
    assert [(one["group"], one["state"]) for one in asked] == [("jobs", "open")] * 2


def test_occupations_that_cannot_be_had_leave_the_applications_shown(
    person: FlaskClient, services: FakeServices
) -> None:
    apply_to(services, 1)
    services.answer("listings.find_saved_searches", Away("listings", "no-route"))
    shown = main_of(person, HOME)
    assert "募集1" in shown
    assert "職種：" not in shown


@pytest.mark.requirement("AP-28")
@pytest.mark.parametrize(
    ("state", "title"), [("open", "応募中の求人"), ("finished", "選考が終了した求人")]
)
def test_more_than_a_page_of_applications_is_listed_page_by_page(
    person: FlaskClient, services: FakeServices, state: str, title: str
) -> None:
    apply_to(services, 43)
    assert f'href="{STATUS}/{state}">すべて表示（43件）' in main_of(person, STATUS)
    second = main_of(person, f"{STATUS}/{state}?page=3")
    assert f"<h1>{title}</h1>" in second
    assert "総件数：43件中 41件～43件を表示しています" in second
    assert "募集43" in second
    assert "募集40<" not in second
    assert person.get(f"{STATUS}/drafts").status_code == 404


@pytest.mark.requirement("GW-29")
def test_saved_conditions_are_on_the_home_with_search_only_if_there_are_any(
    person: FlaskClient, services: FakeServices
) -> None:
    shown = main_of(person, HOME)
    assert "保存した求人検索条件" not in shown
    assert ">検索<" not in shown
    saved = {
        "condition_id": "c-1",
        "name": "保健の仕事",
        "saved_at": "2024-05-01T03:00:00+00:00",
        "conditions": CONDITIONS,
    }
    services.answer("listings.find_saved_searches", {"items": [saved], "total": 1})
    shown = main_of(person, HOME)
    assert "保存した求人検索条件" in shown
    run = re.search(r'href="([^"]+)">検索<', shown)
    assert run is not None
    assert run[1].replace("&amp;", "&") == "/jobs?keyword=%E4%BF%9D%E5%81%A5&kinds=job"


ACTS = ("応募内容を確認", "詳細を表示", "この団体にメールを送る", "応募を取消")


def offered(person: FlaskClient, services: FakeServices, **changes: Any) -> list[bool]:
    """Which acts the status screen offers for one application."""
    one = {"items": [application(1, **changes)], "total": 1}
    services.answer("applications.find_my_applications", one)
    shown = main_of(person, f"{STATUS}/open")
    return [act in shown for act in ACTS]


def test_what_can_be_done_about_an_application_is_offered_while_its_rule_allows_it(
    person: FlaskClient, services: FakeServices
) -> None:
    assert offered(person, services, cancellable=True) == [True, True, True, True]
    assert offered(person, services) == [True, True, True, False]
    for state in ("ended", "withdrawn"):
        assert offered(person, services, listing={"state": state}) == [True, False, True, False]
    services.sign_in("individual", facets=["job-seeker"])
    assert offered(person, services) == [True, True, False, False]
    services.sign_in("individual", facets=["inactive-job-seeker"])
    assert offered(person, services) == [True, True, False, False]


@pytest.mark.requirement("LI-42")
@pytest.mark.parametrize(("state", "linked"), [("published", 1), ("ended", 0), ("withdrawn", 0)])
def test_the_details_of_an_application_lead_to_its_listing_while_it_can_be_opened(
    person: FlaskClient, services: FakeServices, state: str, linked: int
) -> None:
    more = {"documents": [], "history": [], "applicant_name": "", "remarks": "", "motivation": ""}
    mine = {**application(1, listing={"state": state}), **more}
    services.answer("applications.get_my_application", mine)
    shown = main_of(person, "/mypage/applications/a-1")
    assert shown.count('<a href="/listings/D0000001"') == linked


def test_the_home_lists_what_a_mypage_offers_and_while_inactive_only_what_works(
    person: FlaskClient, services: FakeServices
) -> None:
    every = (
        "検索条件の保存",
        "自主応募が",
        "活動の状況の確認",
        "求職情報の確認・変更",
        "メッセージの確認",
    )
    shown = main_of(person, HOME)
    assert [text in shown for text in every] == [True] * 5
    services.answer("identity.get_job_seeker", seeker(active=False))
    shown = main_of(person, HOME)
    assert [text in shown for text in every] == [False, False, True, True, True]
