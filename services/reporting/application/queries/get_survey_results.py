"""The count of a survey as a table (RE-06)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.domain import NotFound
from services.reporting.application.table import Column, table
from services.reporting.domain.survey.refusals import SurveyNotAggregated

COLUMNS = (
    Column("question", "survey.question"),
    Column("question_en", "survey.question-en"),
    Column("choice", "survey.choice"),
    Column("choice_en", "survey.choice-en"),
    Column("count", "survey.count", "count"),
    Column("share", "survey.share", "share"),
)


@dataclass(frozen=True)
class GetSurveyResults:
    survey_id: str


def get_survey_results(
    query: GetSurveyResults, context: Context, *, views: Views
) -> dict[str, Any]:
    """One row a choice, and one for each free-text question with how many wrote something.

    `share` is of those who answered the question. Raises `NotFound`, `SurveyNotAggregated`.
    """
    survey = views.get("surveys", query.survey_id)
    if survey is None:
        raise NotFound
    if survey["state"] not in ("aggregated", "reported"):
        raise SurveyNotAggregated
    tallies = {tally["question_id"]: tally for tally in survey["tallies"]}
    rows = []
    for question in survey["questions"]:
        tally = tallies[question["id"]]
        about = {"question": question["text"], "question_en": question["text_en"]}
        names = {option["id"]: option for option in question["options"]}
        for choice, count in tally["choices"].items():
            name = names.get(choice, {"text": choice, "text_en": choice})
            share = round(count / tally["answered"], 4) if tally["answered"] else None
            texts = {"choice": name["text"], "choice_en": name["text_en"]}
            rows.append({**about, **texts, "count": count, "share": share})
        if question["form"] == "text":
            rows.append({**about, "count": tally["answered"]})
    return {
        **table(COLUMNS, rows),
        "addressed": survey["addressed"],
        "responded": survey["responded"],
    }
