"""One form per section of the registered data; lists as rows that work without JavaScript (ID-18)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext

from gateway.forms import FormKind, area, day, many, radio, select, text, tick
from gateway.forms.fields import Field
from gateway.forms.form import Form
from gateway.pages.registration_words import (
    AREAS,
    DEGREES,
    INTENTIONS,
    LEVELS,
    REGIONS,
    SECTIONS,
    choices,
)
from gateway.web.places import countries

_MONTH: dict[str, Any] = {
    "inputmode": "numeric",
    "width": "short",
    "placeholder": "2015-04",
    "most": 7,
}
Fields = Sequence[Field]
_NEEDED = lazy_gettext("人材登録に必要です。")


def _basic() -> Fields:
    return (
        text("name", lazy_gettext("氏名"), required=True, most=100, autocomplete="name"),
        text("name_kana", lazy_gettext("氏名（フリガナ）"), most=100),
        text("name_roman", lazy_gettext("氏名（ローマ字、旅券の表記）"), most=100),
        day("birth_on", lazy_gettext("生年月日（西暦）"), required=True, autocomplete="bday"),
        select("nationality", lazy_gettext("国籍"), countries, hint=_NEEDED),
    )


def _contact() -> Fields:
    return (
        text(
            "postal_code",
            lazy_gettext("郵便番号"),
            most=20,
            width="short",
            autocomplete="postal-code",
        ),
        text(
            "address",
            lazy_gettext("登録住所"),
            most=300,
            hint=_NEEDED,
            autocomplete="street-address",
        ),
        text(
            "telephone",
            lazy_gettext("登録電話番号"),
            most=40,
            hint=_NEEDED,
            width="short",
            autocomplete="tel",
        ),
        text("mobile", lazy_gettext("携帯電話番号"), most=40, width="short"),
    )


def _expertise() -> Fields:
    return (
        many("areas", lazy_gettext("専門分野"), choices(AREAS), hint=_NEEDED),
        area("experience", lazy_gettext("専門性・スキル・経験"), most=2000),
        many("regions", lazy_gettext("活動経験のある地域"), choices(REGIONS)),
    )


def _education_row() -> Fields:
    return (
        text("school", lazy_gettext("学校名"), most=200),
        text("subject", lazy_gettext("学部・専攻"), most=200),
        select("degree", lazy_gettext("学位・課程"), choices(DEGREES), width="short"),
        text("started", lazy_gettext("入学年月"), **_MONTH),
        text("ended", lazy_gettext("卒業年月"), **_MONTH),
    )


def _career_row() -> Fields:
    return (
        text("employer", lazy_gettext("勤務先"), most=200),
        text("position", lazy_gettext("役職・職種"), most=200),
        select("country", lazy_gettext("勤務国"), countries, width="short"),
        text("started", lazy_gettext("開始年月"), **_MONTH),
        text("ended", lazy_gettext("終了年月（在職中は空欄）"), **_MONTH),
        area("duties", lazy_gettext("業務内容"), most=2000, rows=3),
    )


def _languages_row() -> Fields:
    return (
        text("language", lazy_gettext("言語"), most=60, width="short"),
        select("level", lazy_gettext("水準"), choices(LEVELS), width="short"),
        text("certificate", lazy_gettext("資格・点数"), most=200),
    )


def _qualifications_row() -> Fields:
    return (
        text("name", lazy_gettext("資格名"), most=200),
        text("obtained", lazy_gettext("取得年月"), **_MONTH),
    )


def _intention() -> Fields:
    return (
        radio(
            "intention",
            lazy_gettext("国際協力の仕事に就く意向"),
            choices(INTENTIONS),
            hint=_NEEDED,
        ),
        many("regions", lazy_gettext("希望する地域"), choices(REGIONS)),
        text("available_from", lazy_gettext("就業可能な時期"), **_MONTH),
        area("motive", lazy_gettext("志望理由・自己PR"), most=2000),
    )


_PLAIN: dict[str, Callable[[], Fields]] = {
    "basic": _basic,
    "contact": _contact,
    "expertise": _expertise,
    "intention": _intention,
}
_ROWS: dict[str, tuple[Callable[[], Fields], int]] = {
    "education": (_education_row, 10),
    "career": (_career_row, 20),
    "languages": (_languages_row, 10),
    "qualifications": (_qualifications_row, 20),
}
_NONE = {
    "career": lazy_gettext("職歴はありません"),
    "qualifications": lazy_gettext("資格はありません"),
}
BLANK_ROWS = 2


class SectionForm:
    """The form of one section with its content as the operation wants it."""

    def __init__(self, section: str, content: Mapping[str, Any], revision: int) -> None:
        self.section = section
        self.rows = self._row_count(content)
        self.form: Form = FormKind(*self._fields()).open(
            {section: _shown(content)}, version=revision
        )
        if self.form.submitted:
            self._tidy()

    @property
    def content(self) -> dict[str, Any]:
        """What is sent: lists without blank rows."""
        content: dict[str, Any] = dict(self.form.payload.get(self.section) or {})
        if self.section in _ROWS:
            rows = content.get("entries") or {}
            filled = [rows[key] for key in sorted(rows, key=int) if not _is_blank(rows[key])]
            content["entries"] = filled
        return content

    @property
    def shown(self) -> list[tuple[str, str]]:
        """What was entered, for the confirmation page; blank rows are left out."""
        kept = len(self.content.get("entries", ()))
        return [
            (str(bound.field.label), bound.shown())
            for bound in self.form
            if _row_of(bound.field.name) is None or (_row_of(bound.field.name) or 0) < kept
        ]

    def _row_count(self, content: Mapping[str, Any]) -> int:
        if self.section not in _ROWS:
            return 0
        most = _ROWS[self.section][1]
        if request.method == "POST":
            sent = [_row_of(name) for name in request.form]
            return min(most, max((row + 1 for row in sent if row is not None), default=0))
        return min(most, len(content.get("entries") or ()) + BLANK_ROWS)

    def _fields(self) -> list[Field]:
        if self.section not in _ROWS:
            return [_named(each, self.section) for each in _PLAIN[self.section]()]
        make = _ROWS[self.section][0]
        fields = [
            _named(each, f"{self.section}.entries.{row}", row + 1)
            for row in range(self.rows)
            for each in make()
        ]
        if self.section in _NONE:
            fields.append(tick(f"{self.section}.none", _NONE[self.section]))
        return fields

    def _tidy(self) -> None:
        """Moves filled rows up and writes months as they are stored, so that errors find them."""
        values = self.form.values
        for name, value in values.items():
            if isinstance(value, str) and _is_month(name):
                values[name] = value.strip().replace("/", "-")
        if self.section not in _ROWS:
            return
        filled = self.content["entries"]
        for name in [name for name in values if _row_of(name) is not None]:
            del values[name]
        for row, entry in enumerate(filled):
            values.update({f"{self.section}.entries.{row}.{k}": v for k, v in entry.items()})


def _named(field: Field, prefix: str, number: int | None = None) -> Field:
    label = field.label if number is None else _numbered(field.label, number)
    return replace(field, name=f"{prefix}.{field.name}", label=label)


def _numbered(label: Any, number: int) -> str:
    return str(gettext("%(label)s（%(number)s）", label=label, number=number))


def _row_of(name: str) -> int | None:
    parts = name.split(".")
    if len(parts) == 4 and parts[1] == "entries" and parts[2].isdecimal() and len(parts[2]) < 3:
        return int(parts[2])
    return None


def _is_month(name: str) -> bool:
    return name.rpartition(".")[2] in ("started", "ended", "obtained", "available_from")


def _is_blank(row: Mapping[str, Any]) -> bool:
    return not any(row.values())


def _shown(content: Mapping[str, Any]) -> dict[str, Any]:
    entries = content.get("entries")
    if not isinstance(entries, list):
        return dict(content)
    return {**content, "entries": {str(row): entry for row, entry in enumerate(entries)}}


def is_section(name: str) -> bool:
    """Whether a section of this name exists."""
    return name in SECTIONS
