"""Tables as files: CSV for Excel, Excel itself, and JSON."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import orjson
from flask import Response
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from gateway.web.figure_table import Column, FigureTable
from gateway.web.xml_texts import writable

BOM = "\ufeff"
# What a spreadsheet takes for the beginning of a formula, also in its full-width form.
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")
_FORMATS = {"day": "yyyy/mm/dd", "count": "#,##0", "share": "0.0%"}
_WIDTHS = {"day": 13, "month": 11, "count": 14, "share": 10}
LONGEST_SHEET_NAME = 31
NOTE = "note"
"""The key under which `about` of a table says that rows are missing: a last line in tables."""


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet calculates: an apostrophe stands before a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def as_csv(table: FigureTable) -> bytes:
    """UTF-8 with byte order mark and CRLF, which Excel opens with the right letters."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(column.label) for column in table.columns])
    for row in table.rows:
        writer.writerow([_csv_cell(column, row.get(column.key)) for column in table.columns])
    if NOTE in table.about:
        writer.writerow([table.about[NOTE]])
    return (BOM + out.getvalue()).encode("utf-8")


def _csv_cell(column: Column, value: Any) -> Any:
    raw = column.raw(value)
    if isinstance(raw, (int, float)):
        return raw
    if column.kind == "day":
        return column.shown(value)
    return harmless(str(raw))


def as_excel(table: FigureTable) -> bytes:
    """One sheet with a fixed, filterable head; texts stay texts whatever they begin with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(table.title))
    sheet.freeze_panes = "A2"
    last = get_column_letter(max(1, len(table.columns)))
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    for index, column in enumerate(table.columns, 1):
        width = _WIDTHS.get(column.kind, 28)
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.append([_head(sheet, column) for column in table.columns])
    for row in table.rows:
        sheet.append([_excel_cell(sheet, column, row.get(column.key)) for column in table.columns])
    if NOTE in table.about:
        sheet.append([_text_cell(sheet, table.about[NOTE])])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", title)[:LONGEST_SHEET_NAME].strip() or "1"


def _head(sheet: Any, column: Column) -> Any:
    cell = _text_cell(sheet, column.label)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="E2EEF0")
    cell.alignment = Alignment(horizontal="right" if column.is_number else "left")
    return cell


def _excel_cell(sheet: Any, column: Column, value: Any) -> Any:
    raw = column.raw(value)
    if isinstance(raw, str):
        return _text_cell(sheet, raw)
    cell = WriteOnlyCell(sheet, value=raw)
    cell.number_format = _FORMATS.get(column.kind, "General")
    return cell


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=writable(text))
    # openpyxl would take a text that begins with "=" for a formula.
    cell.data_type = "s"
    return cell


def as_json(table: FigureTable) -> bytes:
    """The columns with their names and kinds, and the rows by key."""
    kinds = {"code": "text"}
    return orjson.dumps(
        {
            "title": table.title,
            **table.about,
            "columns": [
                {"key": c.key, "label": c.label, "kind": kinds.get(c.kind, c.kind)}
                for c in table.columns
            ],
            "rows": [{c.key: row.get(c.key) for c in table.columns} for row in table.rows],
            "totals": dict(table.totals),
        },
        option=orjson.OPT_INDENT_2,
    )


WRITERS: dict[str, tuple[Callable[[FigureTable], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        as_excel,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "json": (as_json, "application/json"),
}


def download(table: FigureTable, name: str, ending: str) -> Response:
    """The table as a file with this name; `ending` is a key of `WRITERS`."""
    write, content_type = WRITERS[ending]
    response = Response(write(table), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response.headers["Cache-Control"] = "no-store"
    return response
