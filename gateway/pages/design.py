"""The components on one page, for those who compose pages; in local runs only."""

from __future__ import annotations

from flask import Response, abort, current_app, request
from flask_babel import gettext, lazy_gettext

from gateway.auth.allow import ANYONE, allow
from gateway.forms import FormKind, area, day, file, many, radio, select, text, tick, whole
from gateway.forms import email as email_field
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import Paging, asked_page

pages = Pages(
    "design",
    menu=(
        MenuEntry("design", lazy_gettext("部品一覧"), "design.components", 10),
        MenuEntry("design", lazy_gettext("トップ"), "home.top", 20),
    ),
)

SAMPLE = FormKind(
    text("title", lazy_gettext("タイトル"), required=True, most=100),
    email_field("email", lazy_gettext("メールアドレス"), required=True),
    area(
        "text",
        lazy_gettext("内容"),
        most=1000,
        hint=lazy_gettext("1000文字以内で入力してください。"),
    ),
    whole("number", lazy_gettext("募集人数")),
    day("start_on", lazy_gettext("開始日"), required=True),
    select(
        "language",
        lazy_gettext("言語"),
        (("ja", lazy_gettext("日本語")), ("en", lazy_gettext("英語"))),
    ),
    radio(
        "notify",
        lazy_gettext("通知"),
        (("yes", lazy_gettext("はい")), ("no", lazy_gettext("いいえ"))),
        required=True,
    ),
    many(
        "fields",
        lazy_gettext("分野"),
        (("health", lazy_gettext("保健医療")), ("education", lazy_gettext("教育"))),
    ),
    file("document", lazy_gettext("添付ファイル"), accept="application/pdf"),
    tick("agreed", lazy_gettext("上記に同意します"), required=True),
)


@pages.route("/design", methods=["GET", "POST"])
@allow(ANYONE, with_temporary_password=True)
def components() -> Response:
    """Every component once; sending the form shows it with its errors or the confirmation."""
    if not current_app.extensions["settings"].is_local:
        abort(404)
    form = SAMPLE.open()
    if form.submitted and form.step == "confirm":
        for name in ("title", "email", "start_on", "notify"):
            if not form[name].value:
                form.complain(name, {"code": "required"})
        if not form.problems:
            return page("design/confirm.html", form=form)
    if request.args.get("error"):
        abort(int(request.args["error"]) if request.args["error"] in ("403", "404", "429") else 409)
    return page(
        "design/components.html",
        form=form,
        paging=Paging(asked_page(), 243),
        steps=[gettext("入力"), gettext("確認"), gettext("完了")],
    )
