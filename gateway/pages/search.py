"""Searching jobs and trainings (LI-49 to LI-55, LI-58)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, current_app, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.datastructures import MultiDict

from gateway.auth.allow import ANYONE, allow
from gateway.auth.sessions import current_viewer
from gateway.backend import backend
from gateway.backend.backend import Call
from gateway.pages.search_narrowing import CONDITIONS, Address, conditions_of, groups_of
from gateway.web.cache import cached
from gateway.web.jpo_campaigns import KIND as CAMPAIGN
from gateway.web.jpo_campaigns import CampaignsAtPresent, shown_campaigns
from gateway.web.keyword_suggestions import suggestions_among
from gateway.web.list_files import ListFile, column
from gateway.web.listing_words import (
    JOBS,
    KINDS,
    TRAININGS,
    fields_text,
    kind_text,
    label_pairs,
    period_text,
)
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import Paging, asked_page
from gateway.web.places import place_text
from services.kernel.contracts.listings import ORDERS

pages = Pages(
    "search",
    menu=(MenuEntry("trainings", lazy_gettext("研修・イベント検索"), "search.trainings", 10),),
)

ORDER_WORDS = {
    "newest": lazy_gettext("更新日の新しい順"),
    "latest-deadline": lazy_gettext("募集終了日の遅い順"),
    "nearest-deadline": lazy_gettext("募集終了日の近い順"),
    "relevance": lazy_gettext("キーワードとの関連順"),
}


def _labels(item: Mapping[str, Any]) -> str:
    return "、".join(label for label, _ in label_pairs(item["labels"]))


def _places(item: Mapping[str, Any]) -> str:
    return "、".join(place_text(place) for place in item["locations"])


def _page_of(item: Mapping[str, Any]) -> str:
    return f"{current_app.extensions['settings'].public_url}/listings/{item['data_number']}"


RESULTS = ListFile(
    "listings",
    lazy_gettext("募集情報"),
    (
        column("data_number", lazy_gettext("データ番号")),
        column("kind", lazy_gettext("種別"), lambda item: kind_text(item["kind"])),
        column("title", lazy_gettext("件名")),
        column("labels", lazy_gettext("ラベル"), _labels),
        column(
            "recruiting_fields",
            lazy_gettext("募集分野"),
            lambda item: fields_text(item["recruiting_fields"]),
        ),
        column("locations", lazy_gettext("勤務地"), _places),
        column(
            "work_period", lazy_gettext("業務期間"), lambda item: period_text(item["work_period"])
        ),
        column("organisation_name", lazy_gettext("募集団体名")),
        column(
            "recruitment_end_on",
            lazy_gettext("募集終了日"),
            lambda item: (item["recruitment"] or {}).get("end_on"),
            "day",
        ),
        column("address", lazy_gettext("ページ"), _page_of),
    ),
)
# An archive is looked into when it is asked for.
NOT_UNASKED = frozenset({"past-public-recruitment"})


@pages.get("/jobs")
@allow(ANYONE)
@cached("listings", "contents")
def jobs() -> Response:
    """Jobs, internships and public recruitments (LI-49)."""
    return _found("jobs", JOBS, gettext("求人・インターン情報"))


@pages.get("/trainings")
@allow(ANYONE)
@cached("listings")
def trainings() -> Response:
    """Trainings, seminars and events (LI-50)."""
    return _found("trainings", TRAININGS, gettext("研修・イベント情報"))


@pages.get("/listings")
@allow(ANYONE)
@cached("listings", "contents")
def listings() -> Response:
    """Everything in one list; also the listings of one organisation."""
    return _found("listings", (*JOBS, *TRAININGS), gettext("すべての募集情報"))


def _found(section: str, kinds: tuple[str, ...], title: str) -> Response:
    asked = _asked(kinds)
    saved = RESULTS.of(
        lambda number: backend.call("listings", "search_listings", {**asked, "page": number})
    )
    if saved is not None:
        return saved
    at_present: CampaignsAtPresent = current_app.extensions["campaigns_at_present"]
    calls: dict[str, Call] = {"found": ("listings", "search_listings", asked)}
    started = at_present.start()
    answers = backend.gather(calls | at_present.calls(asked, kinds), needed={"found"})
    at_present.learn(answers.get("all_campaigns"), started)
    found, campaigns = answers["found"], shown_campaigns(answers.get("campaigns"), asked)
    here = CAMPAIGN in asked["kinds"] and asked["page"] == 1
    address = Address()
    return page(
        "search/results.html",
        section=section,
        title=title,
        action=url_for(f"search.{section}"),
        asked=asked,
        suggest=suggestions_among(asked["kinds"]),
        kinds=_boxes(kinds, found["facets"], {CAMPAIGN: len(campaigns)}),
        chosen_kinds=[kind for kind in request.args.getlist("kinds") if kind in kinds],
        found=found,
        campaigns=campaigns if here else [],
        conditions=conditions_of(address, found["items"]),
        groups=groups_of(address, found["facets"]),
        carried=[
            (name, value)
            for name in CONDITIONS
            if name != "kinds"
            for value in request.args.getlist(name)
        ],
        orders=[
            (name, label, address.choosing("order", name))
            for name, label in ORDER_WORDS.items()
            if name != "relevance" or asked["keyword"]
        ],
        paging=Paging(asked["page"], found["total"], files=True),
        saving={"section": section, "query": request.query_string.decode(errors="replace")[:2000]},
    )


def _boxes(
    kinds: tuple[str, ...], facets: Mapping[str, Any], more: Mapping[str, int]
) -> list[tuple[str, Any, int]]:
    """The kinds to tick with how many there are of each; for who may not know it, one is not."""
    counts = {one["value"]: one["count"] for one in facets.get("kinds", ())}
    return [
        (kind, KINDS[kind], counts.get(kind, 0) + more.get(kind, 0))
        for kind in kinds
        if kind != "jocv-job" or _may_know_jocv()
    ]


def _may_know_jocv() -> bool:
    viewer = current_viewer()
    return "jocv-view" in viewer.facets or viewer.role == "secretariat"


def _asked(kinds: tuple[str, ...]) -> dict[str, Any]:
    """What the address asks for; what is odd in it is left out, so that old links live on."""
    args: MultiDict[str, str] = request.args
    chosen = [kind for kind in dict.fromkeys(args.getlist("kinds")) if kind in kinds]
    asked: dict[str, Any] = {
        "keyword": plain_keyword(args.get("keyword", "")),
        "kinds": chosen or [kind for kind in kinds if kind not in NOT_UNASKED],
        "order": args.get("order") if args.get("order") in ORDERS else "newest",
        "page": asked_page(),
    }
    for name, condition in CONDITIONS.items():
        if name != "kinds":
            values = [value for value in args.getlist(name)[:50] if condition.takes(value)]
            asked[name] = values
    organisation = args.get("organisation_id", "")
    if organisation and len(organisation) <= 100 and organisation.isprintable():
        asked["organisation_id"] = organisation
    if args.get("open"):
        asked["open_on"] = _today()
    return asked


def plain_keyword(keyword: str) -> str:
    """The keyword on one line, without control characters, as long as search reads."""
    return "".join(letter if letter.isprintable() else " " for letter in keyword).strip()[:200]


def _today() -> str:
    return str(current_app.extensions["clock"].today().isoformat())
