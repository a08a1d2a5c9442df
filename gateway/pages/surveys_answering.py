"""Answering a survey: through a personal link, or from the organisation's menu (RE-05)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import ANYONE, allow
from gateway.auth.form_token import read_form_token
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, area, many, radio
from gateway.forms.fields import Field
from gateway.forms.form import Form
from gateway.pages.surveys_shown import choices_of, language_of, own
from gateway.web.limits import guarded
from gateway.web.page import MenuEntry, Pages, page

ADDRESSEES = frozenset({Role.ORGANISATION, Role.JICA_DEPARTMENT})

pages = Pages(
    "survey_answers",
    menu=(
        MenuEntry(
            "organisation",
            lazy_gettext("アンケート"),
            "survey_answers.waiting",
            720,
            lazy_gettext("その他"),
            roles=ADDRESSEES,
        ),
    ),
)


class AnswerForm(Form):
    """The answers of an addressee; fields are called `answers.<question>`."""

    @property
    def payload(self) -> dict[str, Any]:
        """What `submit_survey_response` takes: only what was answered."""
        answers = []
        for name, value in self.values.items():
            question_id = name.partition(".")[2]
            if self.kind.fields[name].kind == "area":
                answers.append({"question_id": question_id, "text": value})
            elif value:
                chosen = value if isinstance(value, list) else [value]
                answers.append({"question_id": question_id, "choices": chosen})
        return {"answers": answers}

    def complain(self, name: str, problem: Mapping[str, Any]) -> None:
        """Adds a problem; the schema counts answers where the rules name questions."""
        parts = name.split(".")
        if parts[0] == "answers" and len(parts) > 2 and parts[1].isdecimal():
            given = self.payload["answers"]
            if int(parts[1]) < len(given):
                name = f"answers.{given[int(parts[1])]['question_id']}"
        super().complain(name, problem)


def _field(question: Mapping[str, Any]) -> Field:
    name, label = f"answers.{question['id']}", own(question, "text")
    options: dict[str, Any] = {"required": question["required"]}
    if question["form"] == "text":
        return area(name, label, most=2000, rows=5, **options)
    make = many if question["form"] == "many" else radio
    return make(name, label, choices_of(question), **options)


def _open(survey: Mapping[str, Any]) -> AnswerForm:
    kind = FormKind(*(_field(question) for question in survey["questions"]))
    opened = kind.open()
    token = read_form_token(opened.token_text)
    return AnswerForm(kind, opened.values, opened.token_text, token, submitted=opened.submitted)


@pages.route("/surveys/<survey_id>/<token>", methods=["GET", "POST"])
@guarded
@allow(ANYONE, with_temporary_password=True)
def by_link(survey_id: str, token: str) -> Response:
    """The personal link of an addressee: no login, one answer (RE-05)."""
    here = url_for("survey_answers.by_link", survey_id=survey_id, token=token)
    return _answered(survey_id, here, by_link=True, token=token)


@pages.get("/organisation/surveys")
@allow(ADDRESSEES)
def waiting() -> Response:
    """The open surveys that are addressed to the organisation (RE-05)."""
    found = backend.call("reporting", "find_open_surveys")
    return page("surveys/waiting.html", found=found, own=own)


@pages.route("/organisation/surveys/<survey_id>", methods=["GET", "POST"])
@allow(ADDRESSEES)
def by_login(survey_id: str) -> Response:
    """The same form for the organisation that is logged in."""
    here = url_for("survey_answers.by_login", survey_id=survey_id)
    return _answered(survey_id, here, by_link=False)


def _answered(survey_id: str, here: str, *, by_link: bool, **who: str) -> Response:
    survey = backend.call("reporting", "get_survey_form", {"survey_id": survey_id, **who})
    form = _open(survey)
    if form.submitted:
        done = form.send("reporting", "submit_survey_response", survey_id=survey_id, **who)
        if done:
            return done.to(here, gettext("回答を受け付けました。"))
    response = page(
        "surveys/answer.html",
        form=form,
        survey=survey,
        by_link=by_link,
        own=own,
        language_of=language_of,
    )
    # The address is a secret of its addressee: it must not travel on to other sites or indexes.
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
