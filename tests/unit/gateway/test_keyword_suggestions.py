from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.unit.gateway.listing_browser import browser
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.stage import AFTERNOON

SUGGESTIONS = "/api/v1/listings/suggestions"


@pytest.fixture
def services() -> RehearsedListings:
    return RehearsedListings(AFTERNOON)


@pytest.fixture
def visitor(app: Flask, services: RehearsedListings) -> FlaskClient:
    browser(app, services)
    return app.test_client()


@pytest.mark.requirement("LI-49")
def test_the_beginning_of_a_keyword_is_completed(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    answer = visitor.get(SUGGESTIONS, query_string={"q": "保健 ", "kinds": ["job", "seminar"]})
    assert answer.status_code == 200
    assert answer.json == {"suggestions": ["保健  job,seminar everyone"]}
    assert answer.headers["ETag"]
    known = {"If-None-Match": answer.headers["ETag"]}
    again = visitor.get(
        SUGGESTIONS, query_string={"q": "保健 ", "kinds": ["job", "seminar"]}, headers=known
    )
    assert again.status_code == 304


@pytest.mark.requirement("LI-48")
def test_only_those_who_may_know_jocv_listings_have_their_words_suggested(
    app: Flask, services: RehearsedListings, visitor: FlaskClient
) -> None:
    services.sign_in("individual", facets=["jocv-view"])
    headers = {"Authorization": "Bearer token"}
    known = visitor.get(SUGGESTIONS, query_string={"q": "野"}, headers=headers)
    assert known.json == {"suggestions": ["野  jocv"]}
    assert visitor.get(SUGGESTIONS, query_string={"q": "野"}).json == {
        "suggestions": ["野  everyone"]
    }


@pytest.mark.parametrize(
    ("query", "field"),
    [({"q": "保" * 201}, "q"), ({"q": "保\n健"}, "q"), ({"kinds": "gardening"}, "kinds")],
)
def test_what_cannot_be_a_keyword_is_refused_by_name(
    visitor: FlaskClient, query: dict[str, str], field: str
) -> None:
    answer = visitor.get(SUGGESTIONS, query_string=query)
    assert answer.status_code == 422
    assert answer.json is not None
    assert any(name.startswith(field) for name in answer.json["errors"])


@pytest.mark.requirement("LI-49")
@pytest.mark.parametrize("path", ["/", "/jobs", "/trainings", "/listings?kinds=job"])
def test_keyword_fields_are_plain_and_name_where_completions_come_from(
    visitor: FlaskClient, path: str
) -> None:
    shown = visitor.get(path).text
    field = re.search(r'<input[^>]*name="keyword"[^>]*>', shown)
    assert field is not None
    # without the script the field is one like any other
    assert "role=" not in field.group()
    assert "aria-" not in field.group()
    address = re.search(r'data-suggest="([^"]*)"', field.group())
    assert address is not None
    assert visitor.get(unescape(address.group(1)) + "&q=保").status_code == 200
    assert re.search(r'<script src="/static/suggest\.[0-9a-f]+\.js" defer>', shown)


@pytest.mark.requirement("LI-50")
def test_completions_are_among_the_kinds_of_the_page(visitor: FlaskClient) -> None:
    def kinds(path: str) -> set[str]:
        return set(re.findall(r"kinds=([a-z-]+)", _address(visitor, path)))

    assert "job" in kinds("/jobs")
    assert kinds("/jobs").isdisjoint(kinds("/trainings"))
    assert kinds("/listings?kinds=seminar") == {"seminar"}
    assert "past-public-recruitment" not in kinds("/") | kinds("/jobs")


def _address(visitor: FlaskClient, path: str) -> str:
    found = re.search(r'data-suggest="([^"]*)"', visitor.get(path).text)
    assert found is not None
    return unescape(found.group(1))


@pytest.mark.requirement("LI-48")
def test_who_looks_for_jocv_jobs_alone_has_a_plain_field(
    app: Flask, services: RehearsedListings
) -> None:
    client = browser(app, services)
    services.sign_in("individual", facets=["jocv-view"])
    assert "data-suggest" not in client.get("/jobs?kinds=jocv-job").text
