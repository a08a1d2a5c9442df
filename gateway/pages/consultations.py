"""キャリア相談: asked for by a full registrant, and how it went on (ME-41, ME-45, GW-16)."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, area, radio, text
from gateway.forms.deciding import look_over, press
from gateway.pages.consultation_words import BADGES, CANCELLED_BY, KINDS, STATUSES
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page
from services.kernel.contracts.messaging_consultations import (
    LONGEST_REASON,
    LONGEST_SUBJECT,
    LONGEST_TEXT,
    LONGEST_WISHES,
    RequestConsultation,
)

pages = Pages(
    "consultations",
    "/mypage/consultations",
    menu=(
        MenuEntry(
            "mypage",
            lazy_gettext("キャリア相談"),
            "consultations.overview",
            order=30,
            roles=frozenset({Role.INDIVIDUAL}),
        ),
    ),
)

REQUEST = FormKind(
    radio(
        "kind",
        lazy_gettext("相談の方法"),
        tuple(KINDS.items()),
        required=True,
        hint=lazy_gettext(
            "対面相談は、相談員と日時を決めてお会いします。メール相談は、事務局がメールで回答します。"
        ),
    ),
    text("subject", lazy_gettext("件名"), required=True, most=LONGEST_SUBJECT),
    area("body", lazy_gettext("相談したい内容"), required=True, most=LONGEST_TEXT, rows=12),
    area(
        "wishes",
        lazy_gettext("希望の日時・場所など"),
        most=LONGEST_WISHES,
        rows=4,
        hint=lazy_gettext("対面相談を希望するときにお書きください。"),
    ),
)
REASON = FormKind(area("reason", lazy_gettext("取り消しの理由"), most=LONGEST_REASON, rows=4))


@pages.get("")
@allow(Role.INDIVIDUAL)
def overview() -> Response:
    """What was asked for, newest first; simple registrants are led to full registration (ID-06)."""
    number = asked_page()
    asked = {"limit": SIZE, "offset": (number - 1) * SIZE}
    found = backend.call("messaging", "find_my_consultations", asked)
    return page(
        "consultations/list.html",
        found=found,
        paging=Paging(number, found["total"]),
        kinds=KINDS,
        statuses=STATUSES,
        badges=BADGES,
        may_ask=is_full_registrant(),
    )


@pages.route("/new", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def ask() -> Response:
    """Kind and question, then a confirmation (ME-41)."""
    form = REQUEST.open()
    if not form.submitted and not is_full_registrant():
        return redirect(url_for(".overview"), 303)
    turn = look_over(form, "messaging", "request_consultation", RequestConsultation)
    if turn.done:
        return turn.done.to(
            url_for(".show", consultation_id=turn.done["consultation_id"]),
            gettext("キャリア相談を申し込みました。"),
        )
    template = "confirm.html" if turn.step == "confirm" else "ask.html"
    return page(f"consultations/{template}", form=form)


@pages.get("/<consultation_id>")
@allow(Role.INDIVIDUAL)
def show(consultation_id: str) -> Response:
    """The question, the meeting and the final answer (ME-45)."""
    return page(
        "consultations/show.html",
        consultation=_get(consultation_id),
        kinds=KINDS,
        statuses=STATUSES,
        cancelled_by=CANCELLED_BY,
    )


@pages.route("/<consultation_id>/cancellation", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def cancel(consultation_id: str) -> Response:
    """The person does not want it any more (SM-12)."""
    consultation = _get(consultation_id)
    form = REASON.open()
    done = press(form, "messaging", "cancel_consultation", consultation_id=consultation_id)
    if done:
        return done.to(
            url_for(".show", consultation_id=consultation_id),
            gettext("キャリア相談を取り消しました。"),
        )
    return page("consultations/cancel.html", form=form, consultation=consultation)


def is_full_registrant() -> bool:
    """Whether the caller may ask for a consultation (D-21); messaging checks it again."""
    return "full-registrant" in current_viewer().facets


def _get(consultation_id: str) -> Any:
    asked = {"consultation_id": consultation_id}
    return backend.call("messaging", "get_my_consultation", asked)
