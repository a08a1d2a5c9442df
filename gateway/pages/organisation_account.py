"""What an organisation does about its registration: confirm, ask, extend (ID-71, ID-78 to ID-83)."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import Form, FormKind, area, text
from gateway.forms.deciding import press
from gateway.web.page import Pages, page
from services.kernel.contracts.identity_organisations import (
    RequestOrganisationChange,
    RequestOrganisationInvalidation,
)

pages = Pages("organisation_account", "/organisation/profile")

CHANGE = FormKind(
    text(
        "person_in_charge",
        lazy_gettext("ご担当者名"),
        required=True,
        most=100,
        autocomplete="name",
        width="middle",
    ),
    area(
        "items",
        lazy_gettext("変更する項目と変更後の内容"),
        required=True,
        most=2000,
        hint=lazy_gettext("項目ごとに、変更後の内容をお書きください。2000文字以内。"),
    ),
)
DELETION = FormKind(
    area(
        "reason",
        lazy_gettext("削除を依頼する理由"),
        required=True,
        most=1000,
        hint=lazy_gettext("1000文字以内。"),
    )
)


def _decide(
    operation: str,
    message: str,
    payload: dict[str, Any] | None = None,
    form: Form | None = None,
    **words: Any,
) -> Response:
    """A page that states what will happen, with one button that does it."""
    organisation = own_organisation()
    form = form or FormKind().open()
    done = press(form, "identity", operation, **(payload or {}))
    if done:
        return done.to(url_for("organisation.profile"), message)
    return page("organisation_account/decide.html", form=form, organisation=organisation, **words)


def own_organisation() -> Any:
    """The registered data of the organisation that is logged in."""
    organisation_id = current_viewer().organisation_id or ""
    return backend.call("identity", "get_organisation", {"organisation_id": organisation_id})


@pages.route("/confirmation", methods=["GET", "POST"])
@allow(Role.ORGANISATION)
def confirm() -> Response:
    """The data are right as they are (ID-78)."""
    return _decide(
        "confirm_organisation_info",
        gettext("登録情報を確認しました。ありがとうございました。"),
        title=gettext("登録情報の確認"),
        text=gettext("登録情報に変更がないことを、事務局に伝えます。"),
        button=gettext("変更はありません"),
    )


@pages.route("/extension", methods=["GET", "POST"])
@allow(Role.ORGANISATION)
def extend() -> Response:
    """延長登録 (ID-82)."""
    return _decide(
        "extend_organisation",
        gettext("団体登録を延長しました。"),
        title=gettext("延長登録"),
        text=gettext("団体登録の有効期限を12か月延長します。"),
        button=gettext("延長する"),
    )


@pages.route("/list-wish", methods=["GET", "POST"])
@allow(Role.ORGANISATION)
def wish_list() -> Response:
    """一覧掲載希望 (ID-83)."""
    form = wish_form(own_organisation())
    listed = bool(form.version)
    return _decide(
        "change_list_wish",
        gettext("登録団体一覧への掲載の希望を変更しました。"),
        title=gettext("登録団体一覧への掲載"),
        text=gettext("登録団体一覧に掲載します。団体名と活動内容がだれでも見られるようになります。")
        if listed
        else gettext("登録団体一覧への掲載をやめます。"),
        button=gettext("掲載を希望する") if listed else gettext("掲載を希望しない"),
        payload={"listed": listed},
        form=form,
    )


def wish_form(organisation: Any) -> Form:
    """The button that turns the wish round; `version` is the wish that the page has stated.

    From an old page it is that wish again, not the opposite of how it stands by then (D-64).
    """
    return FormKind().open(version=int(not organisation["listed"]))


@pages.route("/code", methods=["GET", "POST"])
@allow(Role.ORGANISATION)
def renew_code() -> Response:
    """団体コード再発行 after a login (ID-71)."""
    return _decide(
        "renew_organisation_code",
        gettext("団体コードを再発行しました。登録メールアドレスにお送りします。"),
        title=gettext("団体コード再発行"),
        text=gettext(
            "新しい団体コードを登録メールアドレスにお送りします。いまの団体コードは使えなくなります。"
        ),
        button=gettext("再発行"),
    )


@pages.route("/change", methods=["GET", "POST"])
@allow(Role.ORGANISATION)
def ask_for_change() -> Response:
    """A change is asked of the secretariat; nothing changes here (ID-81, D-37)."""
    organisation = own_organisation()
    form = CHANGE.open({"person_in_charge": organisation["person_in_charge"]})
    shown = {
        "title": gettext("登録情報の変更依頼"),
        "lead": gettext("事務局が内容を確認し、登録情報を変更します。"),
        "button": gettext("依頼する"),
        "organisation": organisation,
    }
    if form.step == "confirm" and form.check(RequestOrganisationChange):
        return page("organisation_account/confirm.html", form=form, **shown)
    if form.step == "send":
        done = form.send("identity", "request_organisation_change")
        if done:
            return done.to(
                url_for("organisation.profile"), gettext("登録情報の変更を事務局に依頼しました。")
            )
    return page("organisation_account/ask.html", form=form, **shown)


@pages.route("/deletion", methods=["GET", "POST"])
@allow(Role.ORGANISATION)
def ask_for_deletion() -> Response:
    """The registration is to be deleted; the secretariat decides (ID-77)."""
    organisation = own_organisation()
    form = DELETION.open()
    shown = {
        "title": gettext("登録の削除依頼"),
        "lead": gettext(
            "事務局が登録を無効にすると、ログインできなくなり、掲載中の求人公募情報は当日22時に取り下げられます。"
        ),
        "button": gettext("削除を依頼する"),
        "organisation": organisation,
    }
    if form.step == "confirm" and form.check(RequestOrganisationInvalidation):
        return page("organisation_account/confirm.html", form=form, **shown)
    if form.step == "send":
        done = form.send("identity", "request_organisation_invalidation")
        if done:
            return done.to(
                url_for("organisation.profile"), gettext("登録の削除を事務局に依頼しました。")
            )
    return page("organisation_account/ask.html", form=form, **shown)
