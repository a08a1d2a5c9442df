"""Records and what their columns mean, as rows for `import_listings`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from services.listings.adapters.imports import cells
from services.listings.adapters.imports.country_names import country_code
from services.listings.adapters.imports.reading import (
    Found,
    ImpossibleDate,
    derived_source_id,
    one_line,
)
from services.listings.adapters.imports.records import Record, Records
from services.listings.application.import_ports import FileRow
from services.listings.domain.importing.mapping import ColumnMapping, ImportField

_DAYS = (
    ImportField.WORK_START_ON,
    ImportField.WORK_END_ON,
    ImportField.RECRUITMENT_START_ON,
    ImportField.RECRUITMENT_END_ON,
)
_NEED_EMPLOYMENT = frozenset({"job", "jocv-job"})
_SOURCE_ID_MOST = 500
# names of occupations hold 、 and ・
_OCCUPATIONS = re.compile(r"[;；\n]")


class _Wrong(Exception):
    def __init__(self, column: str, code: str, **params: str) -> None:
        super().__init__(code)
        self.column, self.code, self.params = column, code, params


def mapped_rows(records: Records, mapping: ColumnMapping) -> Found:
    """The rows that can be imported, and why the others cannot, by line and column."""
    found = Found(problems=list(records.problems))
    for record in records.rows:
        row = _Row(record, mapping)
        source_id = row.source_id()
        if not found.is_new(record.line, source_id, row.column_of(ImportField.SOURCE_ID)):
            continue
        try:
            content = row.content()
            kind = row.kind()
        except _Wrong as wrong:
            found.refuse(record.line, source_id, wrong.column, wrong.code, **wrong.params)
            continue
        found.rows.append(FileRow(record.line, source_id, content, kind))
    return found


class _Row:
    def __init__(self, record: Record, mapping: ColumnMapping) -> None:
        self._mapping = mapping
        self._defaults = dict(mapping.defaults)
        self._cells: dict[ImportField, list[tuple[str, str]]] = {}
        for column, field in mapping.columns:
            text = record.values.get(column, "").strip()
            if text:
                self._cells.setdefault(field, []).append((column, text))
        self._record = record

    def column_of(self, field: ImportField) -> str:
        """The column that gives a field, otherwise the field itself."""
        return next((c for c, f in self._mapping.columns if f is field), field.value)

    def source_id(self) -> str:
        """The source's own id; without one what the row says stands for it."""
        stated = [one_line(text) for _, text in self._cells.get(ImportField.SOURCE_ID, [])]
        joined = "-".join(stated)
        if joined:
            return joined if len(joined) <= _SOURCE_ID_MOST else derived_source_id(joined)
        return derived_source_id(*(f"{n}={v}" for n, v in sorted(self._record.values.items())))

    def kind(self) -> str | None:
        """The kind that the row names, None where it is the one of the whole file."""
        for column, text in self._cells.get(ImportField.KIND, []):
            kind = cells.kind_of(text)
            if kind is None:
                raise _Wrong(column, "kind-unknown", text=text[:50])
            return kind
        return None

    def content(self) -> dict[str, Any]:
        """The contents of the listing, without its kind."""
        days = {field: self._day(field) for field in _DAYS}
        title, description = self._first(ImportField.TITLE), self._text(ImportField.DESCRIPTION)
        recruitment_start = days[ImportField.RECRUITMENT_START_ON]
        start = days[ImportField.WORK_START_ON] or recruitment_start
        end = days[ImportField.WORK_END_ON]
        content = {
            "language": self._language(title + description),
            "title": title,
            "organisation_name": self._first(ImportField.ORGANISATION_NAME),
            "recruiting_fields": self._list(ImportField.RECRUITING_FIELDS),
            "locations": [self._location()],
            "work_period": {"start": _point(start), "end": _point(end)} if start else None,
            "recruitment": {"end_on": _iso(days[ImportField.RECRUITMENT_END_ON])}
            | ({"start_on": _iso(recruitment_start)} if recruitment_start else {}),
            "application_method": self._text(ImportField.APPLICATION_METHOD),
            "conditions": self._text(ImportField.CONDITIONS),
            "description": description or title,
            "contact": self._text(ImportField.CONTACT),
            "source_url": self._first(ImportField.SOURCE_URL) or None,
            "required_documents": self._list(ImportField.REQUIRED_DOCUMENTS),
            "languages_needed": self._list(ImportField.LANGUAGES_NEEDED),
        }
        # rows imported before there were occupations stay the same
        stated = "\n".join(text for _, text in self._stated(ImportField.OCCUPATIONS))
        if occupations := [one_line(path) for path in _OCCUPATIONS.split(stated) if path.strip()]:
            content["occupations"] = occupations
        employment = self._first(ImportField.EMPLOYMENT_TYPE)
        if employment or (self.kind() or self._mapping.kind) in _NEED_EMPLOYMENT:
            content["employment_type"] = cells.employment_of(employment)
        return content

    def _stated(self, field: ImportField) -> list[tuple[str, str]]:
        default = self._defaults.get(field, "")
        return self._cells.get(field) or ([("", default)] if default else [])

    def _first(self, field: ImportField) -> str:
        return next((one_line(text) for _, text in self._stated(field)), "")

    def _list(self, field: ImportField) -> list[str]:
        found = [part for _, text in self._stated(field) for part in cells.parts_of(text)]
        return list(dict.fromkeys(found))

    def _text(self, field: ImportField) -> str:
        stated = self._stated(field)
        if len(stated) == 1:
            return stated[0][1]
        return "\n".join(f"{column}：{text}" for column, text in stated)

    def _day(self, field: ImportField) -> date | None:
        for column, text in self._stated(field):
            try:
                return cells.day_in(text)
            except ImpossibleDate:
                raise _Wrong(column or field.value, "invalid-date") from None
        return None

    def _language(self, text: str) -> str:
        for _, named in self._cells.get(ImportField.LANGUAGE, []):
            if language := cells.language_named(named):
                return language
        return self._mapping.language or cells.language_by_letters(text)

    def _location(self) -> Mapping[str, Any]:
        country_text = self._first(ImportField.COUNTRY)
        region = self._first(ImportField.PREFECTURE)
        prefecture = cells.prefecture_in(region) if region else None
        country = country_code(country_text) if country_text else None
        if prefecture is not None and country in (None, "JP"):
            country = "JP"
        else:
            prefecture = None
        # What is no known country or prefecture is still worth showing.
        texts = [] if country else [country_text]
        texts += [] if prefecture else [region]
        texts += [one_line(text) for _, text in self._cells.get(ImportField.LOCATION_TEXT, [])]
        text = " ".join(dict.fromkeys(one for one in texts if one))
        if not text and country is None:
            text = self._defaults.get(ImportField.LOCATION_TEXT, "")
        return {"country": country, "prefecture": prefecture, "text": text[:500]}


def _point(day: date | None) -> dict[str, Any] | None:
    return {"day": day.isoformat()} if day else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
