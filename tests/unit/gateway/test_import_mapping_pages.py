from __future__ import annotations

import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.rehearsal import tokyo
from tests.unit.gateway.listing_browser import browser, hidden, press
from tests.unit.gateway.rehearsed_listings import RehearsedListings

URL = "/organisation/imports"
TABLE = (
    "番号,件名,独自の列,開催日\nA-1,日本語教室,初級の教室,2024-06-01\nA-2,<b>料理</b>,,あした\n"
).encode("cp932")


@pytest.fixture
def services() -> RehearsedListings:
    made = RehearsedListings(tokyo(2024, 5, 10, 15))
    made.as_organisation()
    return made


@pytest.fixture
def client(app: Flask, services: RehearsedListings) -> FlaskClient:
    return browser(app, services)


def _upload(client: FlaskClient, content: bytes = TABLE, **values: str) -> str:
    file = {"file": (io.BytesIO(content), "教室.csv")}
    sent = {**hidden(client.get(URL).text), "format": "auto", **values, **file}
    response = client.post(URL, data=sent)
    assert response.status_code == 200, response.text
    return response.text


def _chosen(page: str) -> dict[str, str]:
    found = {}
    for name, options in re.findall(r'<select[^>]* name="([^"]+)".*?>(.*?)</select>', page, re.S):
        marked = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = marked[1] if marked else ""
    texts = re.findall(r'<input type="(?:text|date)" value="([^"]*)".*? name="([^"]+)"', page)
    areas = re.findall(r'<textarea [^>]*name="([^"]+)".*?>\n?(.*?)</textarea>', page, re.S)
    return found | {name: value for value, name in texts} | dict(areas)


def _try(client: FlaskClient, page: str, **changes: str) -> str:
    response = press(client, URL, page, "try", {**_chosen(page), **changes}, among="packed")
    assert response.status_code == 200, response.text
    return response.text


def test_the_columns_are_shown_with_examples_and_a_guess_for_each(client: FlaskClient) -> None:
    page = _upload(client)
    assert "列の対応" in page
    assert "初級の教室" in page
    assert "&lt;b&gt;料理&lt;/b&gt;" in page
    chosen = _chosen(page)
    assert [chosen[f"columns.{n}"] for n in range(4)] == ["source_id", "title", "", "work_start_on"]
    assert (chosen["kind"], chosen["language"]) == ("training", "by-row")
    assert chosen["defaults.conditions"] == "掲載元をご覧ください。"
    assert '<label for="f-columns-2">独自の列</label>' in page


def test_the_mapping_is_changed_tried_confirmed_and_remembered(
    client: FlaskClient, services: RehearsedListings
) -> None:
    tried = _try(client, _upload(client), **{"columns.2": "description"})
    assert "試しの取り込みの結果" in tried
    assert "開催日" in tried
    assert "あした" not in tried
    assert services.stage.documents("listings") == {}
    assert services.stage.documents("import_mappings") == {}
    run = press(client, URL, tried, "run", {}, among="packed")
    assert "取り込みが終わりました" in run.text
    [listing] = services.stage.documents("listings").values()
    assert listing["content"]["description"] == "初級の教室"
    assert _chosen(_upload(client))["columns.2"] == "description"
    again = press(client, URL, _try(client, _upload(client)), "run", {}, among="packed")
    assert "取り込みが終わりました" in again.text
    assert len(services.stage.documents("listings")) == 1


def test_the_mapping_can_be_changed_again_after_the_dry_run(client: FlaskClient) -> None:
    tried = _try(client, _upload(client), **{"columns.2": "contact", "source": "教室の表"})
    back = press(client, URL, tried, "columns", {}, among="packed")
    chosen = _chosen(back.text)
    assert (chosen["columns.2"], chosen["source"]) == ("contact", "教室の表")


def test_the_outcome_of_every_row_is_saved_as_a_file(client: FlaskClient) -> None:
    tried = _try(client, _upload(client))
    saved = press(client, URL, tried, "report", {}, among='value="report"')
    assert saved.content_type == "text/csv; charset=utf-8"
    assert 'filename="import_report.csv"' in saved.headers["Content-Disposition"]
    assert saved.data.startswith("\ufeff行,元の番号,結果,項目,理由".encode())
    lines = saved.data.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("2,A-1,新規,,")
    assert lines[2].startswith("3,A-2,取り込めない行,開催日,")
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"source": ""}, "取り込み元の名前: 入力してください。"),
        ({"kind": ""}, "種別: "),
        ({"columns.0": "salary"}, "番号: "),
        ({f"columns.{n}": "" for n in range(4)}, "取り込む列を1つ以上選んでください。"),
        ({"defaults.conditions": "長" * 2_001}, "応募条件等: "),
    ],
)
def test_a_mapping_that_cannot_be_is_refused_at_its_field(
    client: FlaskClient, changes: dict[str, str], told: str
) -> None:
    page = _upload(client)
    refused = press(client, URL, page, "try", {**_chosen(page), **changes}, among="packed")
    assert refused.status_code == 422
    assert told in refused.text
    assert "初級の教室" in refused.text


def test_a_file_of_a_known_form_is_tried_at_once_and_can_still_be_mapped(
    client: FlaskClient,
) -> None:
    line = b'{"feed": "x.xml", "guid": "1", "first_seen": "2024-03-05T07:57:17+00:00"}\n'
    tried = _upload(client, line)
    assert "試しの取り込みの結果" in tried
    mapped = press(client, URL, tried, "columns", {}, among="packed").text
    assert _chosen(mapped)["columns.1"] == "source_id"


def test_what_was_packed_for_another_step_is_refused(client: FlaskClient) -> None:
    tried = _try(client, _upload(client))
    for step in ("try", "run", "columns"):
        wrong = press(client, URL, tried, step, {}, among='value="report"')
        assert wrong.status_code == 409
    assert press(client, URL, tried, "report", {}, among='value="run"').status_code == 409


def test_the_page_is_whole_in_english(client: FlaskClient) -> None:
    client.set_cookie("language", "en")
    page = client.post(
        URL + "?lang=en",
        data={
            **hidden(client.get(URL).text),
            "format": "auto",
            "file": (io.BytesIO(b"id,title,other\n1,Course,x\n"), "a.csv"),
        },
    ).text
    assert "What holds where a row says nothing" in page
    assert "Leave out" in page
