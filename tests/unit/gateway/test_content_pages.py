from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from gateway.web.markdown import markdown_html
from tests.unit.gateway.listing_browser import browser, hidden, press
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.editorial import ORGANISATION_SAYS, content_published
from tests.unit.listings.jica import department_posts
from tests.unit.listings.stage import AFTERNOON, OWNER, SECRETARIAT

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


@pytest.fixture
def services() -> RehearsedListings:
    return RehearsedListings(AFTERNOON)


@pytest.fixture
def office(app: Flask, services: RehearsedListings) -> FlaskClient:
    services.as_secretariat()
    return browser(app, services)


@pytest.fixture
def visitor(app: Flask, services: RehearsedListings) -> FlaskClient:
    browser(app, services)
    return app.test_client()


@pytest.mark.requirement("LI-66")
@pytest.mark.requirement("LI-67")
def test_the_secretariat_drafts_checks_publishes_and_revises_on_pages(
    office: FlaskClient, visitor: FlaskClient, services: RehearsedListings
) -> None:
    new = "/office/contents/new?kind=article"
    filled = {
        "audience": "everyone",
        "version.title": "はじめての国際協力",
        "version.body": "## 仕事\n\n<script>alert(1)</script>**橋**",
    }
    drafted = press(office, new, office.get(new).text, "", filled)
    assert drafted.status_code == 303, drafted.text
    shown = str(drafted.location)
    assert "はじめての国際協力" not in visitor.get("/contents").text
    edit = f"{shown}/edit"
    unchecked = press(office, edit, office.get(edit).text, "", _of(office.get(edit).text, filled))
    assert unchecked.status_code == 422
    checked = {**_of(office.get(edit).text, filled), "checked": "true"}
    assert press(office, edit, office.get(edit).text, "", checked).status_code == 303
    text = visitor.get(shown.replace("/office", "")).text
    assert "<strong>橋</strong>" in text
    assert "<script>alert" not in text
    assert "はじめての国際協力" in visitor.get("/contents").text
    changed = {**_of(office.get(edit).text, filled), "version.title": "改めた題"}
    assert press(office, edit, office.get(edit).text, "", changed).status_code == 303
    assert "改めた題" in visitor.get("/contents").text
    assert "はじめての国際協力" in office.get(shown).text


def _of(page: str, filled: dict[str, Any]) -> dict[str, Any]:
    return {**hidden(page), **{name: v for name, v in filled.items() if name != "audience"}}


@pytest.mark.requirement("LI-72")
@pytest.mark.requirement("LI-71")
@pytest.mark.requirement("GW-45")
def test_press_room_content_faq_and_library_are_read_without_login(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    stage = services.stage
    content_published(stage, kind="faq", audience="everyone", title="ログインできない")
    content_published(stage, kind="library", audience="everyone", title="資料集")
    content_published(stage, audience="organisations", title="団体の方へ")
    asked = stage.run("request_press_release", ORGANISATION_SAYS, OWNER)["press_release_id"]
    payload = {"press_release_id": asked, "checked": True}
    stage.run("publish_press_release", payload, SECRETARIAT)
    assert "ログインできない" in visitor.get("/faq").text
    assert "2024年版" in visitor.get("/library").text
    assert "団体の方へ" not in visitor.get("/contents").text
    assert "新しい研修を始めます" in visitor.get("/press").text
    assert "<strong>5月</strong>" in visitor.get(f"/press/{asked}").text
    footer = visitor.get("/").text
    assert all(f'href="{path}"' in footer for path in ("/contents", "/press", "/library", "/faq"))


@pytest.mark.requirement("LI-69")
@pytest.mark.requirement("LI-70")
def test_an_organisation_asks_and_the_secretariat_returns_with_a_reason(
    app: Flask, services: RehearsedListings
) -> None:
    client = browser(app, services)
    services.as_organisation()
    form = client.get("/organisation/press/new").text
    asked = press(client, "/organisation/press/new", form, "", dict(ORGANISATION_SAYS))
    assert asked.location == "/organisation/press"
    release_id = next(iter(services.stage.documents("press_releases")))
    services.as_secretariat()
    assert "新しい研修を始めます" in client.get("/office/press").text
    page = client.get(f"/office/press/{release_id}").text
    address = f"/office/press/{release_id}/return"
    returned = press(client, address, page, "", {"reason": "日付がない。"}, among="reason")
    assert returned.status_code == 303
    services.as_organisation()
    mine = client.get("/organisation/press").text
    assert "差し戻し" in mine
    assert "日付がない。" in mine


def test_a_picture_is_stored_and_shown_with_its_alternative_text(
    office: FlaskClient, visitor: FlaskClient
) -> None:
    address = "/office/contents/pictures"
    sent = {
        **hidden(office.get(address).text),
        "picture": (io.BytesIO(PNG), "bridge.png"),
        "alternative_text": "橋の写真",
    }
    shown = office.post(address, data=sent, content_type="multipart/form-data").text
    assert 'alt="橋の写真"' in shown
    source = shown.partition('<img src="')[2].partition('"')[0]
    picture = visitor.get(source)
    assert (picture.data, picture.mimetype) == (PNG, "image/png")


@pytest.mark.parametrize("words", ["", "\u200b", "[]", "長" * 301, "一\n二", "橋\x00"])
def test_a_picture_is_refused_whose_alternative_text_is_none(
    office: FlaskClient, words: str
) -> None:
    address = "/office/contents/pictures"
    sent = {
        **hidden(office.get(address).text),
        "picture": (io.BytesIO(PNG), "bridge.png"),
        "alternative_text": words,
    }
    refused = office.post(address, data=sent, content_type="multipart/form-data")
    assert refused.status_code == 422
    assert 'href="#f-alternative_text"' in refused.text


@pytest.mark.requirement("LI-46")
@pytest.mark.requirement("LI-47")
def test_a_public_recruitment_asks_to_read_the_guides_before_applying(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    department_posts(services.stage, "public-recruitment")
    shown = visitor.get("/listings/D000000001").text
    for code, title in (
        ("public-recruitment-procedure", "公募案件応募の手続き"),
        ("jica-expert-treatment", "JICA専門家の待遇"),
        ("residents-abroad", "海外居住者について"),
    ):
        assert f'<a href="/guides/{code}">{title}</a>' in shown
        assert title in visitor.get(f"/guides/{code}").text
    department_posts(services.stage, "public-notice", on="2024-05-12")
    services.stage.until(services.stage.clock.now().replace(day=13))
    notice = visitor.get("/listings/D000000002").text
    assert '<a href="/guides/public-notice-procedure">公示案件 応募の手続き</a>' in notice
    assert "公募案件応募の手続き" not in notice
    assert visitor.get("/guides/else").status_code == 404


def _side_menu(text: str) -> list[tuple[str, str, bool]]:
    """Address, label and whether it is the page shown, of each entry."""
    if '<nav class="side"' not in text:
        return []
    menu = text.split('<nav class="side"')[1].split("</nav>")[0]
    found = re.findall(r'<a href="([^"]+)"( aria-current="page")?>([^<]+)</a>', menu)
    return [(address, label, bool(current)) for address, current, label in found]


OF_JOBS = [
    ("/jobs", "求人検索"),
    ("/guides/public-recruitment-procedure", "公募案件 応募の手続き"),
    ("/guides/public-notice-procedure", "公示案件 応募の手続き"),
    ("/guides/jica-personnel", "JICA人材の募集について"),
]


@pytest.mark.requirement("GW-02")
def test_the_side_menu_of_job_pages_leads_to_search_and_guides(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    department_posts(services.stage, "public-recruitment")
    pages = [*(address for address, _ in OF_JOBS), "/guides/residents-abroad"]
    for path in [*pages, "/listings/D000000001"]:
        shown = visitor.get(path)
        assert shown.status_code == 200
        assert _side_menu(shown.text) == [
            (address, label, address == path) for address, label in OF_JOBS
        ]
        assert "仕事を探す" in shown.text
    assert _side_menu(visitor.get("/trainings").text) == []
    english = _side_menu(visitor.get("/jobs?lang=en").text)
    assert [label for _, label, _ in english] == [
        "Search jobs",
        "Applying to public recruitments",
        "How to apply to public notices",
        "Recruitment of JICA personnel",
    ]


@pytest.mark.requirement("GW-02")
def test_the_page_on_jica_personnel_leads_to_what_jica_recruits_for(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    department_posts(services.stage, "public-recruitment")
    shown = visitor.get("/guides/jica-personnel").text
    for kind in ("public-recruitment", "public-notice", "pre-announcement"):
        assert f'href="/jobs?kinds={kind}"' in shown
    assert "D000000001" in visitor.get("/jobs?kinds=public-recruitment").text


@pytest.mark.requirement("LI-47")
def test_the_secretariat_edits_the_guides(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    stage = services.stage
    page = {
        "kind": "page",
        "audience": "everyone",
        "code": "residents-abroad",
        "version": {"title": "海外にお住まいの方へ", "body": "新しい案内です。"},
    }
    content_id = stage.run("draft_content", page, SECRETARIAT)["content_id"]
    assert "新しい案内です。" not in visitor.get("/guides/residents-abroad").text
    stage.run("publish_content", {"content_id": content_id, "checked": True}, SECRETARIAT)
    assert "新しい案内です。" in visitor.get("/guides/residents-abroad").text


@pytest.mark.requirement("LI-45")
def test_the_page_of_a_replaced_pre_announcement_leads_to_what_follows(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    department_posts(services.stage, "pre-announcement")
    department_posts(services.stage, "public-recruitment", on="2024-05-12", follows="D000000001")
    assert visitor.get("/listings/D000000001").status_code == 200
    services.stage.until(services.stage.clock.now().replace(day=13))
    gone = visitor.get("/listings/D000000001")
    assert (gone.status_code, gone.location) == (302, "/listings/D000000002")


@pytest.mark.requirement("LI-44")
def test_the_secretariat_archives_a_recruitment_that_is_over_on_a_page(
    office: FlaskClient, visitor: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = department_posts(services.stage, "public-recruitment")
    services.stage.until(services.stage.clock.now().replace(month=7, day=2))
    assert visitor.get("/listings/D000000001").status_code == 404
    address = f"/organisation/listings/{listing_id}/archive"
    assert address in office.get(f"/office/listings/{listing_id}").text
    assert press(office, address, office.get(address).text, "", {}).status_code == 303
    shown = visitor.get("/listings/D000000001").text
    assert "過去の公募案件" in shown
    assert "応募する</a>" not in shown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        ("[a](//evil.example)", "<p>[a](//evil.example)</p>\n"),
        (
            "[a](https://x.example)",
            '<p><a href="https://x.example" rel="noopener nofollow">a</a></p>\n',
        ),
        ("![橋](https://x.example/a.png)", "<p>橋</p>\n"),
        (
            '![橋"x](/content/pictures/1)',
            '<p><img src="/content/pictures/1" alt="橋&#34;x" loading="lazy"></p>\n',
        ),
        ("# 見出し", "<h2>見出し</h2>\n"),
        ("![絵](/content/pictures/../../?lang=en)", "<p>絵</p>\n"),
        ("![絵](/content/pictures/%2e%2e/x)", "<p>絵</p>\n"),
        ("### 見出し", "<h2>見出し</h2>\n"),
        ("## 一\n#### 二\n## 三", "<h2>一</h2>\n<h3>二</h3>\n<h2>三</h2>\n"),
        ("# 一\n### 二\n## 三", "<h2>一</h2>\n<h3>二</h3>\n<h3>三</h3>\n"),
    ],
)
def test_markdown_gives_safe_markup(text: str, html: str) -> None:
    assert str(markdown_html(text)) == html
