"""The individual's one reply to a scout mail, with or without the own address (ME-11, ME-12)."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, area, radio
from gateway.forms.deciding import look_over
from gateway.web.page import Pages, page
from services.kernel.contracts.messaging_scouts import LONGEST_TEXT, ReplyToScoutMessage

pages = Pages("scout_replies", "/mypage/mailbox")

_DISCLOSING = (
    ("true", lazy_gettext("知らせる（登録メールアドレスが団体に表示されます）")),
    ("false", lazy_gettext("知らせない")),
)
REPLY = FormKind(
    area("body", lazy_gettext("本文"), required=True, most=LONGEST_TEXT, rows=10),
    radio(
        "disclose_address",
        lazy_gettext("自分のメールアドレスを知らせるか"),
        _DISCLOSING,
        required=True,
    ),
)


@pages.route("/<message_id>/reply", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def reply(message_id: str) -> Response:
    """The text and whether to disclose the address, 「確認」, 「送信」 (ME-12)."""
    mail = _scout_mail(message_id)
    form = REPLY.open()
    if not mail["scout"]["can_reply"] and not form.submitted:
        return redirect(url_for("mailbox.show", message_id=message_id), 303)
    scout_id = mail["scout"]["scout_id"]
    turn = look_over(
        form, "messaging", "reply_to_scout_message", ReplyToScoutMessage, scout_id=scout_id
    )
    if turn.done:
        return turn.done.to(url_for(".replied", message_id=message_id))
    template = "confirm.html" if turn.step == "confirm" else "reply.html"
    return page(f"scout_replies/{template}", form=form, mail=mail)


@pages.get("/<message_id>/replied")
@allow(Role.INDIVIDUAL)
def replied(message_id: str) -> Response:
    """The completion page; it tells to go on directly (ME-11)."""
    mail = _scout_mail(message_id)
    if mail["scout"]["can_reply"]:
        return redirect(url_for(".reply", message_id=message_id), 303)
    return page("scout_replies/replied.html", mail=mail)


def _scout_mail(message_id: str) -> Any:
    """The scout mail; 404 for other mails, which are answered otherwise (ME-05)."""
    mail = backend.call("messaging", "get_my_mail", {"message_id": message_id})
    if mail["kind"] != "scout":
        abort(404)
    return mail
