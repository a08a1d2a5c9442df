"""Registering passkeys of the own account and removing them (WebAuthn)."""

from __future__ import annotations

from typing import Any

from flask import abort, url_for
from flask_babel import gettext, lazy_gettext
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from gateway.auth.allow import SIGNED_IN, allow
from gateway.auth.sessions import current_viewer
from gateway.backend import backend
from gateway.forms import FormKind, hidden, text
from gateway.forms.form import Form
from gateway.pages.security import PASSWORD_AGAIN, area_of
from gateway.web.limits import guarded
from gateway.web.page import Pages, page
from services.kernel.contracts.fields import problems_of
from services.kernel.contracts.identity_credentials import PasskeyName
from services.kernel.contracts.rpc import Refused

pages = Pages("passkeys", "/security/passkeys")

NEW = FormKind(
    text(
        "name",
        lazy_gettext("パスキーの名前"),
        required=True,
        most=60,
        width="middle",
        hint=lazy_gettext(
            "どの端末のものか、あとで見分けるための名前です（例：自分のスマートフォン）。"
        ),
    ),
    *PASSWORD_AGAIN.fields.values(),
)
CREATION = FormKind(hidden("ticket"), hidden("name"), hidden("credential"))


@pages.route("/new", methods=["GET", "POST"])
@guarded
@allow(SIGNED_IN)
def begin() -> Response:
    """A name and the password once more, then the page whose button talks to the device."""
    form = NEW.open()
    if form.submitted and _is_named(form):
        again = {"current_password": str(form.values.get("current_password") or "")}
        try:
            prepared = backend.call("identity", "prepare_passkey", again)
        except Refused as refused:
            if refused.kind not in ("invalid", "conflict"):
                raise
            form.refuse(refused)
        else:
            return _creation_page(prepared, str(form.values["name"]))
    return _page("passkeys/new.html", form=form)


@pages.post("")
@guarded
@allow(SIGNED_IN)
def register() -> Response:
    """Keeps what the device has made; after a refusal it begins anew, with a new challenge."""
    form = CREATION.open()
    try:
        done = form.send("identity", "register_passkey")
    except Refused as refused:
        if refused.code != "passkey-challenge-over":
            raise
        form.refuse(refused)
    else:
        if done:
            return done.to(url_for("security.show"), gettext("パスキーを登録しました。"))
    again = Form.unsent(NEW, {"name": form.values.get("name", "")})
    again.problems, again.refusal, again.status = form.problems, form.refusal, form.status
    return _page("passkeys/new.html", form=again)


@pages.route("/<passkey_id>/removal", methods=["GET", "POST"])
@guarded
@allow(SIGNED_IN)
def remove(passkey_id: str) -> Response:
    """Says which one it is, and removes it with the password once more."""
    form = PASSWORD_AGAIN.open()
    if form.submitted:
        done = form.send("identity", "remove_passkey", passkey_id=passkey_id)
        if done:
            return done.to(url_for("security.show"), gettext("パスキーを削除しました。"))
    held = backend.call("identity", "get_security")["passkeys"]["items"]
    passkey = next((one for one in held if one["passkey_id"] == passkey_id), None)
    if passkey is None:
        abort(404)
    return _page("passkeys/removal.html", form=form, passkey=passkey)


def _is_named(form: Form) -> bool:
    """Whether the name will do: it is kept two steps later, and told wrong here."""
    try:
        PasskeyName().load({"name": form.values.get("name") or ""})
    except ValidationError as error:
        for name, found in problems_of(error).items():
            for code, params in found:
                form.complain(name, {"code": code, "params": params})
        return False
    return True


def _creation_page(prepared: dict[str, Any], name: str) -> Response:
    form = Form.unsent(CREATION, {"ticket": prepared["ticket"], "name": name, "credential": ""})
    return _page("passkeys/creation.html", form=form, options=prepared["options"])


def _page(template: str, *, form: Form, **values: Any) -> Response:
    return page(template, form=form, area=area_of(current_viewer()), **values)
