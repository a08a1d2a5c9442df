from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.kernel.eventkit.domain import Role
from tests.support.rehearsal import as_staff, tokyo
from tests.unit.gateway.listing_browser import browser, press
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.editorial import content_published
from tests.unit.listings.stage import AFTERNOON, published

MOFA = as_staff(Role.MOFA, "mofa-1")


@pytest.fixture
def services() -> RehearsedListings:
    return RehearsedListings(AFTERNOON)


@pytest.fixture
def visitor(app: Flask, services: RehearsedListings) -> FlaskClient:
    browser(app, services)
    return app.test_client()


@pytest.mark.requirement("GW-46")
@pytest.mark.requirement("GW-47")
@pytest.mark.requirement("LI-74")
@pytest.mark.requirement("LI-75")
@pytest.mark.requirement("LI-76")
@pytest.mark.requirement("LI-77")
def test_the_page_states_the_scheme_its_figures_and_conditions_with_their_source(
    visitor: FlaskClient,
) -> None:
    shown = visitor.get("/jpo").text
    for part in (
        *("経費を政府が負担", "1974年から", "35歳以下", "2年間", "派遣取決めのある", "正規採用"),
        *("約960人", "5割近く", "およそ7割", "出典：JPO派遣制度のリーフレット"),
        *("即戦力として採用", "文系・理系を問わず", "日本人だけの間の競争"),
        *(
            "2月1日に35歳以下",
            "英語で職務",
            "日本国籍",
            "2年以上の職務経験",
            "修士以上",
            "将来にわたり",
        ),
        *("325", "352", "331", "340", "受験者数", "国連難民高等弁務官事務所 (UNHCR)", "水衛生"),
        *("応募資格の確認", "次のポストの獲得", "jinji-center@mofa.go.jp"),
    ):
        assert part in shown, part
    english = visitor.get("/jpo?lang=en").text
    for part in ("since 1974", "About 960 Japanese", "Water and sanitation", "Next post"):
        assert part in english, part


@pytest.mark.requirement("LI-75")
@pytest.mark.requirement("LI-81")
@pytest.mark.requirement("LI-82")
@pytest.mark.requirement("LI-83")
def test_texts_stories_links_and_the_seminar_are_those_that_were_published(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    stage = services.stage
    page = {
        "kind": "jpo-page",
        "audience": "everyone",
        "code": "jpo-figures",
        "version": {"title": "数字で見るJPO", "body": "日本人職員は**約970人**です。"},
    }
    content_id = stage.run("draft_content", page, MOFA)["content_id"]
    stage.run("publish_content", {"content_id": content_id, "checked": True}, MOFA)
    teller = {
        "name": "橋本 花子",
        "organisation": "UNDP",
        "duty_station": "ナイロビ",
        "post": "計画官",
    }
    content_published(stage, "jpo-story", "everyone", MOFA, title="ナイロビから", teller=teller)
    address = "https://www.mofa-irc.example/pamphlet"
    content_published(stage, "jpo-link", "everyone", MOFA, title="パンフレット", url=address)
    published(
        stage,
        kind="seminar",
        employment_type=None,
        title="オンライン国際機関就職セミナー（無料）",
        description="JPO出身者が話します。",
    )
    shown = visitor.get("/jpo").text
    assert "<strong>約970人</strong>" in shown
    assert "約960人" not in shown
    assert "橋本 花子（UNDP・ナイロビ・計画官）" in shown
    assert f'<a href="{address}" rel="noopener"' in shown
    assert '<a href="/listings/D000000001">オンライン国際機関就職セミナー（無料）</a>' in shown


@pytest.mark.requirement("LI-73")
@pytest.mark.requirement("LI-80")
@pytest.mark.requirement("LI-84")
def test_the_mofa_centre_runs_a_campaign_on_its_pages(
    app: Flask, visitor: FlaskClient, services: RehearsedListings
) -> None:
    client = browser(app, services)
    services.sign_in("mofa")
    terms = {
        "terms.opens_on": "2024-06-01",
        "terms.closes_on": "2024-06-30",
        "terms.destinations": "ITU｜国際電気通信連合｜International Telecommunication Union",
        "terms.specialities": "宇宙｜Space",
        "terms.steps": "応募｜Application\n面接｜Interview",
    }
    new = "/office/jpo/new"
    draft = {**terms, "application_year": "2024"}
    created = press(client, new, client.get(new).text, "", draft)
    assert created.status_code == 303, created.text
    address = str(created.location)
    assert "2024年度" not in visitor.get("/jpo/campaigns").text
    announcement = f"{address}/announcement"
    without = {**terms, "terms.steps": ""}
    refused = press(client, announcement, client.get(announcement).text, "", without)
    assert refused.status_code == 422
    announced = press(client, announcement, client.get(announcement).text, "", terms)
    assert announced.location == address
    found = visitor.get("/jpo/campaigns?destination=ITU&field=宇宙").text
    assert "2024年度の選考" in found
    assert "面接" in found
    assert "2024年度の選考" not in visitor.get("/jpo/campaigns?destination=UNDP").text
    services.stage.until(tokyo(2024, 7, 1))
    detail = client.get(address).text
    again = press(
        client, f"{address}/additional", detail, "", {"closes_on": "2024-07-31"}, "closes_on"
    )
    assert again.status_code == 303
    assert "追加募集" in client.get(address).text


@pytest.mark.parametrize(
    ("field", "typed", "line"),
    [
        ("terms.steps", "応募｜Application\n面接｜Interview｜lost", 2),
        ("terms.specialities", "\n宇宙 | Space | lost", 2),
        ("terms.destinations", "ITU｜国際電気通信連合｜ITU｜lost", 1),
    ],
)
def test_a_line_with_too_many_parts_is_refused_and_named(
    app: Flask, services: RehearsedListings, field: str, typed: str, line: int
) -> None:
    services.sign_in("mofa")
    client = browser(app, services)
    new = "/office/jpo/new"
    sent = {"application_year": "2024", field: typed}
    refused = press(client, new, client.get(new).text, "", sent)
    assert refused.status_code == 422
    assert f"{line}行目" in refused.text
    assert f'href="#f-{field.replace(".", "-")}"' in refused.text
    assert "lost" in refused.text
    assert services.stage.documents("jpo_campaigns") == {}
