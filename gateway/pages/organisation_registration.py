"""A body asks to be registered as an organisation (ID-72 to ID-75, ID-83)."""

from __future__ import annotations

from flask import request, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import ANYONE, allow
from gateway.forms import FormKind, area, email, radio, select, text, tick
from gateway.pages.account_words import CATEGORIES, INSTITUTION_TYPES, KINDS
from gateway.web.limits import guarded
from gateway.web.page import Pages, page
from services.kernel.contracts.identity import RequestOrganisationRegistration

pages = Pages("organisation_registration", "/organisations/registration")

REQUEST = FormKind(
    radio("kind", lazy_gettext("登録の種類"), tuple(KINDS.items()), required=True),
    select(
        "category",
        lazy_gettext("団体の区分"),
        tuple(CATEGORIES.items()),
        required=True,
        width="middle",
        hint=lazy_gettext("区分によって審査の方法が異なります。"),
    ),
    select(
        "institution_type",
        lazy_gettext("機関種別"),
        tuple(INSTITUTION_TYPES.items()),
        required=True,
        width="middle",
    ),
    text("name", lazy_gettext("団体名"), required=True, most=200, autocomplete="organization"),
    text(
        "name_en",
        lazy_gettext("団体名（英語）"),
        required=True,
        most=200,
        hint=lazy_gettext("英語のページに表示します。"),
    ),
    area(
        "address",
        lazy_gettext("所在地"),
        required=True,
        most=300,
        rows=2,
        autocomplete="street-address",
    ),
    text(
        "telephone",
        lazy_gettext("電話番号"),
        required=True,
        most=40,
        inputmode="tel",
        autocomplete="tel",
        width="middle",
    ),
    email(
        "email",
        lazy_gettext("メールアドレス"),
        required=True,
        hint=lazy_gettext("登録後のログインIDになります。結果もこのアドレスに送ります。"),
    ),
    text(
        "person_in_charge",
        lazy_gettext("ご担当者名"),
        required=True,
        most=100,
        autocomplete="name",
        width="middle",
    ),
    area(
        "activity",
        lazy_gettext("活動内容"),
        required=True,
        most=4000,
        hint=lazy_gettext("国際協力に関わる活動を、審査の参考になるよう具体的にお書きください。"),
    ),
    tick("listed", lazy_gettext("登録団体一覧への掲載を希望します")),
)


@pages.get("")
@allow(ANYONE)
def about() -> Response:
    """The two kinds, the two paths of review, and how it goes on."""
    return page("organisation_registration/about.html")


@pages.route("/form", methods=["GET", "POST"])
@guarded
@allow(ANYONE)
def fill_in() -> Response:
    """The form, its confirmation, and the request."""
    kind = request.args.get("kind")
    form = REQUEST.open({"kind": kind} if kind in KINDS else {})
    if form.step == "confirm" and form.check(RequestOrganisationRegistration):
        return page("organisation_registration/confirm.html", form=form)
    if form.step == "send":
        done = form.send("identity", "request_organisation_registration")
        if done:
            return done.to(url_for(".complete"))
    return page("organisation_registration/form.html", form=form)


@pages.get("/complete")
@allow(ANYONE)
def complete() -> Response:
    """The request was received."""
    return page("organisation_registration/complete.html")
