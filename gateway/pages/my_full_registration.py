"""国際協力人材登録申請 and 延長登録 of an individual (GW-16, GW-19, ID-06 to ID-08, ID-15)."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role, Viewer
from gateway.backend import backend
from gateway.forms import FormKind
from gateway.pages.registration_shown import sections_shown
from gateway.pages.registration_words import MANDATORY_ITEMS, SECTIONS
from gateway.web.page import MenuEntry, Pages, page

_MINE = frozenset({Role.INDIVIDUAL})


def _is_simple(viewer: Viewer) -> bool:
    return viewer.status in ("simple", "full-requested")


def _is_full(viewer: Viewer) -> bool:
    return viewer.status == "full"


pages = Pages(
    "my_full_registration",
    "/mypage",
    menu=(
        MenuEntry(
            "mypage",
            lazy_gettext("国際協力人材登録申請"),
            "my_full_registration.request_it",
            22,
            roles=_MINE,
            when=_is_simple,
        ),
        MenuEntry(
            "mypage",
            lazy_gettext("延長登録"),
            "my_full_registration.extend",
            24,
            roles=_MINE,
            when=_is_full,
        ),
    ),
)


@pages.route("/full-registration", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def request_it() -> Response:
    """All mandatory items, and 「申請」 with the answer within 3 business days (GW-19)."""
    registration = backend.call("identity", "get_own_registration")
    form = FormKind().open()
    if form.submitted:
        done = form.send("identity", "request_full_registration")
        if done:
            message = gettext(
                "国際協力人材登録を申請しました。結果は%(day)sまでにメールでお知らせします。",
                day=str(done["due_on"]).replace("-", "/"),
            )
            return done.to(url_for(".request_it"), message)
        form.problems.clear()  # the missing items stand on the page with the way to each
    missing: dict[str, list[str]] = {}
    for item in registration["missing"]:
        missing.setdefault(item.partition(".")[0], []).append(MANDATORY_ITEMS.text(item))
    return page(
        "my_registration/request.html",
        form=form,
        registration=registration,
        sections=sections_shown(registration["sections"]),
        missing=missing,
        words=SECTIONS,
    )


@pages.route("/extension", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def extend() -> Response:
    """延長登録: one confirmation adds 12 months (ID-15, D-25)."""
    registration = backend.call("identity", "get_own_registration")
    form = FormKind().open()
    if form.submitted:
        done = form.send("identity", "extend_talent_registration")
        if done:
            message = gettext(
                "登録を延長しました。新しい有効期限は%(day)sです。",
                day=str(done["valid_until"]).replace("-", "/"),
            )
            return done.to(url_for(".extend"), message)
    return page("my_registration/extension.html", form=form, registration=registration)
