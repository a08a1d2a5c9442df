"""Each text is marked as what it is: English where it is given, Japanese where it is not."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.unit.gateway.listing_browser import browser
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.editorial import ORGANISATION_SAYS, content_published
from tests.unit.listings.stage import AFTERNOON, OWNER, SECRETARIAT

JAPANESE = {"title": "題", "summary": "概要", "body": "本文"}
ENGLISH = {"title_en": "Title", "summary_en": "Summary", "body_en": "Body"}


@pytest.fixture
def services() -> RehearsedListings:
    return RehearsedListings(AFTERNOON)


@pytest.fixture
def visitor(app: Flask, services: RehearsedListings) -> FlaskClient:
    browser(app, services)
    return app.test_client()


@pytest.mark.parametrize("given", [(), ("title_en",), ("body_en",), ("title_en", "summary_en")])
def test_title_summary_and_body_of_an_article(
    visitor: FlaskClient, services: RehearsedListings, given: tuple[str, ...]
) -> None:
    content_id = content_published(
        services.stage, **JAPANESE, **{name: ENGLISH[name] for name in given}
    )
    page = visitor.get(f"/contents/{content_id}?lang=en").text
    for name, before, after in (
        ("title", "<h1", "</h1>"),
        ("summary", '<p class="lead"', "</p>"),
        ("body", '<div class="prose"', "</div>"),
    ):
        language = "en" if f"{name}_en" in given else "ja"
        text = ENGLISH[f"{name}_en"] if language == "en" else JAPANESE[name]
        marked = page.partition(before)[2].partition(after)[0]
        assert f' lang="{language}"' in marked, name
        assert text in marked, name
    listed = visitor.get("/contents?lang=en").text
    summary = "Summary" if "summary_en" in given else "概要"
    assert f'<p lang="{"en" if "summary_en" in given else "ja"}">{summary}</p>' in listed


def test_questions_press_releases_and_guides(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    stage = services.stage
    content_published(stage, "faq", "everyone", title="問", body="答え", title_en="Question")
    faq = visitor.get("/faq?lang=en").text
    assert '<summary lang="en">Question</summary><div class="prose" lang="ja">' in faq
    said = {**ORGANISATION_SAYS, "title_en": "News"}
    release_id = stage.run("request_press_release", said, OWNER)["press_release_id"]
    checked = {"press_release_id": release_id, "checked": True}
    stage.run("publish_press_release", checked, SECRETARIAT)
    press = visitor.get(f"/press/{release_id}?lang=en").text
    assert '<h1 lang="en">News</h1>' in press
    assert '<div class="prose" lang="ja">' in press
    guide = {
        "kind": "page",
        "audience": "everyone",
        "code": "residents-abroad",
        "version": {"title": "案内", "body": "本文", "title_en": "Guide"},
    }
    content_id = stage.run("draft_content", guide, SECRETARIAT)["content_id"]
    stage.run("publish_content", {"content_id": content_id, "checked": True}, SECRETARIAT)
    page = visitor.get("/guides/residents-abroad?lang=en").text
    assert '<h1 lang="en">Guide</h1>' in page
    assert '<div class="prose" lang="ja">' in page
