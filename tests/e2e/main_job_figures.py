"""The main job by the API: figures from events, and a survey from its draft to its counts."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

from tests.e2e.main_job_cast import MACHINE, Client, People, eventually

SURVEY = {
    "kind": "organisation-satisfaction",
    "title": "利用満足度アンケート",
    "title_en": "Satisfaction survey",
    "questions": [
        {"text": "満足していますか。", "form": "scale"},
        {"text": "続けますか。", "form": "one", "options": [{"text": "はい"}, {"text": "いいえ"}]},
        {"text": "ご意見", "form": "text", "required": False},
    ],
}


def read_figures(people: People, office: Client, listing: dict[str, Any]) -> None:
    """Views, applications and registrations are counted from events alone."""
    visitor = people.client()
    path = f"/listings/{listing['data_number']}"
    for _ in range(3):
        visitor.get(path)
    people.client(MACHINE).get(path)

    def counted() -> bool:
        views = _of(office, "access", listing).get("views")
        return (views, _of(office, "applications", listing).get("submitted")) == (3, 1)

    eventually(counted, "three views and one application are not counted")
    totals = office.get("/figures/registrations")["totals"]
    assert totals["individuals"] >= 1
    assert totals["organisations_full"] >= 1

    table = office.download("/office/figures/access.csv?group_by=listing")
    assert table.headers["content-type"].startswith("text/csv")
    assert table.content.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read UTF-8"
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["データ番号", "標題", "団体名", "アクセス数"]
    [row] = [row for row in rows if row[0] == listing["data_number"]]
    assert row[1] == listing["title"]
    assert row[3] == "3"


def _of(office: Client, kind: str, listing: dict[str, Any]) -> dict[str, Any]:
    found = office.get(f"/figures/{kind}", group_by="listing", listing_id=listing["listing_id"])
    return dict(found["rows"][0]) if found["rows"] else {}


def survey(people: People, body: Client, office: Client) -> None:
    """A survey is written, sent, answered by the mailed link and counted."""
    empty = {**SURVEY, "title": ""}
    assert "title" in office.ask("POST", "/surveys", 422, **empty)["errors"]
    path = f"/surveys/{office.ask('POST', '/surveys', 201, **SURVEY)['survey_id']}"
    opens = people.now() + timedelta(minutes=2)
    times = {
        "opens_at": opens.isoformat(),
        "closes_at": (opens + timedelta(days=10)).isoformat(),
    }
    office.ask("POST", f"{path}/schedule", **times)
    people.forward_to(opens + timedelta(seconds=5))
    link = people.link(people.institution, f"{path}/")
    token = link.rpartition("/")[2]
    addressee = people.client()
    form = addressee.get(f"{path}/form", token=token)
    assert [one["form"] for one in form["questions"]] == ["scale", "one", "text"]
    answers = [
        {"question_id": "q1", "choices": ["4"]},
        {"question_id": "q2", "choices": ["o1"]},
        {"question_id": "q3", "text": "検索が便利です。"},
    ]
    wanting = {"token": token, "answers": answers[:1]}
    refused = addressee.ask("POST", f"{path}/responses", 422, **wanting)
    assert "answers.q2" in refused["errors"]
    addressee.ask("POST", f"{path}/responses", 201, token=token, answers=answers)
    again = addressee.ask("POST", f"{path}/responses", 409, token=token, answers=answers)
    assert again["code"] == "survey-already-answered"

    def told() -> bool:
        found = body.get("/surveys/open")["items"]
        return [one["answered"] for one in found if one["survey_id"] in path] == [True]

    eventually(told, "the survey does not count as answered")
    office.ask("POST", f"{path}/closing")
    people.forward_to(people.now() + timedelta(minutes=2))
    eventually(lambda: office.get(path)["state"] == "aggregated", "the survey is not counted")
    results = office.get(f"{path}/results")
    assert results["responded"] == 1
    assert sum(row["count"] for row in results["rows"]) == 3
    assert [one["text"] for one in office.get(f"{path}/texts")["items"]] == ["検索が便利です。"]
