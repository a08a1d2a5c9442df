"""Surveys: the secretariat writes, schedules, watches and closes them, the analyst reports."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, area
from gateway.pages.surveys_drafting import (
    SurveyForm,
    open_schedule_form,
    open_survey_form,
)
from gateway.pages.surveys_shown import STATES, WAY, choices_of, own, results
from gateway.web.downloads import download
from gateway.web.figure_table import figure_table
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page
from services.kernel.contracts.reporting import ScheduleSurvey

READERS = frozenset({Role.SECRETARIAT, Role.ANALYST})
TABS = {
    "all": (lazy_gettext("すべて"), ()),
    "preparing": (lazy_gettext("準備中"), ("draft", "scheduled")),
    "open": (lazy_gettext("実施中"), ("open",)),
    "ended": (lazy_gettext("終了"), ("closed", "aggregated", "reported")),
}
REPORT = FormKind(
    area(
        "analysis",
        lazy_gettext("分析"),
        required=True,
        most=20_000,
        rows=14,
        hint=lazy_gettext("集計結果から読み取れることと、今後の対応を書いてください。"),
    )
)

pages = Pages(
    "surveys",
    "/office/surveys",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("アンケート"),
            "surveys.office",
            750,
            lazy_gettext("統計・アンケート"),
            READERS,
        ),
    ),
)


@pages.get("")
@allow(READERS)
def office() -> Response:
    """The surveys by state, the newest first (GW-52)."""
    tab = request.args.get("tab", "all")
    tab = tab if tab in TABS else "all"
    payload = {
        "states": list(TABS[tab][1]),
        "limit": SIZE,
        "offset": (asked_page() - 1) * SIZE,
    }
    found = backend.call("reporting", "find_surveys", payload)
    return page(
        "surveys/list.html",
        found=found,
        paging=Paging(asked_page(), found["total"]),
        tabs=[
            (label, url_for("surveys.office", tab=name), name == tab)
            for name, (label, _) in TABS.items()
        ],
        states=STATES,
        own=own,
    )


@pages.route("/new", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def new() -> Response:
    """Write a survey (RE-05, RE-15)."""
    form = open_survey_form()
    return _written(form, "create_survey", url_for("surveys.office"))


@pages.route("/<survey_id>/edit", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def edit(survey_id: str) -> Response:
    """Rewrite a draft (RE-05)."""
    survey = backend.call("reporting", "get_survey", {"survey_id": survey_id})
    form = open_survey_form(survey)
    more = {"survey_id": survey_id, "expected_version": form.version}
    return _written(form, "revise_survey", url_for("surveys.show", survey_id=survey_id), **more)


def _written(form: SurveyForm, operation: str, back: str, **more: Any) -> Response:
    if form.submitted:
        changed = form.rearranged()
        if changed is not None:
            form = changed
        elif done := form.send("reporting", operation, **more):
            to = url_for("surveys.show", survey_id=done["survey_id"])
            return done.to(to, gettext("アンケートを保存しました。"))
    return page("surveys/edit.html", form=form, back=back, is_new=operation == "create_survey")


@pages.get("/<survey_id>")
@allow(READERS)
def show(survey_id: str) -> Response:
    """A survey with its state, its questions and, once counted, its results (RE-06)."""
    question = {"survey_id": survey_id}
    found = backend.gather(
        {
            "survey": ("reporting", "get_survey", question),
            # Refused before the closing: then there is nothing to show.
            "texts": ("reporting", "find_survey_texts", question),
        },
        needed={"survey"},
    )
    survey, texts = found["survey"], found["texts"]
    return page(
        "surveys/show.html",
        survey=survey,
        results=results(survey, texts["items"] if texts else []),
        way=WAY,
        states=STATES,
        own=own,
        choices_of=choices_of,
    )


@pages.route("/<survey_id>/schedule", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def schedule(survey_id: str) -> Response:
    """Settle when a survey opens and closes (RE-05), after a look at what that sets off."""
    survey = backend.call("reporting", "get_survey", {"survey_id": survey_id})
    form = open_schedule_form(survey)
    if form.step == "confirm" and form.check(ScheduleSurvey, survey_id=survey_id):
        return page("surveys/schedule_confirm.html", form=form, survey=survey, own=own)
    if form.step == "send":
        done = form.send(
            "reporting", "schedule_survey", survey_id=survey_id, expected_version=form.version
        )
        if done:
            to = url_for("surveys.show", survey_id=survey_id)
            return done.to(to, gettext("日程を決めました。開始時に対象の団体へメールを送ります。"))
    return page("surveys/schedule.html", form=form, survey=survey, own=own)


@pages.route("/<survey_id>/<any(close,cancel):step>", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def end(survey_id: str, step: str) -> Response:
    """Close an open survey early, or give one up before it opens (SM-14)."""
    survey = backend.call("reporting", "get_survey", {"survey_id": survey_id})
    form = FormKind().open()
    if form.submitted:
        done = form.send("reporting", f"{step}_survey", survey_id=survey_id)
        if done:
            told = {
                "close": gettext("回答を締め切りました。集計は1分後に始まります。"),
                "cancel": gettext("アンケートを取りやめました。"),
            }
            return done.to(url_for("surveys.show", survey_id=survey_id), told[step])
    return page("surveys/end.html", form=form, survey=survey, step=step, own=own)


@pages.route("/<survey_id>/report", methods=["GET", "POST"])
@allow(Role.ANALYST)
def report(survey_id: str) -> Response:
    """Write the analysis of a counted survey (RE-06)."""
    survey = backend.call("reporting", "get_survey", {"survey_id": survey_id})
    form = REPORT.open(version=survey["version"])
    if form.submitted:
        done = form.send(
            "reporting", "report_survey", survey_id=survey_id, expected_version=form.version
        )
        if done:
            to = url_for("surveys.show", survey_id=survey_id)
            return done.to(to, gettext("分析を登録しました。"))
    return page(
        "surveys/report.html", form=form, survey=survey, own=own, results=results(survey, [])
    )


@pages.get("/<survey_id>/results.<any(csv,xlsx,json):ending>")
@allow(READERS)
def results_file(survey_id: str, ending: str) -> Response:
    """The counts of a survey as a file."""
    question = {"survey_id": survey_id}
    found = backend.call("reporting", "get_survey_results", question)
    table = figure_table(gettext("アンケートの集計結果"), found)
    return download(table, f"survey_{survey_id}", ending)
