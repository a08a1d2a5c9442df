"""What opens the account besides the password: seeing it, linking and undoing (ID-45)."""

from __future__ import annotations

from flask import make_response, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import SIGNED_IN, allow
from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import RECRUITERS, Role, Viewer
from gateway.backend import backend
from gateway.forms import FormKind, password
from gateway.pages.single_sign_on import keep_ticket
from gateway.web.limits import guarded
from gateway.web.page import MenuEntry, Pages, page

_LABEL = lazy_gettext("セキュリティ設定")
_ACCOUNT = lazy_gettext("アカウント情報")
_MINE = frozenset({Role.INDIVIDUAL})

pages = Pages(
    "security",
    "/security",
    menu=(
        MenuEntry("mypage", _LABEL, "security.show", 61, roles=_MINE),
        MenuEntry("organisation", _LABEL, "security.show", 740, lazy_gettext("その他"), RECRUITERS),
        MenuEntry("office", _LABEL, "security.show", 911, _ACCOUNT),
    ),
)

PASSWORD_AGAIN = FormKind(
    password(
        "current_password",
        lazy_gettext("現在のパスワード"),
        required=True,
        autocomplete="current-password",
        width="middle",
        hint=lazy_gettext("ご本人の操作であることを確認するため、もう一度入力してください。"),
    ),
)


def area_of(viewer: Viewer) -> str:
    """Whose side menu the pages show."""
    if viewer.role is Role.INDIVIDUAL:
        return "mypage"
    return "organisation" if viewer.role is Role.ORGANISATION else "office"


@pages.get("")
@allow(SIGNED_IN)
def show() -> Response:
    """The security settings of the own account."""
    found = backend.call("identity", "get_security")
    return page("security/show.html", found=found, area=area_of(current_viewer()))


@pages.route("/single-sign-on", methods=["GET", "POST"])
@guarded
@allow(Role.INDIVIDUAL)
def link() -> Response:
    """「もっとつながる」: the password once more, then the way to the provider (ID-45)."""
    form = PASSWORD_AGAIN.open()
    if form.submitted:
        begun = form.send("identity", "begin_single_sign_on_link")
        if begun:
            # A link and no redirect: the policy lets a form lead to this portal only.
            answer = page("security/leave_for_provider.html", address=begun["address"])
            return keep_ticket(make_response(answer), str(begun["ticket"]))
    return page("security/link.html", form=form)


@pages.post("/single-sign-on/removal")
@allow(Role.INDIVIDUAL)
def unlink() -> Response:
    """Undoes the link (ID-45)."""
    form = FormKind().open()
    done = form.send("identity", "unlink_single_sign_on")
    if done:
        return done.to(url_for(".show"), gettext("マイナポータルとの連携を解除しました。"))
    return page("security/refused.html", form=form, area="mypage")
