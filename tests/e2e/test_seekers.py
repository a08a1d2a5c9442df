"""Job seekers on a running portal: counter, code, slip, settings, and being found by organisations."""

from __future__ import annotations

import io
import re
from typing import Any

import pypdfium2
import pytest
import requests
import zxingcpp

from deploy.local.clock import TOKYO
from services.kernel.contracts.rpc import Refused
from tests.e2e.accounts_cast import PASSWORD, PERSON, Browser, People
from tests.support.portal import Portal

BODY = {"id": "somebody", "role": "organisation", "organisation_id": "o-of-seekers"}
FULL = {**BODY, "facets": ["full-organisation"]}
OFFICE = "13060"


@pytest.fixture
def people(portal: Portal) -> People:
    return People(portal)


@pytest.fixture
def staff(people: People) -> Browser:
    """Somebody at the counter."""
    browser = people.browser()
    browser.log_in(people.staff("hello-work"), PASSWORD, kind="internal")
    return browser


def opened_at_counter(people: People, staff: Browser) -> Browser:
    """Staff register the address, the person completes the opening and logs in."""
    staff.open("/office/counter")
    staff.send(email=people.person, office=OFFICE, application_accepted="true")
    browser = people.browser()
    browser.open(people.link(people.person))
    browser.send(
        **PERSON,
        school="none",
        password=PASSWORD,
        password_again=PASSWORD,
        agreed_terms="true",
        agreed_privacy="true",
    )
    browser.log_in(people.person, PASSWORD)
    return browser


def download(browser: Browser, path: str) -> requests.Response:
    """A file in the session of the browser."""
    return browser._session.get(browser._url + path, timeout=30)


@pytest.mark.requirement("ID-24")
@pytest.mark.requirement("ID-31")
@pytest.mark.requirement("ID-40")
@pytest.mark.requirement("ID-47")
@pytest.mark.requirement("GW-53")
def test_from_the_counter_to_the_slip_and_back_to_the_counter(
    people: People, staff: Browser
) -> None:
    browser = opened_at_counter(people, staff)
    home = browser.open("/mypage/job-seeker")
    assert "新宿" in home
    slip = download(browser, "/mypage/job-seeker/slip.pdf")
    assert slip.headers["Content-Type"] == "application/pdf"
    picture = pypdfium2.PdfDocument(io.BytesIO(slip.content))[0].render(scale=2).to_pil()
    [number] = [found.text for found in zxingcpp.read_barcodes(picture)]
    assert re.fullmatch(r"13060-\d{8}", number)

    shown = staff.open(f"/office/job-seekers?number={number}")
    assert "山田 花子" in shown
    seeker = staff.path
    staff.open(f"{seeker}/consultation")
    today = people.portal.clock.now().astimezone(TOKYO).date().isoformat()
    assert "職業相談を記録しました。" in staff.send(held_on=today)


@pytest.mark.requirement("ID-42")
@pytest.mark.requirement("ID-43")
@pytest.mark.requirement("ID-44")
@pytest.mark.requirement("ID-51")
def test_a_profile_is_found_while_public_and_never_after_it_was_made_private(
    people: People, staff: Browser
) -> None:
    browser = opened_at_counter(people, staff)
    settings = "/mypage/job-seeker/settings"
    browser.open(f"{settings}/edit")
    word = f"珍しい経験{people.mark}"
    browser.send(appeal=word, place_1="KE", step="confirm")
    browser.send(appeal=word, place_1="KE", step="send")
    assert word in browser.open(settings)

    def find(caller: dict[str, Any] = FULL) -> list[dict[str, Any]]:
        answer = people.portal.ask("identity", "search_people", {"keyword": word}, caller)
        found: list[dict[str, Any]] = answer["items"]
        return found

    assert find() == []
    browser.open(f"{settings}/publication")
    browser.send(public="true")
    [card] = find()
    assert "山田" not in repr(card)
    person = people.portal.ask("identity", "view_person", {"account_id": card["account_id"]}, FULL)
    assert (person["appeal"], person["user_id"]) == (word, card["user_id"])
    with pytest.raises(Refused, match="talent-viewing"):
        find(BODY)
    browser.open(f"{settings}/publication")
    browser.send(public="false")
    assert find() == []
    with pytest.raises(Refused, match="not-found"):
        people.portal.ask("identity", "view_person", {"account_id": card["account_id"]}, FULL)


@pytest.mark.requirement("ID-36")
@pytest.mark.requirement("ID-37")
@pytest.mark.requirement("ID-38")
def test_switched_off_the_information_stays_and_functions_go(
    people: People, staff: Browser
) -> None:
    browser = opened_at_counter(people, staff)
    settings = "/mypage/job-seeker/settings"
    browser.open(f"{settings}/deactivation")
    browser.send(reason="employed", step="confirm")
    assert "求職登録を無効にしました。" in browser.send(reason="employed", step="send")
    assert "求職登録は無効です" in browser.shown
    assert "求職情報を編集" not in browser.shown
    assert "求職登録を有効にしました。" in browser.press(f"{settings}/reactivation")
    assert "求職情報を編集" in browser.shown
