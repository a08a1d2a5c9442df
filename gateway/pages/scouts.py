"""求職者照会メール: the organisation's scout mails and their replies (ME-09 to ME-15, GW-42)."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, area, radio
from gateway.forms.deciding import look_over
from gateway.web.listing_words import LANGUAGES
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page
from services.kernel.contracts.messaging_scouts import LONGEST_TEXT, SendScoutMessage

_HISTORY = lazy_gettext("求職者照会メール利用履歴及び返信の参照")

pages = Pages(
    "scouts",
    "/organisation",
    menu=(
        MenuEntry(
            "organisation",
            _HISTORY,
            "scouts.history",
            order=300,
            group=_HISTORY,
            roles=frozenset({Role.ORGANISATION}),
            when=lambda viewer: viewer.is_full_organisation,
        ),
    ),
)

SCOUT = FormKind(
    radio("language", lazy_gettext("言語"), tuple(LANGUAGES.items()), required=True),
    area("body", lazy_gettext("内容"), required=True, most=LONGEST_TEXT, rows=12),
)


@pages.route("/people/<account_id>/scout", methods=["GET", "POST"])
@allow(Role.ORGANISATION)
def compose(account_id: str) -> Response:
    """Language and content, 「確認」, 「送信」 (ME-09)."""
    asked = _asked(account_id)
    form = SCOUT.open()
    if asked["scout_id"] and not form.submitted:
        flash(gettext("この方には、すでに求職者照会メールを送信しています。"), "info")
        return redirect(url_for(".show", scout_id=asked["scout_id"]), 303)
    turn = look_over(
        form, "messaging", "send_scout_message", SendScoutMessage, account_id=account_id
    )
    if turn.done:
        return turn.done.to(url_for(".sent", account_id=account_id))
    return page(f"scouts/{_TEMPLATES[turn.step]}", form=form, asked=asked)


@pages.get("/people/<account_id>/scout/sent")
@allow(Role.ORGANISATION)
def sent(account_id: str) -> Response:
    """The completion page (ME-09)."""
    asked = _asked(account_id)
    if not asked["scout_id"]:
        return redirect(url_for(".compose", account_id=account_id), 303)
    return page("scouts/sent.html", asked=asked)


@pages.get("/scout-messages")
@allow(Role.ORGANISATION)
def history() -> Response:
    """Each mail with its reply by number, and how many replies are unread (ME-14, ME-15)."""
    number = asked_page()
    order = "newest" if request.args.get("order") == "newest" else "number"
    found = backend.call(
        "messaging",
        "find_scout_messages",
        {"order": order, "limit": SIZE, "offset": (number - 1) * SIZE},
    )
    orders = (("number", gettext("No.順")), ("newest", gettext("新しい順")))
    return page(
        "scouts/history.html",
        found=found,
        orders=[(label, url_for(".history", order=one), one == order) for one, label in orders],
        paging=Paging(number, found["total"]),
    )


@pages.get("/scout-messages/<scout_id>")
@allow(Role.ORGANISATION)
def show(scout_id: str) -> Response:
    """The details; a reply counts as read from now on (ME-13, ME-15)."""
    scout = backend.call("messaging", "open_scout_message", {"scout_id": scout_id})
    return page("scouts/show.html", scout=scout, languages=LANGUAGES)


_TEMPLATES = {"form": "compose.html", "confirm": "confirm.html"}


def _asked(account_id: str) -> Any:
    """The addressee, and the thread with this person where there is one."""
    return backend.call("messaging", "get_scout_form", {"account_id": account_id})
