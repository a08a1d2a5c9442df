"""The second step of a login: a one-time or recovery code (RFC 6238)."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_babel import lazy_gettext

from gateway.forms import FormKind, hidden, text
from gateway.forms.form import Form
from gateway.web.page import page

SECOND_STEP = FormKind(
    text(
        "code",
        lazy_gettext("確認コード"),
        required=True,
        most=40,
        autocomplete="one-time-code",
        width="middle",
        hint=lazy_gettext(
            "認証アプリに表示されている6桁の数字、または回復コードを入力してください。"
        ),
    ),
    hidden("ticket"),
    hidden("kind"),
    hidden("next"),
)


def second_step_page(answer: dict[str, Any], kind: str, wanted: str) -> Response:
    """Asks for the code; the ticket says whose password was right."""
    ticket = answer["second_step"]["ticket"]
    form = Form.unsent(SECOND_STEP, {"ticket": ticket, "kind": kind, "next": wanted})
    return page("login/second_step.html", form=form, code=None, kind=kind)
