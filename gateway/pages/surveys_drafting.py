"""The form in which a survey is written: any number of questions, also without script."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import current_app, request
from flask_babel import gettext, lazy_gettext

from gateway.auth.form_token import read_form_token
from gateway.clock import TOKYO
from gateway.forms import FormKind, area, day, select, text, tick
from gateway.forms.fields import Field
from gateway.forms.form import Bound, Form

MOST_QUESTIONS = 50
BETWEEN = "|"
NOW = "now"

KINDS = (
    ("organisation-satisfaction", lazy_gettext("PARTNER利用満足度アンケート")),
    ("other", lazy_gettext("その他のアンケート")),
)
FORMS = (
    ("one", lazy_gettext("1つ選ぶ")),
    ("many", lazy_gettext("あてはまるものをすべて選ぶ")),
    ("scale", lazy_gettext("5段階で評価する")),
    ("text", lazy_gettext("自由に書く")),
)


def _fields(questions: int) -> list[Field]:
    found = [
        select("kind", lazy_gettext("アンケートの種類"), KINDS, required=True),
        text("title", lazy_gettext("標題"), required=True, most=200),
        text("title_en", lazy_gettext("標題（英語）"), most=200),
        area("introduction", lazy_gettext("はじめの説明"), most=4000, rows=4),
        area("introduction_en", lazy_gettext("はじめの説明（英語）"), most=4000, rows=4),
    ]
    for number in range(questions):
        start = f"questions.{number}"
        found += [
            text(f"{start}.text", lazy_gettext("質問文"), required=True, most=1000),
            text(f"{start}.text_en", lazy_gettext("質問文（英語）"), most=1000),
            select(f"{start}.form", lazy_gettext("回答の形"), FORMS, required=True),
            area(
                f"{start}.options",
                lazy_gettext("選択肢"),
                rows=4,
                hint=lazy_gettext(
                    "1行に1つずつ入力してください。英語は「|」の後に書きます（例：満足 | Satisfied）。"
                    "5段階評価と自由記述では空欄にします。"
                ),
            ),
            tick(f"{start}.required", lazy_gettext("必ず回答してもらう")),
        ]
    return found


class SurveyForm(Form):
    """The form of a survey; `questions` are those shown now."""

    @property
    def questions(self) -> list[dict[str, Bound]]:
        """The fields of each question by their last name."""
        names = ("text", "text_en", "form", "options", "required")
        return [
            {name: self[f"questions.{number}.{name}"] for name in names}
            for number in range(_count(self.values))
        ]

    @property
    def payload(self) -> dict[str, Any]:
        """What `create_survey` and `revise_survey` take."""
        made = super().payload
        given = made.pop("questions", {})
        made["questions"] = [_question(given[number]) for number in sorted(given, key=int)]
        return made

    def rearranged(self) -> SurveyForm | None:
        """The form after a button that adds, removes or moves a question; None for the others."""
        action, _, place = self.step.partition("-")
        index = int(place) if place.isdecimal() and len(place) < 4 else -1
        given = super().payload.get("questions", {})
        questions = [given[number] for number in sorted(given, key=int)]
        if action == "add" and len(questions) < MOST_QUESTIONS:
            questions.append({"form": "one", "required": True})
        elif action == "remove" and 0 <= index < len(questions):
            del questions[index]
        elif action == "up" and 0 < index < len(questions):
            questions[index - 1 : index + 1] = reversed(questions[index - 1 : index + 1])
        elif action not in ("add", "remove", "up"):
            return None
        rest = {k: v for k, v in self.values.items() if not k.startswith("questions.")}
        return _made(rest | _flat(questions), self.token_text, submitted=True)


def open_survey_form(survey: Mapping[str, Any] | None = None) -> SurveyForm:
    """The form of this request, of a survey that exists or of a new one with one question."""
    if request.method == "POST":
        shown = {name.split(".")[1] for name in request.form if name.startswith("questions.")}
        numbers = [int(one) for one in shown if one.isdecimal() and len(one) < 4]
        opened = FormKind(*_fields(min(MOST_QUESTIONS, max(numbers, default=-1) + 1))).open()
        return _made(opened.values, opened.token_text, submitted=True)
    if survey is None:
        values = _flat([{"form": "scale", "required": True}])
        opened = FormKind().open()
    else:
        values = {name: survey[name] for name in ("kind", "title", "title_en")}
        values |= {name: survey[name] for name in ("introduction", "introduction_en")}
        values |= _flat([{**one, "options": _lines(one["options"])} for one in survey["questions"]])
        opened = FormKind().open(version=survey["version"])
    return _made(values, opened.token_text, submitted=False)


def _made(values: dict[str, Any], token_text: str, *, submitted: bool) -> SurveyForm:
    kind = FormKind(*_fields(_count(values)))
    token = read_form_token(token_text)
    return SurveyForm(kind, values, token_text, token, submitted=submitted)


def _count(values: Mapping[str, Any]) -> int:
    numbers = [int(name.split(".")[1]) for name in values if name.startswith("questions.")]
    return max(numbers, default=-1) + 1


def _flat(questions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        f"questions.{number}.{name}": value
        for number, question in enumerate(questions)
        for name, value in question.items()
        if name != "id"
    }


def _question(given: Mapping[str, Any]) -> dict[str, Any]:
    made = {name: given[name] for name in ("text", "text_en", "form") if name in given}
    options = []
    for line in str(given.get("options", "")).splitlines():
        japanese, _, english = (part.strip() for part in line.partition(BETWEEN))
        if japanese or english:
            options.append({"text": japanese or english, "text_en": english})
    return {**made, "required": bool(given.get("required")), "options": options}


def _lines(options: list[dict[str, str]]) -> str:
    return "\n".join(
        f"{one['text']} {BETWEEN} {one['text_en']}" if one["text_en"] else one["text"]
        for one in options
    )


_HOURS = tuple((f"{hour:02}:00", f"{hour:02}:00") for hour in range(24))


def _start_hours() -> list[tuple[str, str]]:
    return [(NOW, gettext("すぐに開始する")), *_HOURS]


SCHEDULE = FormKind(
    day("opens_at", lazy_gettext("開始日"), required=True),
    select(
        "opens_hour",
        lazy_gettext("開始時刻"),
        _start_hours,
        required=True,
        width="short",
        hint=lazy_gettext("「すぐに開始する」を選ぶと、開始日にかかわらず送信後すぐに始まります。"),
    ),
    day("closes_at", lazy_gettext("締切日"), required=True),
    select("closes_hour", lazy_gettext("締切時刻"), _HOURS, required=True, width="short"),
)


class ScheduleForm(Form):
    """The form of a survey's period; times are those of Tokyo."""

    @property
    def payload(self) -> dict[str, Any]:
        """The moments as `schedule_survey` takes them."""
        made: dict[str, Any] = {}
        for name, hour in (("opens_at", "opens_hour"), ("closes_at", "closes_hour")):
            on, at = self.values.get(name), self.values.get(hour)
            if at == NOW:
                # A little later than now, so that it is not past when it arrives.
                made[name] = _soon()
            elif on and at:
                made[name] = f"{str(on).replace('/', '-')}T{at}:00+09:00"
        return made


def _soon() -> str:
    moment = current_app.extensions["clock"].now() + timedelta(seconds=10)
    return str(moment.astimezone(TOKYO).isoformat(timespec="seconds"))


def open_schedule_form(survey: Mapping[str, Any]) -> ScheduleForm:
    """The form of this request."""
    opened = SCHEDULE.open(
        {"opens_hour": "09:00", "closes_hour": "00:00"}, version=survey["version"]
    )
    token = read_form_token(opened.token_text)
    return ScheduleForm(
        SCHEDULE, opened.values, opened.token_text, token, submitted=opened.submitted
    )
