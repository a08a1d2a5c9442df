"""The frame of the individual MyPage: home and leaving (GW-16, GW-17, ID-20)."""

from __future__ import annotations

from flask import make_response, redirect, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import ANYONE, allow
from gateway.auth.sessions import end_session
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, tick
from gateway.forms.form import Form
from gateway.web.page import MenuEntry, Pages, page

_MINE = frozenset({Role.INDIVIDUAL})

pages = Pages(
    "mypage",
    menu=(
        MenuEntry("mypage", lazy_gettext("マイページトップ"), "mypage.home", 10, roles=_MINE),
        MenuEntry("mypage", lazy_gettext("会員の削除"), "mypage.leave", 50, roles=_MINE),
    ),
)

LATEST = 2
LEAVE = FormKind(
    tick("confirmed", lazy_gettext("上記を確認し、会員の削除を希望します"), required=True)
)


@pages.get("/mypage")
@allow(Role.INDIVIDUAL)
def home() -> Response:
    """The home: what is going on, and the way to everything else."""
    found = backend.gather(
        {
            "applications": (
                "applications",
                "find_my_applications",
                {"state": "open", "limit": LATEST},
            ),
            "mails": ("messaging", "find_my_mails", {"box": "received", "limit": 3}),
            "registration": ("identity", "get_own_registration", {}),
        }
    )
    return page("mypage/home.html", found=found)


@pages.route("/mypage/leave", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
def leave() -> Response:
    """会員の削除: what it means, the confirmation, and the end (ID-20, D-27, D-89)."""
    form = LEAVE.open()
    if form.step == "send":
        done = form.send("identity", "leave")
        if done:
            return end_session(make_response(redirect(url_for(".left"), 303)))
    elif form.step == "confirm" and _agreed(form):
        return page("mypage/leave_confirm.html", form=form)
    return page("mypage/leave.html", form=form)


@pages.get("/account/left")
@allow(ANYONE)
def left() -> Response:
    """The membership has ended."""
    return page("mypage/left.html")


def _agreed(form: Form) -> bool:
    if not form.values["confirmed"]:
        form.complain("confirmed", {"code": "agreement-needed"})
    return bool(form.values["confirmed"])
