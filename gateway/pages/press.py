"""Press releases: asking for them, checking, publishing, returning (LI-69, LI-70)."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, area, text, tick
from gateway.forms.form import Form
from gateway.web.content_words import PRESS_STATES
from gateway.web.list_files import ListFile, column
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import Paging, asked_page

pages = Pages(
    "press",
    menu=(
        MenuEntry(
            "organisation",
            lazy_gettext("プレスリリースの掲載依頼"),
            "press.own",
            710,
            lazy_gettext("その他"),
            frozenset({Role.ORGANISATION}),
        ),
        MenuEntry(
            "office",
            lazy_gettext("プレスリリース"),
            "press.requests",
            81,
            lazy_gettext("コンテンツ"),
            frozenset({Role.SECRETARIAT}),
        ),
    ),
)
REQUEST = FormKind(
    text("title", lazy_gettext("タイトル"), required=True, most=300),
    area(
        "body",
        lazy_gettext("本文"),
        required=True,
        most=30_000,
        rows=14,
        hint=lazy_gettext("Markdownで書きます。"),
    ),
    text("title_en", lazy_gettext("タイトル（英語）"), most=300),
    area("body_en", lazy_gettext("本文（英語）"), most=30_000, rows=8),
    text("url", lazy_gettext("関連ページ"), most=2_000, placeholder="https://"),
)
PUBLISH = FormKind(tick("checked", lazy_gettext("内容を確認しました"), required=True))
RETURN = FormKind(area("reason", lazy_gettext("差し戻しの理由"), required=True, most=2_000, rows=4))
WITHDRAW = FormKind(
    area("note", lazy_gettext("取り下げの依頼の記録"), required=True, most=2_000, rows=4)
)


_TITLE = column("title", lazy_gettext("タイトル"))
_STATE = column("state", lazy_gettext("状態"), lambda item: str(PRESS_STATES[item["state"]]))
_ASKED = column("requested_at", lazy_gettext("依頼日時"), kind="moment")
OWN = ListFile(
    "press_releases",
    lazy_gettext("プレスリリース"),
    (
        _TITLE,
        _STATE,
        _ASKED,
        column(
            "reason",
            lazy_gettext("差し戻しの理由"),
            lambda item: item.get("reason") if item["state"] == "returned" else None,
        ),
    ),
)
REQUESTS = ListFile(
    "press_release_requests",
    lazy_gettext("プレスリリース"),
    (
        _TITLE,
        column("organisation_name", lazy_gettext("団体")),
        _STATE,
        _ASKED,
        column("age_days", lazy_gettext("経過日数"), kind="count"),
    ),
)


@pages.get("/organisation/press")
@allow(Role.ORGANISATION)
def own() -> Response:
    """The press releases of the organisation, with why one came back."""

    def listed(number: int) -> Any:
        return backend.call("listings", "find_press_releases", {"own": True, "page": number})

    if saved := OWN.of(listed):
        return saved
    found = listed(asked_page())
    paging = Paging(asked_page(), found["total"], files=True)
    return page("press/own.html", found=found, paging=paging)


@pages.route("/organisation/press/new", methods=["GET", "POST"])
@allow(Role.ORGANISATION)
def ask() -> Response:
    """Asks for publication (LI-69)."""
    form = REQUEST.open({})
    if form.submitted:
        done = form.send("listings", "request_press_release")
        if done:
            return done.to(
                url_for("press.own"),
                gettext("掲載を依頼しました。事務局が内容を確認し、結果をメールでお知らせします。"),
            )
    return page("press/ask.html", form=form)


@pages.get("/office/press")
@allow(Role.SECRETARIAT)
def requests() -> Response:
    """Every request with its state and age, the oldest first (LI-70)."""
    state = request.args.get("state", "")
    states = [state] if state in PRESS_STATES else list(PRESS_STATES)

    def listed(number: int) -> Any:
        return backend.call("listings", "find_press_releases", {"states": states, "page": number})

    if saved := REQUESTS.of(listed):
        return saved
    found = listed(asked_page())
    return page(
        "press/requests.html",
        found=found,
        state=state,
        states=list(PRESS_STATES.items()),
        paging=Paging(asked_page(), found["total"], files=True),
    )


@pages.get("/office/press/<press_release_id>")
@allow(Role.SECRETARIAT)
def check(press_release_id: str) -> Response:
    """One press release and what can be decided."""
    return _detail(press_release_id)


def _detail(press_release_id: str, **forms: Form) -> Response:
    found = backend.call("listings", "get_press_release", {"press_release_id": press_release_id})
    version = found["version"]
    return page(
        "press/check.html",
        form=next(iter(forms.values()), None),
        found=found,
        publishing=forms.get("publishing") or Form.unsent(PUBLISH, {}, version=version),
        returning=forms.get("returning") or Form.unsent(RETURN, {}, version=version),
        withdrawing=forms.get("withdrawing") or Form.unsent(WITHDRAW, {}, version=version),
    )


@pages.post("/office/press/<press_release_id>/publication")
@allow(Role.SECRETARIAT)
def publish(press_release_id: str) -> Response:
    """Puts a checked request into the press room."""
    message = gettext("プレスルームに掲載しました。")
    return _decide(press_release_id, "publish_press_release", "publishing", PUBLISH, message)


@pages.post("/office/press/<press_release_id>/return")
@allow(Role.SECRETARIAT)
def return_(press_release_id: str) -> Response:
    """Returns a request with a reason."""
    message = gettext("差し戻しました。理由は団体にお知らせします。")
    return _decide(press_release_id, "return_press_release", "returning", RETURN, message)


@pages.post("/office/press/<press_release_id>/withdrawal")
@allow(Role.SECRETARIAT)
def withdraw(press_release_id: str) -> Response:
    """Takes a press release from the press room on the organisation's wish."""
    message = gettext("掲載を取り下げました。")
    return _decide(press_release_id, "withdraw_press_release", "withdrawing", WITHDRAW, message)


def _decide(
    press_release_id: str, operation: str, name: str, kind: FormKind, message: str
) -> Response:
    """Carries a decision out, or shows the press release with this form and what is wrong in it."""
    form = kind.open()
    done = form.send(
        "listings", operation, press_release_id=press_release_id, expected_version=form.version
    )
    if done is None:
        return _detail(press_release_id, **{name: form})
    return done.to(url_for("press.requests"), message)
