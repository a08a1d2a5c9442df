"""Setting up a second factor, its recovery codes, and switching it off (RFC 6238)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import SIGNED_IN, allow
from gateway.auth.sessions import current_viewer
from gateway.backend import backend
from gateway.documents.two_dimensional_code import two_dimensional_code
from gateway.forms import FormKind, hidden, text
from gateway.forms.form import Form
from gateway.pages.security import PASSWORD_AGAIN, area_of
from gateway.web.limits import guarded
from gateway.web.page import Pages, page
from services.kernel.contracts.rpc import Refused

pages = Pages("second_factor", "/security/second-factor")

CODE = FormKind(
    text(
        "code",
        lazy_gettext("確認コード"),
        required=True,
        most=40,
        autocomplete="one-time-code",
        inputmode="numeric",
        width="middle",
        hint=lazy_gettext("認証アプリに表示された6桁の数字"),
    ),
    hidden("ticket"),
)


@pages.route("", methods=["GET", "POST"])
@guarded
@allow(SIGNED_IN)
def begin() -> Response:
    """The password once more, then the secret as two-dimensional code and as text."""
    form = PASSWORD_AGAIN.open()
    if form.submitted:
        prepared = form.send("identity", "prepare_second_factor")
        if prepared:
            form = Form.unsent(CODE, {"ticket": prepared["ticket"]})
            return _code_page(form, prepared.answer)
    return _page("security/second_factor.html", form=form)


@pages.post("/code")
@guarded
@allow(SIGNED_IN)
def enable() -> Response:
    """Switches it on with the first code, and shows the recovery codes this once.

    After a wrong code the secret is shown again, which only its ticket tells.
    """
    form = CODE.open()
    done = form.send("identity", "enable_second_factor")
    if done:
        return _codes_page(done["recovery_codes"])
    ticket = {"ticket": form.values.get("ticket", "")}
    try:
        prepared = backend.call("identity", "get_prepared_second_factor", ticket)
    except Refused as refused:
        if refused.kind not in ("invalid", "conflict"):
            raise
        again = Form.unsent(PASSWORD_AGAIN, {})
        again.refuse(refused)
        return _page("security/second_factor.html", form=again)
    return _code_page(form, prepared)


@pages.route("/recovery-codes", methods=["GET", "POST"])
@guarded
@allow(SIGNED_IN)
def renew() -> Response:
    """New recovery codes in place of those before."""
    form = PASSWORD_AGAIN.open()
    if form.submitted:
        done = form.send("identity", "renew_recovery_codes")
        if done:
            return _codes_page(done["recovery_codes"])
    return _page("security/recovery_codes_renewal.html", form=form)


@pages.route("/removal", methods=["GET", "POST"])
@guarded
@allow(SIGNED_IN)
def disable() -> Response:
    """The password alone is enough again."""
    form = PASSWORD_AGAIN.open()
    if form.submitted:
        done = form.send("identity", "disable_second_factor")
        if done:
            return done.to(url_for("security.show"), gettext("2段階認証を無効にしました。"))
    return _page("security/second_factor_removal.html", form=form)


def _code_page(form: Form, prepared: Mapping[str, Any]) -> Response:
    drawn = two_dimensional_code(prepared["address"])
    secret = prepared["secret"]
    return _page("security/second_factor_code.html", form=form, drawn=drawn, secret=secret)


def _codes_page(codes: list[str]) -> Response:
    return _page("security/recovery_codes.html", form=None, codes=codes)


def _page(template: str, *, form: Form | None, **values: Any) -> Response:
    return page(template, form=form, area=area_of(current_viewer()), **values)
