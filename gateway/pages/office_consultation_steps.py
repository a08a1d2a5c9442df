"""The steps of a career consultation in the office, each on a page of its own (SM-12, ME-43, ME-44)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import g, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.form_token import read_form_token
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.clock import TOKYO
from gateway.forms import FormKind, area, day, many, select, text
from gateway.forms.deciding import look_over, press
from gateway.forms.form import Form
from gateway.pages.consultation_words import KINDS, STATUSES
from gateway.pages.office_consultations import ASKED
from gateway.web.page import Pages, page
from services.kernel.contracts.messaging_consultations import (
    LONGEST_NOTE,
    LONGEST_PLACE,
    LONGEST_REASON,
    LONGEST_TEXT,
    AnswerConsultation,
)

pages = Pages("office_consultation", "/office/consultations/<consultation_id>")

MEETING_SETTERS = frozenset({Role.SECRETARIAT, Role.COUNSELLOR})
_TIMES = tuple(
    (f"{hour:02}:{minute:02}", f"{hour:02}:{minute:02}")
    for hour in range(8, 21)
    for minute in (0, 15, 30, 45)
)


def _staff(*roles: str) -> list[tuple[str, str]]:
    if "consultation_staff" not in g:
        # Two fields of one page offer them, and they are asked for once.
        g.consultation_staff = backend.call("identity", "find_consultation_staff", {})["items"]
    found = g.consultation_staff
    return [(one["account_id"], one["name"]) for one in found if {*roles} & {*one["roles"]}]


def _counsellors() -> list[tuple[str, str]]:
    return _staff("counsellor")


def _persons_of_jica() -> list[tuple[str, str]]:
    return _staff("jica-department", "hr-division")


ASSIGN = FormKind(
    select("counsellor_id", lazy_gettext("キャリア相談員"), _counsellors, required=True)
)
MEETING = FormKind(
    day("meets_at", lazy_gettext("日付"), required=True),
    select("meets_time", lazy_gettext("開始時刻"), _TIMES, required=True, width="short"),
    text("place", lazy_gettext("場所"), required=True, most=LONGEST_PLACE),
    area(
        "note",
        lazy_gettext("相談した方への連絡事項"),
        most=LONGEST_NOTE,
        rows=4,
        hint=lazy_gettext("場所とともに、相談した方へのメールに書かれます。"),
    ),
)
REFER = FormKind(
    many("counsellor_ids", lazy_gettext("キャリア相談員"), _counsellors),
    many("jica_person_ids", lazy_gettext("JICA関係者"), _persons_of_jica),
    area("note", lazy_gettext("確認してほしいこと"), most=LONGEST_NOTE, rows=4),
)
OPINION = FormKind(area("body", lazy_gettext("意見"), required=True, most=LONGEST_TEXT, rows=10))
ANSWER = FormKind(area("body", lazy_gettext("回答"), required=True, most=LONGEST_TEXT, rows=12))
REASON = FormKind(
    area(
        "reason",
        lazy_gettext("取り消しの理由"),
        most=LONGEST_REASON,
        rows=4,
        hint=lazy_gettext("相談した方に表示されます。"),
    )
)


class MeetingForm(Form):
    """The form of a meeting; its time is that of Tokyo."""

    @property
    def payload(self) -> dict[str, Any]:
        """The moment as `schedule_consultation` takes it."""
        made: dict[str, Any] = {
            name: self.values[name] for name in ("place", "note") if name in self.values
        }
        on, at = self.values.get("meets_at"), self.values.get("meets_time")
        if on and at:
            made["meets_at"] = f"{str(on).replace('/', '-')}T{at}:00+09:00"
        return made

    def complain(self, name: str, problem: Mapping[str, Any]) -> None:
        """A time that is missing or is none is said to be so, not the day beside it."""
        no_time = self.values.get("meets_time") not in dict(_TIMES)
        if name == "meets_at" and self.values.get("meets_at") and no_time:
            name = "meets_time"
        super().complain(name, problem)


@pages.route("/assignment", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def assign(consultation_id: str) -> Response:
    """Assigns a career counsellor (ME-43)."""
    consultation = _get(consultation_id)
    form = ASSIGN.open(version=consultation["version"])
    done = press(form, "messaging", "assign_counsellor", **_about(consultation_id, form))
    if done:
        return done.to(_back(consultation_id), gettext("担当の相談員を決めました。"))
    return _page(form, consultation, gettext("相談員の決定"), gettext("決定する"))


@pages.route("/meeting", methods=["GET", "POST"])
@allow(MEETING_SETTERS)
def schedule(consultation_id: str) -> Response:
    """Sets the meeting (ME-43)."""
    consultation = _get(consultation_id)
    form = _meeting_form(consultation, {})
    done = press(form, "messaging", "schedule_consultation", **_about(consultation_id, form))
    if done:
        return done.to(_back(consultation_id), gettext("日程を決めました。"))
    return _page(form, consultation, gettext("面談の日程"), gettext("決定する"))


@pages.route("/new-date", methods=["GET", "POST"])
@allow(MEETING_SETTERS)
def reschedule(consultation_id: str) -> Response:
    """Sets a new date (SM-12)."""
    consultation = _get(consultation_id)
    form = _meeting_form(consultation, _planned(consultation))
    done = press(form, "messaging", "reschedule_consultation", **_about(consultation_id, form))
    if done:
        return done.to(_back(consultation_id), gettext("日程を変更しました。"))
    return _page(form, consultation, gettext("面談の日程の変更"), gettext("変更する"))


@pages.route("/holding", methods=["GET", "POST"])
@allow(MEETING_SETTERS)
def hold(consultation_id: str) -> Response:
    """The meeting took place (ME-43)."""
    consultation = _get(consultation_id)
    form = FormKind().open(version=consultation["version"])
    done = press(form, "messaging", "hold_consultation", **_about(consultation_id, form))
    if done:
        return done.to(_back(consultation_id), gettext("面談の実施を記録しました。"))
    return _page(form, consultation, gettext("面談の実施の記録"), gettext("記録する"))


@pages.route("/referral", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def refer(consultation_id: str) -> Response:
    """Asks counsellors or persons of JICA for a statement (ME-44)."""
    consultation = _get(consultation_id)
    form = REFER.open(version=consultation["version"])
    done = press(form, "messaging", "refer_consultation", **_about(consultation_id, form))
    if done:
        return done.to(_back(consultation_id), gettext("確認を依頼しました。"))
    return _page(form, consultation, gettext("確認の依頼"), gettext("依頼する"))


@pages.route("/opinion", methods=["GET", "POST"])
@allow(ASKED)
def give_opinion(consultation_id: str) -> Response:
    """A statement that the person never sees (ME-44, ME-45)."""
    consultation = _get(consultation_id)
    form = OPINION.open()
    done = press(form, "messaging", "record_consultation_opinion", consultation_id=consultation_id)
    if done:
        return done.to(_back(consultation_id), gettext("意見を記録しました。"))
    return _page(form, consultation, gettext("意見の記録"), gettext("記録する"))


@pages.route("/answer", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def answer(consultation_id: str) -> Response:
    """The answer to the person, looked over before it goes out (ME-44)."""
    consultation = _get(consultation_id)
    form = ANSWER.open(version=consultation["version"])
    turn = look_over(
        form,
        "messaging",
        "answer_consultation",
        AnswerConsultation,
        **_about(consultation_id, form),
    )
    if turn.done:
        return turn.done.to(_back(consultation_id), gettext("回答を送信しました。"))
    if turn.step == "confirm":
        return page("office_consultations/confirm_answer.html", form=form, one=consultation)
    return _page(form, consultation, gettext("メール相談への回答"), gettext("確認"), "confirm")


@pages.route("/cancellation", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def cancel(consultation_id: str) -> Response:
    """It cannot be held or answered (SM-12)."""
    consultation = _get(consultation_id)
    form = REASON.open(version=consultation["version"])
    done = press(form, "messaging", "cancel_consultation", **_about(consultation_id, form))
    if done:
        return done.to(_back(consultation_id), gettext("キャリア相談を取り消しました。"))
    return _page(form, consultation, gettext("キャリア相談の取り消し"), gettext("取り消す"))


@pages.route("/closing", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def close(consultation_id: str) -> Response:
    """Nothing is left to be done (SM-12)."""
    consultation = _get(consultation_id)
    form = FormKind().open(version=consultation["version"])
    done = press(form, "messaging", "close_consultation", **_about(consultation_id, form))
    if done:
        return done.to(_back(consultation_id), gettext("キャリア相談を終了しました。"))
    return _page(form, consultation, gettext("キャリア相談の終了"), gettext("終了する"))


def _about(consultation_id: str, form: Form) -> dict[str, Any]:
    return {"consultation_id": consultation_id, "expected_version": form.version}


def _meeting_form(consultation: dict[str, Any], values: Mapping[str, Any]) -> Form:
    opened = MEETING.open(values, version=consultation["version"])
    token = read_form_token(opened.token_text)
    return MeetingForm(MEETING, opened.values, opened.token_text, token, submitted=opened.submitted)


def _planned(consultation: dict[str, Any]) -> dict[str, Any]:
    """The meeting as it is planned, for the form of another date."""
    if not consultation["meets_at"]:
        return {}
    at = datetime.fromisoformat(consultation["meets_at"]).astimezone(TOKYO)
    return {
        "meets_at": at.date().isoformat(),
        "meets_time": f"{at:%H:%M}",
        "place": consultation["place"] or "",
        "note": consultation["place_note"] or "",
    }


def _back(consultation_id: str) -> str:
    return url_for("office_consultations.show", consultation_id=consultation_id)


def _page(
    form: Form, consultation: dict[str, Any], title: str, submit: str, step: str = ""
) -> Response:
    return page(
        "office_consultations/step.html",
        form=form,
        one=consultation,
        title=title,
        submit=submit,
        step=step,
        kinds=KINDS,
        statuses=STATUSES,
    )


def _get(consultation_id: str) -> Any:
    return backend.call("messaging", "get_consultation", {"consultation_id": consultation_id})
