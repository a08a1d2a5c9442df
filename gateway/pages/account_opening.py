"""Opening an account: asking for the link, and the form behind it (ID-01, ID-23 to ID-29)."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import ANYONE, allow
from gateway.backend import backend
from gateway.forms import Field, FormKind, area, day, email, password, radio, text, tick
from gateway.forms.form import Form
from gateway.pages.account_words import SCHOOLS
from gateway.web.limits import guarded
from gateway.web.page import Pages, page
from services.kernel.contracts.identity import ActivateAccount, CompleteOpening
from services.kernel.contracts.rpc import Refused

pages = Pages("account")

EMAIL = FormKind(
    email(
        "email",
        lazy_gettext("メールアドレス"),
        required=True,
        hint=lazy_gettext("ログインIDになります。半角で、空白を入れずに入力してください。"),
    ),
)

PASSWORD_HINT = lazy_gettext(
    "半角の英字と数字を両方使い、8文字以上64文字以内。大文字と小文字は区別されます。"
)

PASSWORDS: tuple[Field, ...] = (
    password(
        "password",
        lazy_gettext("パスワード"),
        required=True,
        hint=PASSWORD_HINT,
        autocomplete="new-password",
        width="middle",
    ),
    password(
        "password_again",
        lazy_gettext("パスワード（確認）"),
        required=True,
        autocomplete="new-password",
        width="middle",
    ),
)
PERSON: tuple[Field, ...] = (
    text("name", lazy_gettext("氏名"), required=True, most=100, autocomplete="name"),
    text("name_kana", lazy_gettext("氏名（フリガナ）"), most=100),
    day(
        "birth_on",
        lazy_gettext("生年月日（西暦）"),
        required=True,
        autocomplete="bday",
        hint=lazy_gettext("パスワードを忘れたときの本人確認に使います。"),
    ),
)
SECRET: tuple[Field, ...] = (
    text(
        "secret_question",
        lazy_gettext("秘密の質問"),
        most=100,
        hint=lazy_gettext("例：初めて飼ったペットの名前は？"),
    ),
    text(
        "secret_answer",
        lazy_gettext("秘密の答え"),
        most=100,
        autocomplete="off",
        hint=lazy_gettext(
            "秘密の質問を登録すると、パスワードを忘れたときに、ご自分で再発行できます。"
        ),
    ),
)
SCHOOL = radio(
    "school",
    lazy_gettext("学校への在学状況"),
    tuple(SCHOOLS.items()),
    required=True,
    hint=lazy_gettext(
        "中学生・高校生の方は、求職者マイページを開設できません。夜間・定時制の方は、ハローワークの窓口にご相談ください。"
    ),
)
POSTAL_CODE = text(
    "information.postal_code",
    lazy_gettext("お住まいの郵便番号"),
    required=True,
    most=10,
    autocomplete="postal-code",
    inputmode="numeric",
    width="short",
    hint=lazy_gettext("この番号から、お近くの公共職業安定所を利用安定所とします。"),
)
WISHES: tuple[Field, ...] = (
    text("information.desired_work", lazy_gettext("希望する仕事"), most=300),
    area(
        "information.appeal",
        lazy_gettext("自己PR"),
        most=4000,
        hint=lazy_gettext("公開を選ぶと、求人機関に表示されます。あとから入力できます。"),
    ),
)
AGREEMENTS: tuple[Field, ...] = (
    tick("agreed_terms", lazy_gettext("利用規約に同意します"), required=True),
    tick("agreed_privacy", lazy_gettext("プライバシーポリシーに同意します"), required=True),
)

INDIVIDUAL = FormKind(*PERSON, *PASSWORDS, *SECRET, *AGREEMENTS)
JOB_SEEKER = FormKind(*PERSON, SCHOOL, POSTAL_CODE, *WISHES, *PASSWORDS, *SECRET, *AGREEMENTS)
AT_COUNTER = FormKind(*PERSON, SCHOOL, *WISHES, *PASSWORDS, *SECRET, *AGREEMENTS)
ORGANISATION = FormKind(*PASSWORDS, *AGREEMENTS)


@pages.route("/account/open", methods=["GET", "POST"])
@guarded
@allow(ANYONE)
def ask() -> Response:
    """Asks for the address of a new individual account, and shows the other ways."""
    return _ask("individual", "account/ask.html")


@pages.route("/account/open/job-seeker", methods=["GET", "POST"])
@guarded
@allow(ANYONE)
def ask_job_seeker() -> Response:
    """「マイページを開設して求職申込み」 (ID-26)."""
    return _ask("job-seeker-online", "account/ask_job_seeker.html")


@pages.get("/account/open/counter")
@allow(ANYONE)
def counter() -> Response:
    """「ハローワークをご利用中の方のマイページ開設」: how it goes on from the counter (ID-24)."""
    return page("account/counter.html")


@pages.get("/account/open/sent")
@allow(ANYONE)
def asked() -> Response:
    """The same for every address, in use or not (ID-58)."""
    return page("account/asked.html")


def _ask(path: str, template: str) -> Response:
    form = EMAIL.open()
    if form.submitted:
        done = form.send("identity", "request_opening", path=path)
        if done:
            return redirect(url_for(".asked"), 303)
    return page(template, form=form)


@pages.route("/account/opening/<token>", methods=["GET", "POST"])
@guarded
@allow(ANYONE)
def complete(token: str) -> Response:
    """The form behind the mailed link, of persons and of invited organisations."""
    try:
        opening: dict[str, Any] = backend.call("identity", "get_opening", {"token": token})
        form = _kind_of(opening).open()
        done = _send(form, token, opening) if form.submitted else None
    except Refused as refused:
        if refused.code not in ("link-not-valid", "invalid-input"):
            raise
        return page("account/link_not_valid.html", status=404)
    if done:
        return redirect(url_for(".completed", kind=opening["kind"]), 303)
    return page("account/opening.html", form=form, opening=opening)


@pages.get("/account/opened/<any(individual,organisation):kind>")
@allow(ANYONE)
def completed(kind: str) -> Response:
    """The account is there; the next step is to log in."""
    return page("account/opened.html", kind=kind)


def _kind_of(opening: dict[str, Any]) -> FormKind:
    if opening["kind"] == "organisation":
        return ORGANISATION
    kinds = {"individual": INDIVIDUAL, "job-seeker-counter": AT_COUNTER}
    return kinds.get(opening["path"], JOB_SEEKER)


def _send(form: Form, token: str, opening: dict[str, Any]) -> Any:
    """Completes the opening; None when something has to be put right first."""
    of_organisation = opening["kind"] == "organisation"
    versions = {
        name: opening[f"{name.removeprefix('agreed_')}_version"]
        for name in ("agreed_terms", "agreed_privacy")
    }
    agreed = {name: version for name, version in versions.items() if form.values[name]}
    ticked = {name: form.values.pop(name) for name in versions}
    fits = repeats(form, "password")
    for name in versions.keys() - agreed.keys():
        form.complain(name, {"code": "agreement-needed"})
        fits = False
    schema = ActivateAccount if of_organisation else CompleteOpening
    done = None
    if form.check(schema, token=token, **versions) and fits:
        operation = "activate_account" if of_organisation else "complete_opening"
        done = form.send("identity", operation, token=token, **agreed)
    form.values |= ticked
    return done


def repeats(form: Form, name: str) -> bool:
    """Whether the password was typed alike twice; the second is taken out of the payload."""
    again = form.values.pop(f"{name}_again", None)
    if again != form.values.get(name):
        form.complain(f"{name}_again", {"code": "passwords-differ"})
        return False
    return True
