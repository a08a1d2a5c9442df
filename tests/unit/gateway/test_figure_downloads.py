"""Tables as files: harmless in spreadsheets, the same columns everywhere."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from gateway.web.downloads import as_csv, as_excel, as_json, harmless
from gateway.web.figure_table import Column, FigureTable

COLUMNS = (
    Column("on", "日付", "day"),
    Column("title", "標題", "text"),
    Column("views", "アクセス数", "count"),
    Column("share", "割合", "share"),
)
ATTACKS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    " =HYPERLINK(1)",
    "=cmd|' /C'!A0",
]


def _table(*titles: str) -> FigureTable:
    rows = [
        {"on": "2024-05-01", "title": title, "views": 1204, "share": 0.4286} for title in titles
    ]
    return FigureTable("アクセス数", COLUMNS, rows, {"views": 1204}, {"from": "2024-05-01"})


def _read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_has_a_byte_order_mark_and_the_line_ends_of_windows() -> None:
    content = as_csv(_table("保健、\n教育", 'He said "yes"'))
    assert content.startswith(b"\xef\xbb\xbf")
    lines = _read_csv(content)
    assert lines[0] == ["日付", "標題", "アクセス数", "割合"]
    assert lines[1] == ["2024/05/01", "保健、\n教育", "1204", "0.4286"]
    assert lines[2][1] == 'He said "yes"'
    assert content.count(b"\r\n") == 3


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_becomes_a_formula(attack: str) -> None:
    assert _read_csv(as_csv(_table(attack)))[1][1] == f"'{attack}"
    sheet = load_workbook(io.BytesIO(as_excel(_table(attack)))).active
    assert sheet is not None
    cell = sheet["B2"]
    assert cell.data_type == "s"
    assert str(cell.value).strip().replace("_x000D_", "") == attack.strip()


@settings(deadline=None)
@given(st.text(min_size=1))
def test_harmless_texts_begin_with_no_formula(text: str) -> None:
    safe = harmless(text)
    assert safe in (text, f"'{text}")
    assert safe.lstrip()[:1] not in set("=+-@＝＋－＠")


@settings(deadline=None, max_examples=50)
@given(st.text())
def test_any_text_can_be_written_to_every_format(text: str) -> None:
    table = _table(text.encode("utf-8", "replace").decode())
    assert as_csv(table)
    assert as_json(table)
    assert load_workbook(io.BytesIO(as_excel(table))).active is not None


def test_excel_gets_numbers_and_dates_and_a_fixed_head() -> None:
    sheet = load_workbook(io.BytesIO(as_excel(_table("保健")))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == ["日付", "標題", "アクセス数", "割合"]
    assert str(sheet["A2"].value) == "2024-05-01 00:00:00"
    assert sheet["A2"].number_format == "yyyy/mm/dd"
    assert sheet["C2"].value == 1204
    assert sheet["D2"].number_format == "0.0%"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D2"


def test_json_has_the_same_columns_in_the_same_order() -> None:
    made = json.loads(as_json(_table("保健")))
    assert [column["label"] for column in made["columns"]] == [c.label for c in COLUMNS]
    assert list(made["rows"][0]) == [column["key"] for column in made["columns"]]
    assert made["from"] == "2024-05-01"
