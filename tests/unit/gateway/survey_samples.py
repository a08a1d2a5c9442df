"""Surveys as reporting tells of them, and what a browser does with their forms."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient

QUESTIONS = [
    {"id": "q1", "text": "満足？", "text_en": "Happy?", "form": "scale", "required": True},
    {"id": "q2", "text": "機能は？", "text_en": "", "form": "many", "required": False},
    {"id": "q3", "text": "ご意見", "text_en": "", "form": "text", "required": False},
]
OPTIONS = [
    {"id": "o1", "text": "登録", "text_en": "Posting"},
    {"id": "o2", "text": "応募管理", "text_en": ""},
]
SURVEY = {
    "survey_id": "s-1",
    "kind": "organisation-satisfaction",
    "audience": "registered-organisations",
    "title": "満足度アンケート",
    "title_en": "Satisfaction",
    "introduction": "お願い",
    "introduction_en": "",
    "questions": [{**one, "options": OPTIONS if one["id"] == "q2" else []} for one in QUESTIONS],
    "state": "draft",
    "created_at": "2024-05-01T00:00:00+00:00",
    "opens_at": None,
    "closes_at": None,
    "closed_at": None,
    "addressed": 0,
    "responded": 0,
    "tallies": [],
    "analysis": "",
    "version": 3,
}
COUNTED = {
    "state": "aggregated",
    "addressed": 4,
    "responded": 3,
    "opens_at": "2024-05-01T00:00:00+00:00",
    "closes_at": "2024-05-31T15:00:00+00:00",
    "closed_at": "2024-05-31T15:00:00+00:00",
    "tallies": [
        {"question_id": "q1", "answered": 3, "choices": {"1": 0, "3": 1, "5": 2}},
        {"question_id": "q2", "answered": 2, "choices": {"o1": 2, "o2": 1}},
        {"question_id": "q3", "answered": 1, "choices": {}},
    ],
}
FORM = {
    "survey_id": "s-1",
    **{name: SURVEY[name] for name in ("title", "title_en", "introduction", "introduction_en")},
    "questions": SURVEY["questions"],
    "closes_at": "2024-05-31T15:00:00+00:00",
    "open": True,
    "answered": False,
}
RECEIPT = {"position": 256, "version": 4, "repeated": False, "survey_id": "s-1"}


def hidden(text: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', text)
    assert found is not None, name
    return found[1]


def post(client: FlaskClient, url: str, **values: Any) -> Any:
    text = client.get(url).get_data(as_text=True)
    tokens = {name: hidden(text, name) for name in ("csrf_token", "_token")}
    return client.post(url, data=tokens | values)
