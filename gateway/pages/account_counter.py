"""Hello Work staff begin the opening of a job-seeker MyPage at the counter (ID-24, ID-25, ID-28)."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.forms import FormKind, day, email, select, tick
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.talent_words import offices

pages = Pages(
    "account_counter",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("窓口でのマイページ開設"),
            "account_counter.register",
            order=300,
            group=lazy_gettext("ハローワーク"),
            roles=frozenset({Role.HELLO_WORK}),
        ),
    ),
)

COUNTER = FormKind(
    email("email", lazy_gettext("アカウントとして使うメールアドレス"), required=True),
    select("office", lazy_gettext("受理した安定所"), offices, required=True),
    day(
        "application_on",
        lazy_gettext("求職申込みを受理した日"),
        hint=lazy_gettext("入力しないときは、今日の日付になります。"),
    ),
    tick("application_accepted", lazy_gettext("求職申込みを受理しました"), required=True),
    tick("evening_course", lazy_gettext("夜間・定時制の生徒であり、利用できることを確認しました")),
)


@pages.route("/office/counter", methods=["GET", "POST"])
@allow(Role.HELLO_WORK)
def register() -> Response:
    """Registers the address; the person completes the opening by the mailed link."""
    form = COUNTER.open()
    if form.submitted:
        done = form.send("identity", "request_opening", path="job-seeker-counter")
        if done:
            return done.to(
                url_for(".register"),
                gettext("メールアドレスを登録しました。開設用のURLをメールで送ります。"),
            )
    return page("account/register_at_counter.html", form=form)
