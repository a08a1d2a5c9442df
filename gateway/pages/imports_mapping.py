"""The form on which an organisation says what the columns of its file mean.

A select for each column, what holds where a row says nothing, the kind and the language; all of it
filled in with what is remembered or guessed, and usable without a script.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext

from gateway.forms import FormKind, area, day, select, text
from gateway.forms.fields import Field
from gateway.forms.form import Form
from gateway.web.listing_words import EMPLOYMENT_TYPES, KINDS, LANGUAGES
from services.kernel.contracts.listings_import import IMPORT_DEFAULTS, IMPORT_FIELDS
from services.kernel.contracts.rpc import Refused

BY_ROW = "by-row"
"""The language is told row by row."""

FIELDS: Mapping[str, Any] = {
    "source_id": lazy_gettext("元の番号（行を見分ける番号）"),
    "title": lazy_gettext("タイトル（求人件名）"),
    "organisation_name": lazy_gettext("募集団体名"),
    "recruiting_fields": lazy_gettext("募集分野"),
    "location_text": lazy_gettext("勤務地・会場（文字）"),
    "country": lazy_gettext("国"),
    "prefecture": lazy_gettext("都道府県"),
    "work_start_on": lazy_gettext("業務・開催の開始日"),
    "work_end_on": lazy_gettext("業務・開催の終了日"),
    "recruitment_start_on": lazy_gettext("募集開始日"),
    "recruitment_end_on": lazy_gettext("募集終了日"),
    "application_method": lazy_gettext("応募方法"),
    "conditions": lazy_gettext("応募条件等"),
    "description": lazy_gettext("業務内容"),
    "contact": lazy_gettext("問い合わせ先"),
    "source_url": lazy_gettext("関連ページ"),
    "employment_type": lazy_gettext("雇用形態"),
    "required_documents": lazy_gettext("応募書類"),
    "languages_needed": lazy_gettext("必要な言語"),
    "occupations": lazy_gettext("職業"),
    "kind": lazy_gettext("種別"),
    "language": lazy_gettext("掲載言語"),
}
_POSTED = tuple(kind for kind in KINDS if kind not in ("past-public-recruitment", "jpo-campaign"))


def mapping_form(columns: Sequence[str]) -> FormKind:
    """The form for a file with these columns; `columns.0` is the first of them."""
    choices = [(name, FIELDS[name]) for name in IMPORT_FIELDS]
    languages = [(BY_ROW, lazy_gettext("行ごとに文字から判断する")), *LANGUAGES.items()]
    return FormKind(
        select("kind", lazy_gettext("種別"), [(k, KINDS[k]) for k in _POSTED], required=True),
        select("language", lazy_gettext("掲載言語"), languages, required=True),
        text(
            "source",
            lazy_gettext("取り込み元の名前"),
            required=True,
            most=100,
            hint=lazy_gettext("同じ名前の取り込み元の同じ番号の行は、同じ情報として更新されます。"),
        ),
        *(_default(name) for name in IMPORT_DEFAULTS),
        *(select(f"columns.{n}", name, choices) for n, name in enumerate(columns)),
    )


def _default(name: str) -> Field:
    field, label = f"defaults.{name}", FIELDS[name]
    if name == "work_start_on":
        return day(field, label)
    if name == "employment_type":
        return select(field, label, list(EMPLOYMENT_TYPES.items()))
    if name in ("recruiting_fields", "location_text"):
        return text(field, label, most=200)
    return area(field, label, most=2_000, rows=2)


def shown_values(mapping: Mapping[str, Any], columns: Sequence[str]) -> dict[str, Any]:
    """A mapping as the values of its form."""
    given = {one["column"]: one["field"] for one in mapping["columns"]}
    return {
        "kind": mapping["kind"],
        "language": mapping["language"] or BY_ROW,
        "source": mapping["source"],
        **{f"defaults.{one['field']}": one["text"] for one in mapping["defaults"]},
        **{f"columns.{n}": given[name] for n, name in enumerate(columns) if name in given},
    }


def stated_mapping(form: Form, columns: Sequence[str]) -> dict[str, Any]:
    """The mapping that a sent form states, in the form of the payload."""
    values = form.values
    language = values.get("language")
    return {
        "kind": values.get("kind"),
        "language": None if language == BY_ROW else language,
        "source": values.get("source", ""),
        "columns": [
            {"column": name, "field": values[f"columns.{n}"]}
            for n, name in enumerate(columns)
            if values.get(f"columns.{n}")
        ],
        "defaults": [
            {"field": name, "text": values[f"defaults.{name}"]}
            for name in IMPORT_DEFAULTS
            if values.get(f"defaults.{name}")
        ],
    }


def refuse_mapping(
    form: Form, refused: Refused, mapping: Mapping[str, Any], columns: Sequence[str]
) -> None:
    """Shows the problems of a mapping at the fields they come from."""
    named: dict[str, Any] = {}
    for name, problems in refused.fields.items():
        part, _, rest = name.removeprefix("mapping.").partition(".")
        number = rest.partition(".")[0]
        if part == "columns" and number.isdecimal():
            part = f"columns.{columns.index(mapping['columns'][int(number)]['column'])}"
        elif part == "defaults" and number.isdecimal():
            part = f"defaults.{mapping['defaults'][int(number)]['field']}"
        elif part == "columns":
            part, problems = "form", [{"code": "no-column-chosen"}]
        named.setdefault(part, []).extend(problems)
    form.refuse(Refused({"code": refused.code, "kind": refused.kind, "fields": named}))
