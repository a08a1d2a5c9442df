"""Mails from individuals to an organisation, and its answers (ME-04, ME-05)."""

from __future__ import annotations

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response as AnyResponse

from gateway.auth.allow import allow
from gateway.auth.viewer import RECRUITERS
from gateway.backend import backend
from gateway.forms import FormKind, area, email, text
from gateway.pages.application_words import MAIL_TYPES
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page
from services.kernel.contracts.messaging import AnswerOrganisationMail

pages = Pages(
    "organisation_mail",
    "/organisation/mails",
    menu=(
        MenuEntry(
            "organisation",
            lazy_gettext("個人からのメール"),
            "organisation_mail.inbox",
            order=700,
            group=lazy_gettext("その他"),
            roles=RECRUITERS,
        ),
    ),
)

ANSWER = FormKind(
    text("subject", lazy_gettext("件名"), required=True, most=100),
    area("body", lazy_gettext("本文"), required=True, most=5000, rows=10),
    email(
        "reply_address",
        lazy_gettext("返信先メールアドレス"),
        hint=lazy_gettext(
            "今後の連絡先として相手に表示されます。空欄のときは団体の登録メールアドレスを表示します。"
        ),
    ),
)


@pages.get("")
@allow(RECRUITERS)
def inbox() -> Response:
    """The mails, newest first; all, or those without an answer."""
    number = asked_page()
    answered = request.args.get("answered")
    chosen = {"answered": answered} if answered in ("yes", "no") else {}
    found = backend.call(
        "messaging",
        "find_organisation_mails",
        {"limit": SIZE, "offset": (number - 1) * SIZE, **chosen},
    )
    return page(
        "mails/inbox.html",
        found=found,
        paging=Paging(number, found["total"]),
        answered=chosen.get("answered"),
        types=MAIL_TYPES,
    )


@pages.route("/<mail_id>", methods=["GET", "POST"])
@allow(RECRUITERS)
def show(mail_id: str) -> AnyResponse:
    """A mail with its answers and the form for another one."""
    mail: Any = backend.call("messaging", "get_organisation_mail", {"mail_id": mail_id})
    form = ANSWER.open(_proposed(mail), version=mail["version"])
    if form.step == "confirm" and form.check(AnswerOrganisationMail, mail_id=mail_id):
        return page("mails/confirm_answer.html", form=form, mail=mail)
    if form.step == "send":
        done = form.send(
            "messaging", "answer_organisation_mail", mail_id=mail_id, expected_version=form.version
        )
        if done:
            return done.to(url_for(".show", mail_id=mail_id), gettext("返信を送信しました。"))
    return page("mails/thread.html", form=form, mail=mail, types=MAIL_TYPES)


def _proposed(mail: dict[str, Any]) -> dict[str, Any]:
    first = next((one for one in mail["messages"] if one["author"] == "person"), None)
    return {"subject": f"Re: {first['subject']}"[:100]} if first else {}
