"""団体コード再発行 for an organisation that cannot use its code (ID-71)."""

from __future__ import annotations

from flask import redirect, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import ANYONE, allow
from gateway.forms import FormKind, email, text
from gateway.web.limits import count_attempt, guarded
from gateway.web.page import Pages, page

pages = Pages("organisation_code", "/organisations/code-reissue")

CODE = FormKind(
    text(
        "institution_id",
        lazy_gettext("求人機関ID"),
        required=True,
        most=20,
        autocomplete="off",
        width="short",
    ),
    email("email", lazy_gettext("登録メールアドレス"), required=True),
)


@pages.route("", methods=["GET", "POST"])
@guarded
@allow(ANYONE)
def reissue() -> Response:
    """Institution ID and registered address; the answer is the same whether they match or not."""
    form = CODE.open()
    if form.submitted:
        count_attempt(f"code:{form.values.get('institution_id', '')}")
        if form.send("identity", "reissue_organisation_code"):
            return redirect(url_for(".reissued"), 303)
    return page("organisation_account/code.html", form=form)


@pages.get("/sent")
@allow(ANYONE)
def reissued() -> Response:
    """If the data belong together, a new code is on its way."""
    return page("organisation_account/code_sent.html")
