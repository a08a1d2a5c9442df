"""Lists without pages show every entry, also when the service answers in several pages."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.kernel.eventkit.domain import Role
from tests.support.rehearsal import as_staff
from tests.unit.gateway.listing_browser import browser
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.editorial import content_published
from tests.unit.listings.stage import AFTERNOON

MOFA = as_staff(Role.MOFA, "mofa-1")


@pytest.fixture
def services() -> RehearsedListings:
    return RehearsedListings(AFTERNOON)


@pytest.fixture
def visitor(app: Flask, services: RehearsedListings) -> FlaskClient:
    browser(app, services)
    return app.test_client()


def _shown(page: str) -> int:
    return len(set(re.findall(r"項目\d{3}番", page)))


@pytest.mark.requirement("LI-72")
@pytest.mark.parametrize("number", [0, 50, 51, 101])
def test_every_question_is_on_the_page_once(
    visitor: FlaskClient, services: RehearsedListings, number: int
) -> None:
    for entry in range(number):
        title = f"項目{entry:03}番"
        category = "ログイン" if entry % 2 else "履歴書"
        content_published(
            services.stage, kind="faq", audience="everyone", title=title, category=category
        )
    page = visitor.get("/faq").text
    assert _shown(page) == number
    assert page.count("<details") == number
    assert page.count('<h2 id="c-') == min(number, 2)


@pytest.mark.requirement("LI-83")
@pytest.mark.requirement("LI-81")
def test_every_link_and_story_is_on_the_page_of_the_programme(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    teller = {"name": "橋本 花子", "organisation": "UNDP", "duty_station": "NY", "post": "P3"}
    for kind, first, more in (
        ("jpo-link", 0, {"url": "https://x.example"}),
        ("jpo-story", 100, {"teller": teller}),
    ):
        for entry in range(first, first + 52):
            title = f"項目{entry:03}番"
            content_published(services.stage, kind, "everyone", MOFA, title=title, **more)
    assert _shown(visitor.get("/jpo").text) == 104
