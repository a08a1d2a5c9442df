"""The municipal open-data format イベント一覧: CSV with 50 Japanese columns.

A row becomes a training. Its own id is the municipality's code and its NO; where one is missing, it
is derived from name, days, time and place. 申込期限日 is the end of recruitment; a start is not stated.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import Any

from services.listings.adapters.imports.decoding import Undecodable, decode
from services.listings.adapters.imports.reading import (
    Found,
    ImpossibleDate,
    day_of,
    derived_source_id,
    many_lines,
    one_line,
)
from services.listings.application.import_ports import FileRow, ImportFile
from services.listings.domain.listing.places import prefecture_code

SOURCE = "events-jp"
_CODE = "都道府県コード又は市区町村コード"
NEEDED = ("NO", _CODE, "名称", "開始日", "終了日", "申込期限日", "住所都道府県", "イベント種類")
_CONDITIONS = (
    "対象者",
    "定員",
    "料金(基本)",
    "料金(詳細)",
    "日時備考",
    "申込期限日",
    "申込期限時刻",
)
_DESCRIPTION = ("サブタイトル", "概要", "説明", "サブイベント")
_AFTER = ("開始時刻", "終了時刻", "集合場所", "アクセス方法", "駐車場情報", "駐輪場情報", "備考")
_CONTACT = ("連絡先名称", "連絡先電話番号", "連絡先内線番号", "連絡先メールアドレス")
_ADDRESS = ("住所都道府県", "住所市区町村", "住所町名", "住所丁目以下", "建物名等")
_IDENTIFYING = ("NO", "名称", "開始日", "終了日", "開始時刻", "場所名称", "集合場所", "説明")
_MOST_DESCRIPTION = 20_000


def read_events_jp(content: bytes) -> ImportFile:
    """The rows of one file; see the module."""
    found = Found()
    try:
        text = decode(content)
    except Undecodable as error:
        found.refuse(error.line, "", "file", error.code, **error.params)
        return ImportFile(SOURCE, "training", found.rows, found.problems)
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="more", restval="")
    try:
        names = reader.fieldnames or ()
    except csv.Error:
        found.refuse(1, "", "header", "not-csv")
        return ImportFile(SOURCE, "training", found.rows, found.problems)
    missing = [name for name in NEEDED if name not in names]
    if missing:
        found.refuse(1, "", "header", "columns-missing", columns="、".join(missing))
        return ImportFile(SOURCE, "training", found.rows, found.problems)
    before = reader.line_num
    try:
        for record in reader:
            _read(before + 1, record, found)
            before = reader.line_num
    except csv.Error:
        found.refuse(before + 1, "", "row", "not-csv")
    return ImportFile(SOURCE, "training", found.rows, found.problems)


def _read(line: int, record: Mapping[str, Any], found: Found) -> None:
    if record.get("more"):
        found.refuse(line, "", "row", "too-many-columns")
        return
    row = {name: str(value or "") for name, value in record.items()}
    number, source_id = _ids(row)
    if not found.is_new(line, number, "NO"):
        return
    try:
        days = _days(row)
    except _WrongDay as wrong:
        found.refuse(line, source_id, wrong.item, wrong.code)
        return
    found.rows.append(FileRow(line, source_id, _content(row, *days)))


def _ids(row: Mapping[str, str]) -> tuple[str, str]:
    """The number that must be unique in the file, and the id of the row over all files.

    Numbers are unique within a municipality only, so without its code they say nothing beyond
    their file; what the row describes does.
    """
    code = one_line(row[_CODE])[:100]
    number = one_line(row["NO"])[:300]
    described = derived_source_id(*(row.get(item, "") for item in _IDENTIFYING))
    in_file = f"{code}-{number}" if number else described
    return in_file, f"{code}-{number or described}" if code else described


class _WrongDay(Exception):
    def __init__(self, item: str, code: str) -> None:
        super().__init__(item)
        self.item, self.code = item, code


def _days(row: Mapping[str, str]) -> tuple[date, date | None, date | None]:
    days = {}
    for item in ("開始日", "終了日", "申込期限日"):
        try:
            days[item] = day_of(row[item])
        except ImpossibleDate:
            raise _WrongDay(item, "invalid-date") from None
    start, end = days["開始日"], days["終了日"]
    if start is None:
        raise _WrongDay("開始日", "required")
    if end is not None and end < start:
        raise _WrongDay("終了日", "end-before-start")
    return start, end, days["申込期限日"]


def _content(
    row: Mapping[str, str], start: date, end: date | None, deadline: date | None
) -> dict[str, Any]:
    description = "\n\n".join(
        part for part in (*_texts(row, _DESCRIPTION), "\n".join(_named(row, _AFTER))) if part
    )
    title = one_line(row["名称"])
    url = one_line(row.get("URL", ""))
    return {
        "language": "ja",
        "title": title,
        "organisation_name": one_line(row.get("主催団体", ""))[:300],
        "recruiting_fields": [one_line(row["イベント種類"])] if row["イベント種類"] else [],
        "locations": [_location(row)],
        # An event that names no last day lasts one day.
        "work_period": {"start": _point(start), "end": _point(end or start)},
        "recruitment": {"end_on": deadline.isoformat() if deadline else None},
        "application_method": many_lines(row.get("申込方法", ""))
        or "主催者にお問い合わせください。",
        "conditions": "\n".join(_named(row, _CONDITIONS)) or "主催者にお問い合わせください。",
        "description": (description or title)[:_MOST_DESCRIPTION],
        "contact": "\n".join(_texts(row, _CONTACT)),
        "source_url": url if url.startswith(("http://", "https://")) else None,
    }


def _texts(row: Mapping[str, str], items: tuple[str, ...]) -> list[str]:
    return [text for item in items if (text := many_lines(row.get(item, "")))]


def _named(row: Mapping[str, str], items: tuple[str, ...]) -> list[str]:
    return [f"{item}：{text}" for item in items if (text := many_lines(row.get(item, "")))]


def _point(day: date) -> dict[str, Any]:
    return {"day": day.isoformat()}


def _location(row: Mapping[str, str]) -> dict[str, Any]:
    address = "".join(one_line(row.get(item, "")) for item in _ADDRESS)
    place = one_line(row.get("場所名称", "")) or one_line(row.get("集合場所", ""))
    return {
        "country": "JP",
        "prefecture": prefecture_code(one_line(row["住所都道府県"])),
        "text": " ".join(part for part in (place, address) if part)[:500],
    }
