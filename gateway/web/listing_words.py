"""The words listings are told in: kinds, states, places, periods (LI-01 to LI-07, GW-08, GW-35)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from babel import Locale
from flask_babel import gettext, lazy_gettext

from gateway.language import current_language
from gateway.web.places import place_text

JOBS = (
    "job",
    "internship",
    "public-recruitment",
    "public-notice",
    "pre-announcement",
    "past-public-recruitment",
    "jocv-job",
    "jpo-campaign",
)
TRAININGS = ("training", "seminar")

KINDS: Mapping[str, Any] = {
    "job": lazy_gettext("求人"),
    "internship": lazy_gettext("インターン"),
    "training": lazy_gettext("研修"),
    "seminar": lazy_gettext("セミナー・イベント"),
    "public-recruitment": lazy_gettext("公募案件"),
    "public-notice": lazy_gettext("公示案件"),
    "pre-announcement": lazy_gettext("プレ公募情報"),
    "past-public-recruitment": lazy_gettext("過去の公募案件"),
    "jocv-job": lazy_gettext("JICA海外協力隊経験者限定求人"),
    "jpo-campaign": lazy_gettext("JPO派遣候補者選考"),
}
STATES: Mapping[str, Any] = {
    "draft": lazy_gettext("一時保存"),
    "requested": lazy_gettext("登録依頼中"),
    "scheduled": lazy_gettext("反映待ち"),
    "published": lazy_gettext("公開中"),
    "withdrawal-scheduled": lazy_gettext("取り下げ予定"),
    "ended": lazy_gettext("募集終了"),
    "withdrawn": lazy_gettext("取り下げ済み"),
    "cancelled": lazy_gettext("依頼取り下げ"),
}
AMENDMENTS: Mapping[str, Any] = {
    "draft": lazy_gettext("修正を一時保存"),
    "requested": lazy_gettext("修正依頼中"),
    "scheduled": lazy_gettext("修正の反映待ち"),
}
RECRUITMENT_STATES: Mapping[str, Any] = {
    "before": lazy_gettext("募集開始前"),
    "open": lazy_gettext("募集中"),
    "ended": lazy_gettext("募集終了"),
}
EMPLOYMENT_TYPES: Mapping[str, Any] = {
    "full-time": lazy_gettext("常勤"),
    "part-time": lazy_gettext("非常勤・パートタイム"),
    "fixed-term": lazy_gettext("任期付き"),
    "contract": lazy_gettext("業務委託・コンサルタント"),
    "temporary": lazy_gettext("臨時・短期"),
    "intern": lazy_gettext("インターン"),
    "volunteer": lazy_gettext("ボランティア"),
    "other": lazy_gettext("その他"),
}
ORGANISATION_TYPES: Mapping[str, Any] = {
    "company": lazy_gettext("民間企業"),
    "consultant": lazy_gettext("開発コンサルタント"),
    "ngo": lazy_gettext("NGO・NPO"),
    "public-interest": lazy_gettext("公益法人"),
    "international": lazy_gettext("国際機関"),
    "government": lazy_gettext("政府・独立行政法人"),
    "local-government": lazy_gettext("地方自治体"),
    "university": lazy_gettext("大学"),
    "school": lazy_gettext("学校"),
    "research": lazy_gettext("研究機関"),
    "other": lazy_gettext("その他"),
}
LANGUAGES: Mapping[str, Any] = {"ja": lazy_gettext("日本語"), "en": lazy_gettext("英語")}
THIRDS: Mapping[str, Any] = {
    "early": lazy_gettext("上旬"),
    "middle": lazy_gettext("中旬"),
    "late": lazy_gettext("下旬"),
}


def period_text(period: Mapping[str, Any] | None) -> str:
    """A work period in one of the three forms of LI-03."""
    if not period:
        return ""
    end = period.get("end")
    return f"{_point_text(period['start'])}～{_point_text(end) if end else ''}"


def _point_text(point: Mapping[str, Any]) -> str:
    year, month, day = str(point["day"]).split("-")
    third = point.get("third")
    if not third:
        return f"{year}/{month}/{day}"
    return str(
        gettext("%(year)s年%(month)s月%(third)s", year=year, month=month, third=THIRDS[third])
    )


def recruitment_text(recruitment: Mapping[str, Any] | None) -> str:
    """The recruitment period; open when no end is stated (LI-04)."""
    if not recruitment:
        return ""
    start, end = recruitment["start_on"], recruitment.get("end_on")
    return f"{start.replace('-', '/')}～{end.replace('-', '/') if end else ''}"


def fields_text(paths: Iterable[str]) -> str:
    """Recruiting fields, several parted by 「；」 (LI-02)."""
    return "；".join(paths)


def listing_facts(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The facts on a result card (GW-35); `item` is a card or the contents of a listing."""
    return [
        (gettext("【募集分野】"), fields_text(item["recruiting_fields"])),
        (gettext("【勤務地】"), "、".join(place_text(place) for place in item["locations"])),
        (gettext("【業務期間】"), period_text(item["work_period"])),
        (gettext("【募集団体名】"), str(item["organisation_name"])),
    ]


def kind_text(kind: str) -> str:
    """A kind of listing in words (LI-01)."""
    return str(KINDS.get(kind, kind))


def state_text(item: Mapping[str, Any]) -> str:
    """Where a listing stands, with an amendment under way in brackets."""
    state = str(STATES.get(item["state"], item["state"]))
    amendment = AMENDMENTS.get(item.get("amendment_state") or "")
    return f"{state}（{amendment}）" if amendment else state


def language_text(code: str) -> str:
    """A language needed for the work: the name of a code, other texts as they are."""
    return str(Locale(current_language()).languages.get(code.lower(), code))


ITEMS: Mapping[str, Any] = {
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
}
"""The items of a listing's contents, in the order of the entry form."""


def item_text(name: str) -> str:
    """An item of the contents in words."""
    return str(ITEMS.get(name, name))


def listing_items(content: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """All contents as (name, term, value) (LI-02 to LI-10)."""
    return [(name, str(term), _value_text(name, content)) for name, term in ITEMS.items()]


def changed_names(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The items in which two contents differ."""
    return [name for name in ITEMS if before.get(name) != after.get(name)]


def _value_text(name: str, content: Mapping[str, Any]) -> str:
    value = content.get(name)
    match name:
        case "kind":
            return kind_text(content["kind"])
        case "language":
            return str(LANGUAGES.get(content["language"], ""))
        case "recruiting_fields":
            return fields_text(content[name])
        case "locations":
            return "\n".join(place_text(place) for place in content[name])
        case "work_period":
            return period_text(value)
        case "recruitment":
            return recruitment_text(value)
        case "employment_type":
            return str(EMPLOYMENT_TYPES.get(value or "", ""))
        case "languages_needed":
            return "、".join(language_text(one) for one in content[name])
        case "required_documents":
            return "\n".join(content[name])
        case "diverse_working":
            return str(gettext("あり") if value else gettext("なし"))
        case "web_application" | "direct_application":
            return str(gettext("可") if value else gettext("不可"))
        case _:
            return str(value or "")


WORDS = {
    "listing_facts": listing_facts,
    "listing_items": listing_items,
    "changed_names": changed_names,
    "item_text": item_text,
    "kind_text": kind_text,
    "state_text": state_text,
    "place_text": place_text,
    "period_text": period_text,
    "recruitment_text": recruitment_text,
    "fields_text": fields_text,
}
"""What templates and components may call."""
