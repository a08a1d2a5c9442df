"""What an edit of content leaves as it was."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.unit.gateway.listing_browser import browser, press
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.editorial import content_drafted, content_published
from tests.unit.listings.stage import AFTERNOON

ENGLISH = {"title_en": "Title", "summary_en": "Summary in English", "body_en": "Body"}


@pytest.fixture
def services() -> RehearsedListings:
    return RehearsedListings(AFTERNOON)


@pytest.fixture
def office(app: Flask, services: RehearsedListings) -> FlaskClient:
    services.as_secretariat()
    return browser(app, services)


def _newest(services: RehearsedListings, content_id: str) -> dict[str, Any]:
    content: dict[str, Any] = services.stage.documents("contents")[content_id]["versions"][-1][
        "content"
    ]
    return content


@pytest.mark.requirement("LI-67")
@pytest.mark.parametrize("state", ["draft", "published"])
def test_an_edit_keeps_what_its_form_does_not_show(
    office: FlaskClient, services: RehearsedListings, state: str
) -> None:
    begin = content_drafted if state == "draft" else content_published
    content_id = begin(
        services.stage, **ENGLISH, summary="概要", url="https://x.example", category="分類", order=5
    )
    address = f"/office/contents/{content_id}/edit"
    shown = office.get(address).text
    assert "Summary in English" in shown
    before = _newest(services, content_id)
    typed = {
        f"version.{name}": value
        for name, value in before.items()
        if f'name="version.{name}"' in shown and value is not None
    }
    sent = {**typed, "version.title": "改めた題", "checked": "true"}
    assert press(office, address, shown, "", sent).status_code == 303
    assert _newest(services, content_id) == {**before, "title": "改めた題"}


@pytest.mark.requirement("LI-67")
def test_an_edit_empties_what_its_form_shows_empty(
    office: FlaskClient, services: RehearsedListings
) -> None:
    content_id = content_published(services.stage, **ENGLISH, summary="概要")
    address = f"/office/contents/{content_id}/edit"
    sent = {"version.title": "題", "version.body": "本文", "version.summary_en": ""}
    assert press(office, address, office.get(address).text, "", sent).status_code == 303
    assert _newest(services, content_id)["summary_en"] == ""


def test_a_draft_is_discarded_on_a_page(office: FlaskClient, services: RehearsedListings) -> None:
    content_id = content_drafted(services.stage)
    address = f"/office/contents/{content_id}/retirement"
    assert address in office.get(f"/office/contents/{content_id}").text
    asked = office.get(address).text
    assert "下書きを破棄する" in asked
    assert press(office, address, asked, "", {}).status_code == 303
    assert services.stage.documents("contents")[content_id]["state"] == "retired"
    assert address not in office.get(f"/office/contents/{content_id}").text
