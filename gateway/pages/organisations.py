"""The public list of organisations (GW-44, ID-83)."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, request
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import ANYONE, allow
from gateway.backend import backend
from gateway.pages.account_words import CATEGORIES, INSTITUTION_TYPES
from gateway.pages.listing_machine_data import described_organisation
from gateway.web.cache import cached
from gateway.web.list_files import ListFile, column
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page

pages = Pages(
    "organisations",
    "/organisations",
    menu=(MenuEntry("footer", lazy_gettext("登録団体一覧"), "organisations.overview", 20),),
)


LISTED = ListFile(
    "organisations",
    lazy_gettext("登録団体"),
    (
        column("name", lazy_gettext("団体名")),
        column("name_en", lazy_gettext("団体名（英語）")),
        column(
            "category", lazy_gettext("団体の区分"), lambda item: str(CATEGORIES[item["category"]])
        ),
        column(
            "institution_type",
            lazy_gettext("団体の種類"),
            lambda item: str(INSTITUTION_TYPES[item["institution_type"]]),
        ),
    ),
)


@pages.get("")
@allow(ANYONE)
@cached("organisations")
def overview() -> Response:
    """Registered organisations that asked to be listed, by name."""
    number = asked_page()
    chosen = {
        name: request.args[name]
        for name, words in (("category", CATEGORIES), ("institution_type", INSTITUTION_TYPES))
        if request.args.get(name) in words
    }

    def ask(number: int) -> Any:
        part = {"limit": SIZE, "offset": (number - 1) * SIZE}
        return backend.call("identity", "find_organisations", {**chosen, **part})

    if saved := LISTED.of(ask):
        return saved
    found = ask(number)
    return page(
        "organisations/list.html",
        found=found,
        paging=Paging(number, found["total"], files=True),
        chosen=chosen,
        categories=CATEGORIES,
        types=INSTITUTION_TYPES,
    )


@pages.get("/<organisation_id>")
@allow(ANYONE)
@cached("organisation:{organisation_id}", "listings")
def show(organisation_id: str) -> Response:
    """One organisation of the list with its listings."""
    found = backend.gather(
        {
            "organisation": (
                "identity",
                "get_organisation",
                {"organisation_id": organisation_id},
            ),
            "listings": (
                "listings",
                "search_listings",
                {"organisation_id": organisation_id},
            ),
        },
        needed={"organisation"},
    )
    organisation = found["organisation"]
    if not organisation["listed"]:
        abort(404)
    return page(
        "organisations/show.html",
        organisation=organisation,
        listings=found["listings"],
        categories=CATEGORIES,
        types=INSTITUTION_TYPES,
        described=described_organisation(
            organisation, current_app.extensions["settings"].public_url
        ),
    )
