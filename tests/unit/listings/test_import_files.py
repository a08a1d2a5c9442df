from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from services.kernel.contracts.listings_import import IMPORT_BATCH
from services.listings.adapters.imports import read_events_jp, read_file, read_un_jobs
from tests.support.real_data import REAL_DATA, needs_real_data
from tests.unit.listings.stage import OWNER, open_stage

COLUMNS = [
    "NO",
    "都道府県コード又は市区町村コード",
    "名称",
    "名称(カナ)",
    "名称(英字)",
    "名称(通称)",
    "サブタイトル",
    "概要",
    "説明",
    "サブイベント",
    "イベント種類",
    "URL",
    "画像URL",
    "状態",
    "対象となる産業",
    "ステージ",
    "開始日",
    "終了日",
    "開始時刻",
    "終了時刻",
    "日時備考",
    "場所名称",
    "集合場所",
    "郵便番号",
    "住所都道府県",
    "住所市区町村",
    "住所町名",
    "住所丁目以下",
    "建物名等",
    "緯度",
    "経度",
    "主催団体",
    "共催団体",
    "その他関係団体",
    "対象者",
    "定員",
    "料金(基本)",
    "料金(詳細)",
    "外国語対応",
    "申込期限日",
    "申込期限時刻",
    "申込方法",
    "アクセス方法",
    "駐車場情報",
    "駐輪場情報",
    "連絡先名称",
    "連絡先電話番号",
    "連絡先内線番号",
    "連絡先メールアドレス",
    "備考",
]
ROW = {
    "NO": "1",
    "都道府県コード又は市区町村コード": "111007",
    "名称": "日本語教室",
    "説明": "初級。\n教材を配る。",
    "イベント種類": "子育て・教育",
    "開始日": "2022-02-19",
    "終了日": "2022-03-19",
    "住所都道府県": "埼玉県",
    "住所市区町村": "さいたま市",
    "場所名称": "公民館",
    "申込期限日": "2022-02-11",
    "申込方法": "電話",
    "定員": "20",
    "連絡先名称": "事務局",
}


def _csv(*rows: dict[str, str], columns: list[str] = COLUMNS) -> bytes:
    def cell(text: str) -> str:
        return f'"{text}"' if "\n" in text or "," in text else text

    lines = [",".join(columns)]
    lines += [",".join(cell(row.get(name, "")) for name in columns) for row in rows]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def test_an_event_becomes_a_training_with_place_period_and_deadline() -> None:
    file = read_events_jp(_csv(ROW))
    (row,) = file.rows
    assert (row.line, row.source_id, file.kind) == (2, "111007-1", "training")
    assert row.content["recruitment"] == {"end_on": "2022-02-11"}
    assert row.content["work_period"] == {
        "start": {"day": "2022-02-19"},
        "end": {"day": "2022-03-19"},
    }
    assert row.content["locations"] == [
        {"country": "JP", "prefecture": "11", "text": "公民館 埼玉県さいたま市"}
    ]
    assert row.content["description"] == "初級。\n教材を配る。"
    assert "定員：20" in row.content["conditions"]


@pytest.mark.parametrize(
    ("changes", "item", "code"),
    [
        ({"開始日": ""}, "開始日", "required"),
        ({"開始日": "2022-02-30"}, "開始日", "invalid-date"),
        ({"開始日": "来週"}, "開始日", "invalid-date"),
        ({"終了日": "2022-02-18"}, "終了日", "end-before-start"),
        ({"申込期限日": "2022-13-01"}, "申込期限日", "invalid-date"),
    ],
)
def test_a_missing_or_impossible_day_is_refused_with_its_line(
    changes: dict[str, str], item: str, code: str
) -> None:
    file = read_events_jp(_csv(ROW | {"NO": "2"}, ROW | changes, ROW | {"NO": "3"}))
    assert [row.line for row in file.rows] == [2, 6]
    (problem,) = file.problems
    assert (problem.line, problem.source_id) == (4, "111007-1")
    assert (problem.field, problem.code) == (item, code)


def test_lines_are_those_of_the_file_although_descriptions_span_several() -> None:
    file = read_events_jp(_csv(ROW, ROW | {"NO": "2"}))
    assert [row.line for row in file.rows] == [2, 4]


def test_a_number_used_twice_is_refused_naming_the_first_line() -> None:
    file = read_events_jp(_csv(ROW, ROW | {"名称": "別の催し"}))
    assert len(file.rows) == 1
    (problem,) = file.problems
    assert (problem.field, problem.code) == ("NO", "duplicate-in-import")
    assert problem.params == {"first_line": 2}


def test_a_row_without_a_number_keeps_an_id_of_its_own() -> None:
    rows = (ROW | {"NO": ""}, ROW | {"NO": "", "開始日": "2022-02-20"})
    first, second = read_events_jp(_csv(*rows)).rows
    assert first.source_id != second.source_id
    assert [row.source_id for row in read_events_jp(_csv(*rows)).rows] == [
        first.source_id,
        second.source_id,
    ]
    assert len(read_events_jp(_csv(rows[0], rows[0])).problems) == 1


def test_rows_of_files_without_municipality_code_do_not_meet() -> None:
    nameless = ROW | {"都道府県コード又は市区町村コード": ""}
    (one,) = read_events_jp(_csv(nameless)).rows
    (other,) = read_events_jp(_csv(nameless | {"名称": "別の町の催し"})).rows
    assert one.source_id != other.source_id


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        (_csv(ROW).replace("日".encode(), b"\x93", 1), 1, "wrong-encoding"),
        (b"", 1, "columns-missing"),
        (_csv(ROW, columns=["NO", "名称"]), 1, "columns-missing"),
    ],
)
def test_a_file_that_is_something_else_is_refused_whole(
    content: bytes, line: int, code: str
) -> None:
    file = read_events_jp(content)
    assert list(file.rows) == []
    assert [(problem.line, problem.code) for problem in file.problems] == [(line, code)]


def test_a_row_with_more_cells_than_columns_is_refused() -> None:
    content = _csv(ROW).rstrip(b"\r\n") + b",surplus\r\n"
    (problem,) = read_events_jp(content).problems
    assert problem.code == "too-many-columns"


def _vacancy(**changes: str) -> str:
    return json.dumps(
        {
            "feed": "feeds/ebrd_jobs.xml",
            "guid": "g-1",
            "title": "Analyst, Banking, Sofia, Bulgaria",
            "first_seen": "2026-02-25T23:26:15+00:00",
            "link": "https://example.org/jobs/1",
            "description": "",
        }
        | changes
    )


def test_a_vacancy_is_open_from_the_tokyo_day_it_was_first_seen() -> None:
    (row,) = read_un_jobs(_vacancy().encode()).rows
    assert row.source_id == "ebrd-g-1"
    assert row.content["recruitment"] == {"start_on": "2026-02-26", "end_on": None}
    assert row.content["organisation_name"] == "European Bank for Reconstruction and Development"
    assert row.content["description"] == "Analyst, Banking, Sofia, Bulgaria"


@pytest.mark.parametrize(
    ("title", "description", "country"),
    [
        ("Analyst, Banking, Sofia, Bulgaria", "", "BG"),
        ("Officer", "A vacancy. Location: Ankara, Turkiye. Posted: today.", "TR"),
        ("Officer", "A vacancy. Location: Panama (RB), Panama. Posted: today.", "PA"),
        ("Officer", "A vacancy Location: Washington, DC.", "US"),
        ("Specialist, P-3, Bujumbura, Burundi, #00136435", "", "BI"),
        ("Senior Economist", "Interesting work.", None),
    ],
)
def test_the_country_is_taken_from_the_text_where_it_names_one(
    title: str, description: str, country: str | None
) -> None:
    (row,) = read_un_jobs(_vacancy(title=title, description=description).encode()).rows
    (place,) = row.content["locations"]
    assert place["country"] == country
    assert place["text"]


@pytest.mark.parametrize(
    ("line", "item", "code"),
    [
        (b"{", "row", "not-json"),
        (b"[1]", "row", "not-json"),
        (b"\xff\xfe", "row", "not-utf8"),
        (_vacancy(guid="").encode(), "guid", "required"),
        (_vacancy(first_seen="").encode(), "first_seen", "required"),
        (_vacancy(first_seen="2026-02-30T00:00:00+00:00").encode(), "first_seen", "invalid-date"),
        (_vacancy(first_seen="2026-02-03T00:00:00").encode(), "first_seen", "no-time-zone"),
    ],
)
def test_a_broken_line_is_refused_and_the_others_are_read(
    line: bytes, item: str, code: str
) -> None:
    file = read_un_jobs(line + b"\n\n" + _vacancy(guid="g-2").encode() + b"\n")
    assert [row.line for row in file.rows] == [3]
    assert [(p.line, p.field, p.code) for p in file.problems] == [(1, item, code)]


def test_entities_that_the_feed_left_in_texts_become_the_signs_they_stand_for() -> None:
    [row] = read_un_jobs(_vacancy(description="Services &amp; Advisory &lt;LAC&gt;").encode()).rows
    assert row.content["description"] == "Services & Advisory <LAC>"


def test_a_vacancy_listed_twice_is_refused_the_second_time() -> None:
    file = read_un_jobs((_vacancy() + "\n" + _vacancy(title="again")).encode())
    assert [problem.code for problem in file.problems] == ["duplicate-in-import"]


def _import_everything(*files: Path) -> dict[str, int]:
    stage = open_stage()
    counts: dict[str, int] = {}
    for path in files:
        file = read_file(path.read_bytes(), "auto")
        counts["unreadable"] = counts.get("unreadable", 0) + len(file.problems)
        rows = [
            {"line": row.line, "source_id": row.source_id, "content": dict(row.content)}
            for row in file.rows
        ]
        for first in range(0, len(rows), IMPORT_BATCH):
            command: dict[str, Any] = {
                "kind": file.kind,
                "source": file.source,
                "rows": rows[first : first + IMPORT_BATCH],
                "dry_run": True,
            }
            for outcome, count in stage.run("import_listings", command, OWNER)["counts"].items():
                counts[outcome] = counts.get(outcome, 0) + count
    return counts


@needs_real_data
def test_the_real_data_are_read_and_refused_for_named_reasons_only() -> None:
    events = _import_everything(*sorted((REAL_DATA / "events_jp").glob("*.csv")))
    assert events == {
        "unreadable": 163,
        "created": 2582,
        "changed": 0,
        "unchanged": 0,
        "refused": 0,
    }
    jobs = _import_everything(REAL_DATA / "un_jobs" / "postings.jsonl")
    assert jobs == {"unreadable": 0, "created": 608, "changed": 0, "unchanged": 0, "refused": 1}
