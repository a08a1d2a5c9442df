"""Surveys as pages show them: texts in the reader's language, counts as bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, lazy_gettext

from gateway.language import current_language
from gateway.web.charts import share

STATES = {
    "draft": (lazy_gettext("下書き"), "plain"),
    "scheduled": (lazy_gettext("開始待ち"), "web"),
    "open": (lazy_gettext("実施中"), "good"),
    "closed": (lazy_gettext("締切（集計待ち）"), "soon"),
    "aggregated": (lazy_gettext("集計済み"), "public"),
    "reported": (lazy_gettext("報告済み"), "plain"),
    "cancelled": (lazy_gettext("取りやめ"), "bad"),
}
WAY = ("draft", "scheduled", "open", "closed", "aggregated", "reported")
SCALE = ("1", "2", "3", "4", "5")


def own(thing: Mapping[str, Any], name: str) -> str:
    """A text of a survey in the reader's language, otherwise in Japanese."""
    english = thing.get(f"{name}_en") if current_language() == "en" else ""
    return str(english or thing.get(name) or "")


def language_of(thing: Mapping[str, Any], name: str) -> str:
    """The language `own` answers in."""
    return "en" if current_language() == "en" and thing.get(f"{name}_en") else "ja"


def scale_choices() -> list[tuple[str, str]]:
    """The grades with what the ends mean."""
    ends = {"1": gettext("1（低い）"), "5": gettext("5（高い）")}
    return [(grade, ends.get(grade, grade)) for grade in SCALE]


def choices_of(question: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What can be chosen, in words; nothing for free text."""
    if question["form"] == "scale":
        return scale_choices()
    return [(option["id"], own(option, "text")) for option in question["options"]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of a result; `percent` is of those who answered the question."""

    label: str
    count: int
    percent: float


@dataclass(frozen=True, slots=True)
class Result:
    """What was answered to one question."""

    question_id: str
    text: str
    form: str
    answered: int
    choices: tuple[Choice, ...]
    mean: float | None
    texts: tuple[str, ...]


def results(survey: Mapping[str, Any], texts: Sequence[Mapping[str, Any]]) -> list[Result]:
    """The counts of a survey, question by question (RE-06); nothing before it is counted."""
    tallies = {tally["question_id"]: tally for tally in survey["tallies"]}
    return [
        _result(question, tallies[question["id"]], texts)
        for question in survey["questions"]
        if question["id"] in tallies
    ]


def _result(
    question: Mapping[str, Any], tally: Mapping[str, Any], texts: Sequence[Mapping[str, Any]]
) -> Result:
    counts, answered = tally["choices"], tally["answered"]
    mean = None
    if question["form"] == "scale" and answered:
        mean = round(sum(int(grade) * count for grade, count in counts.items()) / answered, 2)
    return Result(
        question_id=question["id"],
        text=own(question, "text"),
        form=question["form"],
        answered=answered,
        choices=tuple(
            Choice(label, counts.get(value, 0), share(counts.get(value, 0), answered))
            for value, label in choices_of(question)
        ),
        mean=mean,
        texts=tuple(one["text"] for one in texts if one["question_id"] == question["id"]),
    )
