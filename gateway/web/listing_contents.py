"""All contents of a listing, item by item, in words (LI-02 to LI-10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext

from gateway.web.listing_words import (
    EMPLOYMENT_TYPES,
    LANGUAGES,
    Words,
    fields_text,
    kind_text,
    language_text,
    period_text,
    recruitment_text,
)
from gateway.web.occupations import occupations_text
from gateway.web.places import place_text

ITEMS = Words(
    {
        "kind": lazy_gettext("種別"),
        "language": lazy_gettext("掲載言語"),
        "title": lazy_gettext("タイトル（求人件名）"),
        "organisation_name": lazy_gettext("募集団体名"),
        "recruiting_fields": lazy_gettext("募集分野"),
        "locations": lazy_gettext("勤務地"),
        "work_period": lazy_gettext("業務期間"),
        "recruitment": lazy_gettext("募集期間"),
        "employment_type": lazy_gettext("雇用形態"),
        "occupation_code": lazy_gettext("職業分類コード"),
        "occupations": lazy_gettext("職業"),
        "description": lazy_gettext("業務内容"),
        "conditions": lazy_gettext("応募条件等"),
        "languages_needed": lazy_gettext("必要な言語"),
        "diverse_working": lazy_gettext("多様な働き方"),
        "application_method": lazy_gettext("応募方法"),
        "required_documents": lazy_gettext("応募書類"),
        "web_application": lazy_gettext("Web応募"),
        "direct_application": lazy_gettext("オンライン自主応募の受付"),
        "contact": lazy_gettext("問い合わせ先"),
        "source_url": lazy_gettext("関連ページ"),
        "follows": lazy_gettext("先行するプレ公募情報"),
    }
)
"""The items of a listing's contents, in the order of the entry form."""


def item_text(name: str) -> str:
    """An item of the contents in words."""
    return ITEMS.text(name)


def listing_items(content: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """All contents as (name, term, value) (LI-02 to LI-10)."""
    return [(name, ITEMS.text(name), _value_text(name, content)) for name in ITEMS]


def changed_names(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The items in which two contents differ."""
    return [name for name in ITEMS if before.get(name) != after.get(name)]


def change_rows(changes: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What differs between two texts: item, both values, and in a word what was done to it."""
    rows = []
    for change in changes:
        name = change["item"]
        before, after = (_value_text(name, {name: change[side]}) for side in ("before", "after"))
        how = gettext("書き換え")
        if not before:
            how = gettext("追加")
        elif not after:
            how = gettext("削除")
        rows.append(
            {"name": name, "term": ITEMS.text(name), "before": before, "after": after, "how": how}
        )
    return rows


def _value_text(name: str, content: Mapping[str, Any]) -> str:
    value = content.get(name)
    match name:
        case "kind":
            return kind_text(content["kind"])
        case "language":
            return str(LANGUAGES.get(content["language"], ""))
        case "recruiting_fields":
            return fields_text(content[name] or ())
        case "locations":
            return "\n".join(place_text(place) for place in content[name] or ())
        case "work_period":
            return period_text(value)
        case "recruitment":
            return recruitment_text(value)
        case "employment_type":
            return str(EMPLOYMENT_TYPES.get(value or "", ""))
        case "occupations":
            return occupations_text(value or ())
        case "languages_needed":
            return "、".join(language_text(one) for one in content[name] or ())
        case "required_documents":
            return "\n".join(content[name] or ())
        case "diverse_working":
            return str(gettext("あり") if value else gettext("なし"))
        case "web_application" | "direct_application":
            return str(gettext("可") if value else gettext("不可"))
        case _:
            return str(value or "")


CONTENTS = {
    "listing_items": listing_items,
    "changed_names": changed_names,
    "item_text": item_text,
}
"""What templates and components may call."""
