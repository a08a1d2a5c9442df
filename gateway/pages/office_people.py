"""Individuals in the back office: finding, JOCV record, restriction, death (GW-48, GW-53)."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, area, day, text, tick
from gateway.forms.deciding import look_over
from gateway.pages.registration_shown import sections_shown
from gateway.pages.registration_words import DECISIONS, STATUS_BADGES, STATUSES
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page
from services.kernel.contracts.identity_people import (
    RecordDeath,
    RevokeDeathRecord,
    SuspendUser,
)
from services.kernel.contracts.rpc import Refused

STAFF = frozenset({Role.SECRETARIAT, Role.HELLO_WORK})

pages = Pages(
    "office_people",
    "/office/people",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("個人の検索"),
            "office_people.find",
            order=110,
            group=lazy_gettext("個人"),
            roles=STAFF,
        ),
        MenuEntry(
            "office",
            lazy_gettext("物故者管理"),
            "office_people.deceased",
            order=111,
            group=lazy_gettext("個人"),
            roles=frozenset({Role.SECRETARIAT}),
        ),
        MenuEntry(
            "office",
            lazy_gettext("利用停止中の個人"),
            "office_people.suspended",
            order=112,
            group=lazy_gettext("個人"),
            roles=STAFF,
        ),
    ),
)

MOST = 50
"""People shown at once; with more, another condition is needed."""
PATIENCE_SECONDS = 30.0
"""Sealed names are read one by one; among a hundred thousand that takes seconds."""
SEARCH = FormKind(
    text("name", lazy_gettext("氏名（一部でも、フリガナでも可）"), most=100),
    day("birth_on", lazy_gettext("生年月日（西暦）")),
    text("login_id", lazy_gettext("ログインID（E-mail）"), most=254),
)
SUSPENSION = FormKind(
    area(
        "reason",
        lazy_gettext("利用を制限する理由"),
        required=True,
        most=1000,
        hint=lazy_gettext("この理由を、本人にメールで伝えます。1000文字以内。"),
    )
)
DEATH = FormKind(
    tick(
        "matched", lazy_gettext("氏名と生年月日が訃報と一致することを確認しました"), required=True
    ),
    area(
        "obituary",
        lazy_gettext("訃報の掲載元・掲載日"),
        required=True,
        most=1000,
        hint=lazy_gettext("JICAイントラネットの掲載内容など。1000文字以内。"),
    ),
)
REVOCATION = FormKind(area("reason", lazy_gettext("取り消す理由"), required=True, most=1000))


@pages.route("", methods=["GET", "POST"])
@allow(*STAFF)
def find() -> Response:
    """By name, birth date or login ID; matching is done by hand (D-28).

    What is looked for is personal data, so it is sent in the body and never in an address.
    """
    form = SEARCH.open()
    found = None
    if form.submitted:
        try:
            asked = {**form.payload, "limit": MOST}
            found = backend.call("identity", "find_people", asked, within=PATIENCE_SECONDS)
        except Refused as refused:
            if refused.kind != "invalid":
                raise
            form.refuse(refused)
    return page("office_people/find.html", form=form, found=found, most=MOST, **_words())


@pages.get("/deceased")
@allow(Role.SECRETARIAT)
def deceased() -> Response:
    """物故者管理: the recorded deaths, and the way to record another (ID-21)."""
    return _listed(
        "deceased",
        gettext("物故者管理"),
        gettext(
            "JICAイントラネットの訃報を受けて、氏名と生年月日が一致する方を検索して記録します。"
        ),
    )


@pages.get("/suspended")
@allow(*STAFF)
def suspended() -> Response:
    """Whose use is restricted (ID-30)."""
    return _listed("suspended", gettext("利用停止中の個人"), "")


@pages.get("/<account_id>")
@allow(*STAFF)
def show(account_id: str) -> Response:
    """One individual; Hello Work staff see who it is and may restrict the use (ID-30)."""
    person = _person(account_id)
    return page(
        "office_people/show.html",
        person=person,
        sections=sections_shown(person["sections"], list(person["sections"])),
        is_secretariat=current_viewer().role is Role.SECRETARIAT,
        decisions=DECISIONS,
        **_words(),
    )


@pages.route("/<account_id>/jocv", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def jocv(account_id: str) -> Response:
    """Records a JOCV returnee (JOCV帰国者), or corrects it, after a confirmation (ID-12)."""
    person = _person(account_id)
    form = FormKind().open()
    returnee = not person["jocv_returnee"]
    if form.submitted:
        done = form.send(
            "identity",
            "record_jocv_returnee",
            account_id=account_id,
            returnee=request.form.get("returnee") == "true",
        )
        if done:
            message = gettext("JOCV帰国者の記録を変更しました。")
            return done.to(url_for(".show", account_id=account_id), message)
    return page("office_people/jocv.html", form=form, person=person, returnee=returnee, **_words())


@pages.route("/<account_id>/suspension", methods=["GET", "POST"])
@allow(*STAFF)
def suspend(account_id: str) -> Response:
    """Restricts the use with a reason, after a confirmation (ID-30, D-30)."""
    return _decide(
        account_id,
        SUSPENSION,
        SuspendUser,
        "suspend_user",
        title=gettext("利用の制限"),
        button=gettext("利用を制限する"),
        warning=gettext("ログイン中の場合は直ちにログアウトされ、制限の間はログインできません。"),
        message=gettext("利用を制限しました。理由をメールでお知らせします。"),
    )


@pages.route("/<account_id>/reinstatement", methods=["GET", "POST"])
@allow(*STAFF)
def reinstate(account_id: str) -> Response:
    """Lifts the restriction after a confirmation (ID-30)."""
    return _decide(
        account_id,
        FormKind(),
        None,
        "reinstate_user",
        title=gettext("利用の制限の解除"),
        button=gettext("制限を解除する"),
        warning=gettext("制限の前の登録ステータスに戻ります。本人にメールでお知らせします。"),
        message=gettext("利用の制限を解除しました。"),
    )


@pages.route("/<account_id>/death", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def record_death(account_id: str) -> Response:
    """物故者管理: records the death after matching by hand and a confirmation (ID-21)."""
    return _decide(
        account_id,
        DEATH,
        RecordDeath,
        "record_death",
        title=gettext("物故者の記録"),
        button=gettext("物故者として記録する"),
        warning=gettext("以後ログインできず、検索や抽出に現れず、メールは送られません。"),
        message=gettext("物故者として記録しました。"),
    )


@pages.route("/<account_id>/death-revocation", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def revoke_death(account_id: str) -> Response:
    """Takes back a death recorded in error, after a confirmation (D-28)."""
    return _decide(
        account_id,
        REVOCATION,
        RevokeDeathRecord,
        "revoke_death_record",
        title=gettext("物故者の記録の取り消し"),
        button=gettext("記録を取り消す"),
        warning=gettext("記録の前の登録ステータスに戻ります。"),
        message=gettext("物故者の記録を取り消しました。"),
    )


def _listed(status: str, title: str, lead: str) -> Response:
    number = asked_page()
    found = backend.call(
        "identity",
        "find_restricted_people",
        {"status": status, "limit": SIZE, "offset": (number - 1) * SIZE},
    )
    return page(
        "office_people/listed.html",
        found=found,
        paging=Paging(number, found["total"]),
        state=status,
        title=title,
        lead=lead,
    )


def _decide(
    account_id: str,
    kind: FormKind,
    schema: Any,
    operation: str,
    *,
    title: str,
    button: str,
    warning: str,
    message: str,
) -> Response:
    person = _person(account_id)
    form = kind.open()
    turn = look_over(form, "identity", operation, schema, account_id=account_id)
    if turn.done:
        return turn.done.to(url_for(".show", account_id=account_id), message)
    return page(
        "office_people/decide.html",
        form=form,
        person=person,
        step=turn.step,
        title=title,
        button=button,
        warning=warning,
        **_words(),
    )


def _person(account_id: str) -> Any:
    return backend.call("identity", "get_person", {"account_id": account_id})


def _words() -> dict[str, Any]:
    return {"statuses": STATUSES, "status_badges": STATUS_BADGES}
