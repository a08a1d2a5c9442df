"""JPO applications in the browser: applying, following, declining, and the centre's work (GW-54)."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.rehearsal import tokyo
from tests.unit.gateway.jpo_portal import JpoPortal


@pytest.fixture
def services() -> JpoPortal:
    return JpoPortal()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    client = app.test_client()
    client.set_cookie("session", "token")
    return client


def _detail(client: FlaskClient, services: JpoPortal) -> str:
    """The address of the newest candidate's page, taken from the centre's list."""
    services.as_centre()
    listed = client.get(f"/office/jpo/{services.campaign}/candidates").text
    found = re.search(r"/office/jpo-candidates/[\w-]+", listed)
    assert found is not None
    return found.group()


@pytest.mark.requirement("AP-55")
def test_an_individual_applies_from_the_page_of_the_campaign_and_follows_it_in_mypage(
    client: FlaskClient, services: JpoPortal
) -> None:
    services.as_hanako()
    assert f'href="{services.form}"' in client.get(f"/jpo/campaigns/{services.campaign}").text
    form = client.get(services.form).text
    assert "1990/04/01" in form
    done = services.fill_in(client)
    assert done.status_code == 303, done.text
    mine = client.get(str(done.location)).text
    for part in ("応募を受け付けました。", "AP00000001", "english.pdf", "保健の仕事をしてきました"):
        assert part in mine, part
    assert services.told() == ["ApplicationSubmitted"]
    overview = client.get("/mypage/applications").text
    assert str(done.location) in overview
    assert str(done.location) in client.get("/mypage/jpo").text
    assert "この募集にはすでに応募しています。" in client.get(services.form).text
    download = client.get(f"{done.location}/documents/english")
    assert download.data.startswith(b"%PDF")


@pytest.mark.requirement("AP-53")
@pytest.mark.requirement("AP-54")
def test_each_failed_condition_is_named_in_both_languages_and_the_form_can_be_corrected(
    client: FlaskClient, services: JpoPortal
) -> None:
    services.as_hanako()
    refused = services.fill_in(client, english=None, nationality="FR", work_months="23")
    assert refused.status_code == 422
    for part in (
        "英語で職務を遂行できることが必要です。",
        "日本国籍が必要です。",
        "合計24か月以上の職務経験が必要です。",
        'href="#f-work_months"',
    ):
        assert part in refused.text, part
    assert services.told() == ["JpoApplicationRefused"]
    assert "次の応募資格を満たしていない" in client.get(services.form).text
    english = client.get(f"{services.form}?lang=en").text
    assert "Japanese nationality" in english
    client.get("/?lang=ja")
    assert services.fill_in(client).status_code == 303


def test_the_refused_form_is_corrected_where_it_stands(
    client: FlaskClient, services: JpoPortal
) -> None:
    services.as_hanako()
    refused = services.fill_in(client, degree="bachelor")
    missing = services.fill_in(client, proofs=("work",), page=refused.text)
    assert missing.status_code == 422
    assert "修士以上の学位が必要です。" not in missing.text
    done = services.fill_in(client, page=missing.text)
    assert done.status_code == 303, done.text
    assert services.told() == ["JpoApplicationRefused", "ApplicationSubmitted"]


@pytest.mark.requirement("AP-53")
def test_an_applicant_who_is_too_old_reads_so_above_the_form(
    client: FlaskClient, services: JpoPortal
) -> None:
    services.as_hanako()
    old = {"name": "山田 花子", "birth_on": "1989-02-01"}
    services.answer("identity.get_profile", old)
    refused = services.fill_in(client)
    assert refused.status_code == 422
    assert "2025年2月1日に35歳以下（1989-02-02以降の生まれ）" in refused.text
    assert "birth_on" not in refused.text


def test_missing_and_strange_documents_are_said_at_their_fields(
    client: FlaskClient, services: JpoPortal
) -> None:
    services.as_hanako()
    refused = services.fill_in(client, proofs=("english", "work"))
    assert refused.status_code == 422
    assert refused.text.count("書類を添付してください。") == 4  # in the summary and at the field
    assert 'href="#f-documents-degree"' in refused.text
    assert "english.pdf" in client.get(services.form).text
    assert services.fill_in(client, proofs=("nationality", "degree")).status_code == 303


def test_the_download_of_everything_held_says_it_in_words(
    client: FlaskClient, services: JpoPortal
) -> None:
    services.as_hanako()
    services.fill_in(client, degree="bachelor")
    services.fill_in(client)
    everything = client.get("/mypage/data/everything.html").text
    for part in (
        "JPO派遣候補者選考への応募",
        "資格なし",
        "修士以上の学位を有すること",
        "english.pdf",
    ):
        assert part in everything, part


def test_an_applicant_declines_once(client: FlaskClient, services: JpoPortal) -> None:
    services.as_hanako()
    mine = str(services.fill_in(client).location)
    page = client.get(f"{mine}/decline").text
    token = re.findall(r'name="_token" value="([^"]*)"', page)[-1]
    csrf = re.findall(r'name="csrf_token" value="([^"]*)"', page)[-1]
    declined = client.post(f"{mine}/decline", data={"_token": token, "csrf_token": csrf})
    assert declined.location == mine
    assert "辞退を受け付けました。" in client.get(mine).text
    assert "いまの状況では辞退できません" in client.get(f"{mine}/decline").text
    assert services.state() == "declined"


@pytest.mark.requirement("GW-54")
@pytest.mark.requirement("AP-56")
@pytest.mark.requirement("AP-57")
@pytest.mark.requirement("AP-58")
def test_the_centre_takes_a_candidate_from_the_examination_to_the_next_post(
    client: FlaskClient, services: JpoPortal
) -> None:
    services.as_hanako()
    services.fill_in(client)
    detail = _detail(client, services)
    assert client.get(f"{detail}/documents/degree").data.startswith(b"%PDF")
    early = services.deed(client, detail, "examination", examined_on="2025-05-08")
    assert early.status_code == 422
    services.deed(client, detail, "examination", examined_on="2025-05-07")
    services.deed(client, detail, "selection")
    assert "合格" in client.get(detail).text
    nowhere = services.deed(client, detail, "dispatch", destination="ITU", starts_on="2025-10-01")
    assert nowhere.status_code == 422
    assert "外務省と派遣取決めのある機関ではありません。" in nowhere.text
    services.deed(client, detail, "dispatch", destination="WHO", starts_on="2025-10-01")
    assert "2027/10/01" in client.get(detail).text
    services.until(tokyo(2027, 10, 1))
    assert services.state() == "completed"
    services.deed(client, detail, "next-post", organisation="WHO", post="P-3")
    shown = client.get(detail).text
    assert "次のポスト獲得" in shown
    assert "WHO P-3" in shown
    figures = client.get(f"/office/jpo/{services.campaign}").text
    assert "100％（派遣を終えた1人のうち1人）" in figures


@pytest.mark.requirement("GW-54")
def test_the_centre_sees_eligibility_refusals_and_turns_a_candidate_down(
    client: FlaskClient, services: JpoPortal
) -> None:
    services.as_hanako()
    services.fill_in(client, degree="bachelor")
    services.fill_in(client)
    services.as_centre()
    place = f"/office/jpo/{services.campaign}/candidates"
    refused = client.get(f"{place}?state=refused").text
    assert "修士以上の学位を有すること" in refused
    assert "山田 花子" in refused
    submitted = client.get(f"{place}?state=submitted").text
    found = re.search(r"/office/jpo-candidates/[\w-]+", submitted)
    assert found is not None
    services.deed(client, found.group(), "non-selection", remarks="書類が足りない")
    assert services.state() == "not-selected"
    assert "書類が足りない" in client.get(found.group()).text


@pytest.mark.requirement("RE-60")
def test_the_figures_to_publish_are_those_that_were_counted(
    client: FlaskClient, services: JpoPortal
) -> None:
    services.as_hanako()
    services.fill_in(client)
    detail = _detail(client, services)
    services.until(tokyo(2025, 6, 1))
    campaign = f"/office/jpo/{services.campaign}"
    services.deed(client, campaign, "selection")
    undecided = services.deed(client, campaign, "decision", all_decided="true")
    assert undecided.status_code == 422
    assert "結果の決まっていない応募者が1人います。" in undecided.text
    services.deed(client, detail, "examination", examined_on="2025-06-01")
    services.deed(client, detail, "selection")
    services.deed(client, detail, "dispatch", destination="UNDP", starts_on="2025-10-01")
    services.deed(client, campaign, "decision", all_decided="true")
    shown = client.get(campaign).text
    for name in ("applicants", "dispatched"):
        assert re.search(rf'value="1"\s+id="f-{name}"', shown), name
    services.deed(client, campaign, "results", applicants="1", dispatched="1")
    assert "実績公表" in client.get(campaign).text
