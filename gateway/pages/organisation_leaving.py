"""退会 of an organisation: confirmation, survey, and only then the end (ID-84, ID-85)."""

from __future__ import annotations

from flask import make_response, redirect, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import ANYONE, allow
from gateway.auth.sessions import end_session
from gateway.auth.viewer import Role
from gateway.forms import FormKind, area, hidden, many, radio
from gateway.pages.organisation_words import LEAVING_REASONS, SATISFACTION
from gateway.web.page import MenuEntry, Pages, page

pages = Pages(
    "organisation_leaving",
    menu=(
        MenuEntry(
            "organisation",
            lazy_gettext("退会"),
            "organisation_leaving.choose",
            order=500,
            group=lazy_gettext("退会"),
            roles=frozenset({Role.ORGANISATION}),
        ),
    ),
)

SURVEY = FormKind(
    hidden("confirmed"),
    many("reasons", lazy_gettext("退会の理由"), tuple(LEAVING_REASONS.items()), required=True),
    radio(
        "satisfaction", lazy_gettext("ご利用の満足度"), tuple(SATISFACTION.items()), required=True
    ),
    area("comment", lazy_gettext("ご意見・ご要望"), most=2000),
)


@pages.route("/organisation/leave", methods=["GET", "POST"])
@allow(Role.ORGANISATION)
def choose() -> Response:
    """What it means, 「はい」, the survey (退会アンケート), 「退会」."""
    form = SURVEY.open()
    if form.step == "send":
        done = form.send("identity", "withdraw_organisation")
        if done:
            return end_session(make_response(redirect(url_for(".left"), 303)))
    if form.step in ("confirm", "send"):
        return page("organisation_account/survey.html", form=form)
    return page("organisation_account/leave.html", form=form)


@pages.get("/organisations/left")
@allow(ANYONE)
def left() -> Response:
    """The organisation has left."""
    return page("organisation_account/left.html")
