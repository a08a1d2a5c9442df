"""The work lists of the secretariat: counted at home, opened, worked through, saved (GW-48 to GW-50)."""

from __future__ import annotations

import csv
import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.rehearsal import tokyo
from tests.unit.gateway.fake_services import FakeServices
from tests.unit.gateway.pressing import press
from tests.unit.gateway.rehearsed_identity import RehearsedIdentity, browser
from tests.unit.identity.stage import NOON, as_organisation, as_staff

CHANGE = {"person_in_charge": "佐藤 次郎", "items": "住所を変更"}
ORGANISATIONS = "/office/registered-organisations"


@pytest.fixture
def services() -> RehearsedIdentity:
    services = RehearsedIdentity(NOON)
    services.answer("listings.find_listing_requests", {"items": [], "total": 4})
    services.answer("listings.find_withdrawals_due", {"items": [], "total": 3})
    services.answer("messaging.find_notice_mails", {"items": [], "total": 0})
    services.sign_in("secretariat", account_id="staff-1")
    return services


@pytest.fixture
def client(app: Flask, services: RehearsedIdentity) -> FlaskClient:
    return browser(app, services)


def _home(client: FlaskClient) -> dict[str, tuple[str, int]]:
    """Label, address and count of every list on the home."""
    found = re.findall(
        r'figure-label" href="([^"]+)">([^<]+)</a>\s*<span class="figure-value">(\d+)',
        client.get("/office").text,
    )
    return {label: (url.replace("&amp;", "&"), int(count)) for url, label, count in found}


@pytest.mark.requirement("GW-49")
def test_every_list_of_organisations_is_counted_at_home_and_holds_what_was_counted(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    stage = services.stage
    body = str(stage.active_organisation(name="かけはし協会")["organisation_id"])
    own = as_organisation(body)
    empty = _home(client)
    stage.requested_organisation(name="一般の団体", email="body@example.jp")
    stage.requested_organisation(name="学校の団体", category="school", email="school@example.jp")
    stage.run("request_organisation_change", CHANGE, own)
    stage.run("request_organisation_invalidation", {"reason": "解散のため"}, own)
    stage.until(tokyo(2025, 5, 2))
    told = _home(client)
    for label, expected in {
        "団体登録の申請（一般団体）": "一般の団体",
        "団体登録の申請（JICA・政府機関など）": "学校の団体",
        "登録情報の変更依頼": "かけはし協会",
        "無効登録（削除依頼）": "かけはし協会",
        "延長登録の時期": "かけはし協会",
        "登録情報確認（団体、未回答）": "かけはし協会",
    }.items():
        url, count = told[label]
        assert count == empty[label][1] + 1, label
        shown = client.get(url).text
        assert expected in shown, label
    assert told["一覧掲載希望"][1] == 1
    assert "かけはし協会" in client.get(told["一覧掲載希望"][0]).text
    assert "JICA団体情報（共通）" in client.get("/office").text


@pytest.mark.requirement("GW-49")
@pytest.mark.parametrize(
    ("work", "deed", "event"),
    [
        ("extension", "extension", "OrganisationRegistrationExtended"),
        ("deletion", "invalidation", "OrganisationInvalidated"),
        ("listed", "list-wish", "OrganisationListWishChanged"),
    ],
)
def test_what_a_list_is_about_is_done_from_the_list(
    client: FlaskClient, services: RehearsedIdentity, work: str, deed: str, event: str
) -> None:
    stage = services.stage
    body = str(stage.active_organisation()["organisation_id"])
    reason = {"reason": "解散のため"}
    stage.run("request_organisation_invalidation", reason, as_organisation(body))
    stage.until(tokyo(2025, 5, 2))
    url = f"{ORGANISATIONS}/{body}/{deed}"
    assert f'href="{url}"' in client.get(f"{ORGANISATIONS}?work={work}").text
    press(client, url)
    assert event in stage.types()
    assert f'href="{url}"' not in client.get(f"{ORGANISATIONS}?work={work}").text


@pytest.mark.requirement("GW-49")
def test_wished_changes_are_saved_without_the_names_and_words_of_persons(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    body = str(services.stage.active_organisation()["organisation_id"])
    services.stage.run("request_organisation_change", CHANGE, as_organisation(body))
    saved = client.get("/office/organisation-changes?file=csv").data.decode("utf-8-sig")
    [head, row] = csv.reader(io.StringIO(saved, newline=""))
    assert head == ["団体名", "求人機関ID", "依頼の方法", "依頼日時", "対応日時"]
    assert (row[0], row[2], row[4]) == ("かけはし協会", "画面", "")
    assert "佐藤" not in saved
    english = client.get("/office/organisation-changes?file=csv&lang=en").data.decode("utf-8-sig")
    assert "How it was asked" in english


@pytest.mark.requirement("GW-48")
def test_every_list_of_individuals_is_counted_at_home(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    told = _home(client)
    assert set(told) >= {
        "国際協力人材登録の申請",
        "国際協力人材登録の申請（期限超過）",
        "クリーニング作業",
        "延長登録（60日以内に有効期限）",
        "登録情報確認（個人、未回答）",
        "個人情報抽出の依頼",
    }
    for url, _ in told.values():
        if url.startswith(("/office/full", "/office/registrations", "/office/extractions")):
            assert client.get(url).status_code == 200
    assert "/office/people/deceased" in client.get("/office").text


@pytest.mark.requirement("GW-50")
def test_the_lists_of_listings_are_counted_at_home(client: FlaskClient) -> None:
    told = _home(client)
    assert told["承認済み・反映待ち"] == ("/office/listings?list=approved", 4)
    assert told["本日取り下げ予定の情報"] == ("/office/listings/withdrawals", 3)


def test_lists_of_one_answer_are_asked_for_once(
    client: FlaskClient, services: FakeServices
) -> None:
    client.get("/office")
    assert len(services.called("identity.find_organisations_in_care")) == 1


def test_the_operator_counts_only_what_is_the_operators(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    services.sign_in("operator", account_id=as_staff().id)
    assert set(_home(client)) <= {"届かなかったメール", "内部ユーザ"}
