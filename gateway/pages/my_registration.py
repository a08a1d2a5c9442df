"""Update of registered data (登録内容の更新): look, edit by section, confirm, 「更新」 (GW-18, ID-18)."""

from __future__ import annotations

from typing import Any

from flask import abort, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind
from gateway.pages.registration_forms import SectionForm, is_section
from gateway.pages.registration_shown import sections_shown
from gateway.pages.registration_words import MANDATORY_ITEMS, SECTIONS
from gateway.web.page import MenuEntry, Pages, page
from services.kernel.contracts.identity_people import UpdateProfile

_MINE = frozenset({Role.INDIVIDUAL})

pages = Pages(
    "my_registration",
    "/mypage",
    menu=(
        MenuEntry(
            "mypage", lazy_gettext("登録内容の更新"), "my_registration.overview", 20, roles=_MINE
        ),
    ),
)


@pages.get("/profile")
@allow(Role.INDIVIDUAL)
def overview() -> Response:
    """「PARTNER個人登録情報：確認」: every section with 「編集する」."""
    found = backend.gather(
        {
            "registration": ("identity", "get_own_registration", {}),
            "profile": ("identity", "get_profile", {}),
        },
        needed={"registration", "profile"},
    )
    registration = found["registration"]
    return page(
        "my_registration/overview.html",
        registration=registration,
        profile=found["profile"],
        sections=sections_shown(registration["sections"]),
        missing=[
            (item.partition(".")[0], MANDATORY_ITEMS.text(item)) for item in registration["missing"]
        ],
    )


@pages.route("/profile/<section>", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def edit(section: str) -> Response:
    """One section: 「確認画面へ進む」, then 「更新」; nothing is stored before (ID-18)."""
    if not is_section(section):
        abort(404)
    registration = backend.call("identity", "get_own_registration")
    sheet = SectionForm(
        section, registration["sections"].get(section) or {}, registration["revision"]
    )
    form = sheet.form
    sent: dict[str, Any] = {section: sheet.content} if form.submitted else {}
    shown: dict[str, Any] = {
        "form": form,
        "sheet": sheet,
        "section": section,
        "title": SECTIONS.text(section),
    }
    if form.step == "confirm" and form.check(UpdateProfile, **sent):
        return page("my_registration/confirm.html", **shown)
    if form.step == "send":
        done = form.send("identity", "update_profile", expected_revision=form.version, **sent)
        if done:
            message = gettext("「%(section)s」を更新しました。", section=SECTIONS.text(section))
            return done.to(url_for(".overview"), message)
    return page("my_registration/edit.html", **shown)


@pages.route("/confirmation", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def confirmation() -> Response:
    """登録情報確認: the data are right, or are updated (ID-17, D-26)."""
    registration = backend.call("identity", "get_own_registration")
    form = FormKind().open()
    if form.submitted:
        done = form.send("identity", "confirm_registered_information")
        if done:
            message = gettext("登録情報を確認しました。ありがとうございます。")
            return done.to(url_for("mypage.home"), message)
    return page(
        "my_registration/confirmation.html",
        form=form,
        registration=registration,
        sections=sections_shown(registration["sections"]),
    )
