"""The individual's mails: メール作成画面, メールボックス, メール詳細 (ME-01 to ME-08, GW-39)."""

from __future__ import annotations

from typing import Any

from flask import Response, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response as AnyResponse

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, area, select, text
from gateway.pages.application_words import MAIL_TYPES
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page

pages = Pages(
    "mailbox",
    menu=(
        MenuEntry(
            "mypage",
            lazy_gettext("メールボックス"),
            "mailbox.received",
            order=80,
            roles=frozenset({Role.INDIVIDUAL}),
        ),
    ),
)

MAIL = FormKind(
    select(
        "type",
        lazy_gettext("メール種別"),
        tuple(MAIL_TYPES.items()),
        required=True,
        width="middle",
    ),
    text("subject", lazy_gettext("件名"), required=True, most=100),
    area("body", lazy_gettext("本文"), required=True, most=5000, rows=12),
)


@pages.route("/listings/<data_number>/mail", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def compose_about(data_number: str) -> AnyResponse:
    """Write to the organisation of a listing (ME-01)."""
    return _compose({"data_number": data_number}, f"/listings/{data_number}")


@pages.route("/organisations/<organisation_id>/mail", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def compose(organisation_id: str) -> AnyResponse:
    """Write to an organisation."""
    return _compose({"organisation_id": organisation_id}, "/mypage/mailbox")


def _compose(whom: dict[str, str], back: str) -> AnyResponse:
    found = backend.gather(
        {
            "asked": ("messaging", "get_organisation_mail_form", whom),
            "profile": ("identity", "get_profile", {}),
        },
        needed={"asked", "profile"},
    )
    asked, profile = found["asked"], found["profile"]
    form = MAIL.open()
    if form.submitted:
        about = {"listing_id": asked["listing"]["listing_id"]} if asked["listing"] else {}
        done = form.send(
            "messaging",
            "send_organisation_mail",
            organisation_id=asked["organisation_id"],
            # The name is the registered one, whatever a browser may send.
            sender_name=profile["name"],
            **about,
        )
        if done:
            return done.to(url_for("mailbox.sent"), gettext("メールを送信しました。"))
    return page(
        "mails/compose.html", form=form, asked=asked, sender_name=profile["name"], back=back
    )


@pages.get("/mypage/mailbox")
@allow(Role.INDIVIDUAL)
def received() -> Response:
    """受信ボックス, which is shown first (ME-06)."""
    return _box("received")


@pages.get("/mypage/mailbox/sent")
@allow(Role.INDIVIDUAL)
def sent() -> Response:
    """送信ボックス."""
    return _box("sent")


@pages.get("/mypage/mailbox/<message_id>")
@allow(Role.INDIVIDUAL)
def show(message_id: str) -> Response:
    """メール詳細 (ME-07); answered to the address shown in it (ME-05), only scout mails here.

    From now on it counts as read (ME-26).
    """
    mail: Any = backend.call("messaging", "open_my_mail", {"message_id": message_id})
    return page("mails/show.html", mail=mail, types=MAIL_TYPES)


def _box(box: str) -> Response:
    number = asked_page()
    found = backend.call(
        "messaging", "find_my_mails", {"box": box, "limit": SIZE, "offset": (number - 1) * SIZE}
    )
    return page("mails/box.html", box=box, found=found, paging=Paging(number, found["total"]))
