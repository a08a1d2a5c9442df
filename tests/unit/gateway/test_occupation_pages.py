from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.unit.gateway.listing_browser import FILLED, browser, hidden, press
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.occupations import (
    BALLOON,
    NORI,
    ROWS,
    WAKAME,
    classification,
    import_classification,
)
from tests.unit.listings.stage import AFTERNOON, SECRETARIAT, drafted, published

_KEPT = {"content.occupations": NORI}
NEW = "/organisation/listings/new/entry?terms=agreed&language=ja&kind=job"


@pytest.fixture
def services() -> RehearsedListings:
    services = RehearsedListings(AFTERNOON)
    import_classification(services.stage)
    return services


@pytest.fixture
def client(app: Flask, services: RehearsedListings) -> FlaskClient:
    services.as_organisation()
    return browser(app, services)


def _box(path: str, *, ticked: bool = False) -> str:
    return f'name="content.occupations" value="{path}"{" checked" if ticked else ""}>'


def test_occupations_are_looked_for_and_ticked_without_a_script(
    client: FlaskClient, services: RehearsedListings
) -> None:
    entry = client.get(NEW).text
    assert "content.occupations" not in entry
    found = press(
        client, NEW, entry, "occupations", {**FILLED, "occupation_words": "ﾉﾘ摘み のり摘み"}
    )
    assert "この言葉の職業は見つかりませんでした" in found.text
    found = press(client, NEW, found.text, "occupations", {"occupation_words": "海藻"})
    assert _box(NORI) in found.text
    assert _box(WAKAME) in found.text
    # what is ticked stays when other words are looked for
    more = press(
        client,
        NEW,
        found.text,
        "occupations",
        {"content.occupations": NORI, "occupation_words": "ﾊﾟｲﾛｯﾄ"},
    )
    assert _box(NORI, ticked=True) in more.text
    assert f"{_box(BALLOON)} <span>{BALLOON}（熱気球パイロット）</span>" in more.text
    assert _box(WAKAME) not in more.text
    saved = press(client, NEW, more.text, "save", {**FILLED, "content.occupations": NORI})
    assert saved.status_code == 303
    [(listing_id, document)] = services.stage.documents("listings").items()
    assert document["content"]["occupations"] == [NORI]
    again = client.get(f"/organisation/listings/{listing_id}/edit").text
    assert _box(NORI, ticked=True) in again


def test_occupations_are_carried_through_the_confirmation(
    client: FlaskClient, services: RehearsedListings
) -> None:
    entry = client.get(NEW).text
    filled = {**FILLED, "content.occupations": NORI, "occupation_words": "海藻"}
    confirm = press(client, NEW, entry, "confirm", filled)
    assert NORI in confirm.text
    assert hidden(confirm.text)["content.occupations"] == NORI
    assert press(client, NEW, confirm.text, "send", {}).status_code == 303
    [document] = services.stage.documents("listings").values()
    assert document["content"]["occupations"] == [NORI]


def test_an_unknown_occupation_is_refused_at_its_field(client: FlaskClient) -> None:
    entry = client.get(NEW).text
    refused = press(client, NEW, entry, "save", {**FILLED, "content.occupations": "陸の仕事"})
    assert refused.status_code == 422
    assert (
        '<a href="#f-content-occupations">職業: 職業を選択肢から選んでください。</a>'
        in refused.text
    )


@pytest.mark.requirement("LI-29")
def test_an_occupation_of_an_earlier_edition_stays_when_its_listing_is_amended(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = published(services.stage, occupations=[NORI])
    import_classification(services.stage, classification(ROWS[0], ROWS[-1]))
    services.stage.hear(
        "identity",
        "OrganisationRegistrationExpired",
        subject="org-1",
        data={"organisation_id": "org-1"},
    )
    url = f"/organisation/listings/{listing_id}/amend"
    confirm = press(client, url, client.get(url).text, "confirm", {**FILLED, **_KEPT})
    assert confirm.status_code == 200
    assert hidden(confirm.text)["content.occupations"] == NORI
    assert press(client, url, confirm.text, "send", {}).status_code == 303


def test_an_occupation_of_an_earlier_edition_stays_when_its_draft_is_requested(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = drafted(services.stage, occupations=[NORI])
    import_classification(services.stage, classification(ROWS[0], ROWS[-1]))
    url = f"/organisation/listings/{listing_id}/edit"
    confirm = press(client, url, client.get(url).text, "confirm", {**FILLED, **_KEPT})
    assert press(client, url, confirm.text, "send", {}).status_code == 303


@pytest.mark.requirement("LI-55")
def test_the_list_is_narrowed_by_occupations(
    app: Flask, client: FlaskClient, services: RehearsedListings
) -> None:
    published(services.stage, occupations=[NORI])
    asked = services.stage.run("search_listings", {}, SECRETARIAT)
    facets = {
        "occupations": [
            {"value": "海の仕事", "count": 4},
            {"value": "海の仕事／養殖", "count": 3},
            {"value": "空の仕事", "count": 1},
        ]
    }
    services.answer("listings.search_listings", {**asked, "facets": facets})
    visitor = app.test_client()
    shown = visitor.get("/jobs?keyword=x").text
    assert ">海の仕事</a>" in shown
    assert "海の仕事／養殖" not in shown
    narrowed = visitor.get("/jobs?occupations=海の仕事").text
    assert services.called("listings.search_listings")[-1].payload["occupations"] == ["海の仕事"]
    assert ">海の仕事／養殖</a>" in narrowed
    english = visitor.get("/jobs?occupations=海の仕事&lang=en").text
    assert '<span lang="ja">海の仕事／養殖</span></a>' in english
    assert '<span class="chip-name">Occupation</span> <span lang="ja">海の仕事</span>' in english


def test_a_listing_shows_its_occupations_as_japanese(
    app: Flask, client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = published(services.stage, occupations=[NORI, BALLOON])
    number = services.stage.documents("listings")[listing_id]["data_number"]
    shown = app.test_client().get(f"/listings/{number}?lang=en").text
    assert f'<span lang="ja">{NORI}</span>\n<span lang="ja">{BALLOON}</span>' in shown
    described = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', shown, re.S)
    assert described is not None
    assert json.loads(described[1])["occupationalCategory"] == [NORI, BALLOON]


def test_the_classification_is_looked_through_by_the_api(client: FlaskClient) -> None:
    answer = client.get("/api/v1/occupations?words=のり摘み").json
    assert answer == {"items": [{"path": NORI, "examples": ["のり摘み"]}], "total": 1}
    assert client.get("/api/v1/occupations?below=空の仕事").json["total"] == 1
    assert client.get("/api/v1/occupations?most=0").status_code == 422
