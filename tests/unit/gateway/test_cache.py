from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from gateway.auth.allow import ANYONE, allow
from gateway.backend.invalidation import CacheInvalidation
from gateway.backend.views import count_view
from gateway.web.cache import ContentCache, cached
from services.kernel.contracts.rpc import Away
from tests.unit.gateway.events import public_event
from tests.unit.gateway.fake_services import FakeServices

PERSON = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/130"}


@pytest.fixture
def cache(app: Flask) -> ContentCache:
    found: ContentCache = app.extensions["content_cache"]
    found.drop_everything(trusted=True)
    return found


@pytest.fixture
def home(services: FakeServices) -> FakeServices:
    services.answer("listings.search_listings", {"items": [], "total": 0})
    services.answer("listings.find_jpo_campaigns", {"items": [], "total": 0})
    return services


def asked(services: FakeServices) -> int:
    return len(services.called("listings.search_listings"))


def test_visitors_share_a_page_until_an_event_changes_it(
    client: FlaskClient, cache: ContentCache, home: FakeServices
) -> None:
    first = client.get("/")
    assert client.get("/").data == first.data
    assert asked(home) == 2
    CacheInvalidation(cache).heard(public_event("listings", "ListingPublished", 9, listing_id="l"))
    client.get("/")
    assert asked(home) == 4


def test_what_is_made_after_an_event_is_asked_for_with_the_events_position(
    client: FlaskClient, cache: ContentCache, home: FakeServices
) -> None:
    CacheInvalidation(cache).heard(public_event("listings", "ListingPublished", 9, listing_id="l"))
    client.get("/")
    assert {call.envelope["after"] for call in home.called("listings.search_listings")} == {9}


def test_what_is_older_than_an_event_that_was_heard_is_shown_and_not_kept(
    client: FlaskClient, cache: ContentCache, home: FakeServices
) -> None:
    """The service waited in vain for its read models; no further event would drop the page."""
    home.answer("listings.search_listings", {"items": [], "total": 0, "behind": True})
    for _ in range(2):
        assert client.get("/").status_code == 200
    assert asked(home) == 4
    home.answer("listings.search_listings", {"items": [], "total": 0})
    for _ in range(2):
        client.get("/")
    assert asked(home) == 6


def test_nothing_is_served_from_the_cache_while_events_cannot_be_heard(
    client: FlaskClient, cache: ContentCache, home: FakeServices
) -> None:
    client.get("/")
    hearer = CacheInvalidation(cache)
    hearer.disconnected()
    client.get("/")
    client.get("/")
    assert asked(home) == 6
    hearer.connected()
    client.get("/")
    client.get("/")
    assert asked(home) == 8


def test_views_alone_change_no_page(
    client: FlaskClient, cache: ContentCache, home: FakeServices
) -> None:
    client.get("/")
    CacheInvalidation(cache).heard(public_event("listings", "ListingViewed", 9, listing_id="l"))
    client.get("/")
    assert asked(home) == 2


def test_a_page_that_lacks_a_part_is_not_kept(
    client: FlaskClient, cache: ContentCache, services: FakeServices
) -> None:
    services.answer("listings.search_listings", Away("listings", "no-route"))
    page = client.get("/")
    assert page.status_code == 200
    assert "この部分は現在表示できません" in page.text
    client.get("/")
    assert asked(services) == 4


def test_signed_in_people_and_other_languages_get_their_own_page(
    client: FlaskClient, cache: ContentCache, home: FakeServices
) -> None:
    home.sign_in()
    client.get("/")
    client.set_cookie("session", "token")
    assert "山田 花子" in client.get("/").text
    client.delete_cookie("session")
    client.set_cookie("lang", "en")
    page = client.get("/")
    assert "Log in" in page.text
    assert page.headers["Content-Language"] == "en"
    assert asked(home) == 6
    assert "Log in" in client.get("/").text
    assert asked(home) == 6


@pytest.mark.parametrize("foreign", ['taste={"dark":true}', "名=値", "a b=c", "x=1;;y"])
def test_a_cookie_of_somebody_else_hides_neither_the_session_nor_the_language(
    app: Flask, cache: ContentCache, home: FakeServices, foreign: str
) -> None:
    home.sign_in()
    client = app.test_client(use_cookies=False)
    client.get("/")
    odd = foreign.encode().decode("latin-1")
    assert "山田 花子" in client.get("/", headers={"Cookie": f"{odd}; session=token"}).text
    english = client.get("/", headers={"Cookie": f"{odd}; lang=en"})
    assert english.headers["Content-Language"] == "en"


def test_a_cookie_that_is_no_text_hurts_nobody(
    app: Flask, cache: ContentCache, home: FakeServices
) -> None:
    client = app.test_client(use_cookies=False)
    for _ in range(2):
        assert client.get("/", headers={"Cookie": "x=\xff\xfe; lang=en"}).status_code == 200


def test_a_visitor_who_has_the_page_gets_304(
    client: FlaskClient, cache: ContentCache, home: FakeServices
) -> None:
    first = client.get("/")
    kept = client.get("/")
    assert kept.headers["ETag"] == first.headers["ETag"]
    for name in ("Content-Security-Policy", "X-Request-Id", "Cache-Control"):
        assert kept.headers[name]
    again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_page_with_a_form_belongs_to_one_visitor(app: Flask, cache: ContentCache) -> None:
    @allow(ANYONE)
    @cached("listings")
    def view() -> str:
        return str(app.jinja_env.globals["csrf_token"]())  # type: ignore[operator]

    app.add_url_rule("/form", "form", view)
    tokens = {app.test_client().get("/form").text for _ in range(3)}
    assert len(tokens) == 3
    again = app.test_client()
    assert again.get("/form").status_code == again.get("/form").status_code == 200
    assert len(cache) == 0


@pytest.fixture
def detail(app: Flask, cache: ContentCache) -> FlaskClient:
    @allow(ANYONE)
    @cached("listing:{number}")
    def view(number: str) -> str:
        count_view(f"listing-{number}", "organisation-1")
        return "detail"

    app.add_url_rule("/detail/<number>", "detail", view)
    return app.test_client()


def counted(client: FlaskClient) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    app: Any = client.application
    app.extensions["view_spool"].send(lambda batch: sent.extend(batch.views))
    return [{"listing_id": view["listing_id"], "count": view["count"]} for view in sent]


@pytest.mark.requirement("LI-64")
def test_every_opening_of_a_detail_page_counts_also_from_the_cache(detail: FlaskClient) -> None:
    for _ in range(3):
        assert detail.get("/detail/7", headers=PERSON).text == "detail"
    assert counted(detail) == [{"listing_id": "listing-7", "count": 3}]


@pytest.mark.requirement("LI-64")
@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Googlebot/2.1"},
        {"User-Agent": ""},
        {**PERSON, "Sec-Purpose": "prefetch"},
    ],
)
def test_machines_do_not_count(detail: FlaskClient, headers: dict[str, str]) -> None:
    for _ in range(2):
        detail.get("/detail/7", headers=headers)
    detail.head("/detail/7", headers=PERSON)
    assert counted(detail) == []


@pytest.mark.requirement("LI-64")
@pytest.mark.parametrize(
    ("role", "organisation", "views"),
    [
        ("organisation", "organisation-1", 0),
        ("organisation", "organisation-2", 1),
        ("secretariat", None, 0),
        ("individual", None, 1),
    ],
)
def test_the_owner_and_internal_users_do_not_count(
    detail: FlaskClient,
    services: FakeServices,
    role: str,
    organisation: str | None,
    views: int,
) -> None:
    services.sign_in(role, organisation_id=organisation)
    detail.set_cookie("session", "token")
    detail.get("/detail/7", headers=PERSON)
    assert sum(view["count"] for view in counted(detail)) == views


@pytest.mark.requirement("LI-64")
def test_an_answer_first_asked_for_its_head_is_counted_when_it_is_read(
    client: FlaskClient, cache: ContentCache, services: FakeServices
) -> None:
    listing = {"listing_id": "listing-7", "organisation_id": "organisation-1", "public": True}
    services.answer("listings.get_listing", listing)
    address = "/api/v1/listings/D000000007"
    assert client.head(address, headers=PERSON).status_code == 200
    assert counted(client) == []
    for _ in range(2):
        assert client.get(address, headers=PERSON).status_code == 200
    assert sum(view["count"] for view in counted(client)) == 2
