"""One internal user: roles, counsellor permission, stopping (ID-87, ID-88)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zlib import crc32

from flask import abort, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, many, radio
from gateway.forms.deciding import press
from gateway.pages.account_words import COUNSELLOR_TITLES, INTERNAL_STATUSES, ROLES
from gateway.pages.jica_organisations import jica_organisations, organisation_field
from gateway.web.page import Pages, page
from services.kernel.contracts.identity_internal_users import CHANGEABLE_ROLES
from services.kernel.contracts.rpc import Refused

pages = Pages("internal_user", "/office/internal-users")

ROLES_FORM = FormKind(
    many(
        "roles",
        lazy_gettext("役割"),
        tuple((role, ROLES[role]) for role in CHANGEABLE_ROLES),
        required=True,
    )
)
TITLE = FormKind(
    radio("title", lazy_gettext("呼称"), tuple(COUNSELLOR_TITLES.items()), required=True)
)


@pages.get("/<account_id>")
@allow(Role.OPERATOR)
def show(account_id: str) -> Response:
    """What the user may do, and what can be changed."""
    user = _user(account_id)
    posts_for = jica_organisations() if user["organisation_id"] else {}
    return page(
        "internal_users/show.html",
        user=user,
        organisation=posts_for.get(user["organisation_id"]),
        roles=ROLES,
        statuses=INTERNAL_STATUSES,
        titles=COUNSELLOR_TITLES,
    )


@pages.route("/<account_id>/roles", methods=["GET", "POST"])
@allow(Role.OPERATOR)
def change_roles(account_id: str) -> Response:
    """Exactly these roles from the next request on (ID-87)."""
    user = _user(account_id)
    held = _mark(user["roles"])
    form = ROLES_FORM.open({"roles": user["roles"]}, version=held)
    # what another operator took away must not come back with an old page; sent twice is no harm
    if held not in (form.version, _mark(form.values.get("roles") or ())):
        raise Refused({"code": "stale-form", "kind": "conflict"})
    done = press(form, "identity", "change_internal_roles", account_id=account_id)
    if done:
        return done.to(_back(account_id), gettext("役割を変更しました。"))
    return _form(form, user, gettext("役割の変更"), gettext("変更する"))


@pages.route("/<account_id>/organisation", methods=["GET", "POST"])
@allow(Role.OPERATOR)
def change_organisation(account_id: str) -> Response:
    """For which organisation of JICA the user posts (section 1, D-52)."""
    user = _user(account_id)
    form = FormKind(organisation_field()).open({"organisation_id": user["organisation_id"]})
    done = press(form, "identity", "change_internal_organisation", account_id=account_id)
    if done:
        return done.to(_back(account_id), gettext("掲載するJICAの団体を変更しました。"))
    return _form(form, user, gettext("掲載するJICAの団体の変更"), gettext("変更する"))


@pages.route("/<account_id>/counsellor", methods=["GET", "POST"])
@allow(Role.OPERATOR)
def grant(account_id: str) -> Response:
    """進路相談カウンセラー権限付与 (ID-88)."""
    user = _user(account_id)
    form = TITLE.open()
    done = press(form, "identity", "grant_counsellor_permission", account_id=account_id)
    if done:
        return done.to(_back(account_id), gettext("進路相談カウンセラー権限を付与しました。"))
    return _form(form, user, gettext("進路相談カウンセラー権限の付与"), gettext("付与する"))


@pages.route("/<account_id>/counsellor/revocation", methods=["GET", "POST"])
@allow(Role.OPERATOR)
def revoke(account_id: str) -> Response:
    """Takes the permission (ID-88, D-96)."""
    user = _user(account_id)
    form = FormKind().open()
    done = press(form, "identity", "revoke_counsellor_permission", account_id=account_id)
    if done:
        return done.to(_back(account_id), gettext("進路相談カウンセラー権限を取り消しました。"))
    return _form(form, user, gettext("進路相談カウンセラー権限の取り消し"), gettext("取り消す"))


@pages.route("/<account_id>/stop", methods=["GET", "POST"])
@allow(Role.OPERATOR)
def stop(account_id: str) -> Response:
    """The user can no longer log in; final (ID-87)."""
    user = _user(account_id)
    form = FormKind().open()
    done = press(form, "identity", "stop_internal_user", account_id=account_id)
    if done:
        return done.to(
            url_for("internal_users.overview"), gettext("内部ユーザの利用を停止しました。")
        )
    return _form(form, user, gettext("利用の停止"), gettext("停止する"), danger=True)


def _form(form: Any, user: Any, title: str, button: str, *, danger: bool = False) -> Response:
    return page(
        "internal_users/form.html", form=form, user=user, title=title, button=button, danger=danger
    )


def _mark(roles: Iterable[str]) -> int:
    """Tells sets of roles apart; the counsellor permission is not changed with them."""
    return crc32(",".join(sorted(set(roles) - {Role.COUNSELLOR})).encode())


def _user(account_id: str) -> Any:
    found = backend.call("identity", "find_internal_users", {"account_id": account_id})
    if not found["items"]:
        abort(404)
    return found["items"][0]


def _back(account_id: str) -> str:
    return url_for(".show", account_id=account_id)
