"""The words listings are told in: kinds, states, places, periods (LI-01 to LI-07, GW-08, GW-35)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from babel import Locale
from flask_babel import gettext, lazy_gettext

from gateway.language import current_language
from gateway.web.places import place_text


class Words(dict[str, Any]):
    """Lazy texts by code, with the texts themselves at hand in each language: lists say many."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        super().__init__(words)
        self._texts: dict[str, dict[str, str]] = {}

    def text(self, code: str) -> str:
        """A code in words; a code that is not known as it is."""
        language = current_language()
        texts = self._texts.get(language)
        if texts is None:
            texts = self._texts[language] = {name: str(text) for name, text in self.items()}
        return texts.get(code, code)


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

KINDS = Words(
    {
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
)
STATES = Words(
    {
        # As a button it is something to do, in English another word.
        "draft": lazy_gettext("state.draft"),
        "requested": lazy_gettext("登録依頼中"),
        "scheduled": lazy_gettext("反映待ち"),
        "published": lazy_gettext("公開中"),
        "withdrawal-scheduled": lazy_gettext("取り下げ予定"),
        "ended": lazy_gettext("募集終了"),
        "archived": lazy_gettext("過去の公募"),
        "withdrawn": lazy_gettext("取り下げ済み"),
        "cancelled": lazy_gettext("依頼取り下げ"),
    }
)
AMENDMENTS = Words(
    {
        "draft": lazy_gettext("修正を一時保存"),
        "requested": lazy_gettext("修正依頼中"),
        "scheduled": lazy_gettext("修正の反映待ち"),
    }
)
RECRUITMENT_STATES = Words(
    {
        "before": lazy_gettext("募集開始前"),
        "open": lazy_gettext("募集中"),
        "ended": lazy_gettext("募集終了"),
    }
)
EMPLOYMENT_TYPES = Words(
    {
        "full-time": lazy_gettext("常勤"),
        "part-time": lazy_gettext("非常勤・パートタイム"),
        "fixed-term": lazy_gettext("任期付き"),
        "contract": lazy_gettext("業務委託・コンサルタント"),
        "temporary": lazy_gettext("臨時・短期"),
        "intern": lazy_gettext("インターン"),
        "volunteer": lazy_gettext("ボランティア"),
        "other": lazy_gettext("その他"),
    }
)
ORGANISATION_TYPES = Words(
    {
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
)
LANGUAGES: Mapping[str, Any] = {"ja": lazy_gettext("日本語"), "en": lazy_gettext("英語")}
THIRDS = Words(
    {
        "early": lazy_gettext("上旬"),
        "middle": lazy_gettext("中旬"),
        "late": lazy_gettext("下旬"),
    }
)


def period_text(period: Mapping[str, Any] | None) -> str:
    """A work period in one of the three forms of LI-03; a single day stands alone."""
    if not period:
        return ""
    end = period.get("end")
    if end == period["start"] and not end.get("third"):
        return _point_text(end)
    return f"{_point_text(period['start'])}{_to()}{_point_text(end) if end else ''}"


def _to() -> str:
    return " – " if current_language() == "en" else "～"


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
    return f"{start.replace('-', '/')}{_to()}{end.replace('-', '/') if end else ''}"


def fields_text(paths: Iterable[str]) -> str:
    """Recruiting fields, several parted by 「；」 (LI-02)."""
    return "；".join(paths)


_FACTS = Words(
    {
        "fields": lazy_gettext("【募集分野】"),
        "places": lazy_gettext("【勤務地】"),
        "period": lazy_gettext("【業務期間】"),
        "organisation": lazy_gettext("【募集団体名】"),
    }
)


def listing_facts(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The facts on a result card (GW-35); `item` is a card or the contents of a listing."""
    return [
        (_FACTS.text("fields"), fields_text(item["recruiting_fields"])),
        (_FACTS.text("places"), "、".join([place_text(place) for place in item["locations"]])),
        (_FACTS.text("period"), period_text(item["work_period"])),
        (_FACTS.text("organisation"), str(item["organisation_name"])),
    ]


_LABELS = Words(
    {
        "new": lazy_gettext("NEW"),
        "closing-soon": lazy_gettext("締切間近"),
        "web-application": lazy_gettext("Web応募"),
        "diverse-working": lazy_gettext("多様な働き方"),
        "public-recruitment": lazy_gettext("公募"),
    }
)
_BADGES = {
    "new": "new",
    "closing-soon": "soon",
    "web-application": "web",
    "diverse-working": "flexible",
    "public-recruitment": "public",
}


def label_text(label: str) -> str:
    """One label in words."""
    return _LABELS.text(label)


def label_pairs(labels: Iterable[str]) -> list[tuple[str, str]]:
    """The labels of a listing in words, with the kind of their badge (LI-07, D-45)."""
    return [(_LABELS.text(label), _BADGES[label]) for label in labels if label in _BADGES]


def kind_text(kind: str) -> str:
    """A kind of listing in words (LI-01)."""
    return KINDS.text(kind)


def state_text(item: Mapping[str, Any]) -> str:
    """Where a listing stands, with an amendment under way in brackets."""
    state = STATES.text(item["state"])
    amendment = AMENDMENTS.get(item.get("amendment_state") or "")
    return f"{state}（{amendment}）" if amendment else state


def language_text(code: str) -> str:
    """A language needed for the work: the name of a code, other texts as they are."""
    return str(Locale(current_language()).languages.get(code.lower(), code))


WORDS = {
    "label_pairs": label_pairs,
    "listing_facts": listing_facts,
    "kind_text": kind_text,
    "state_text": state_text,
    "place_text": place_text,
    "period_text": period_text,
    "recruitment_text": recruitment_text,
    "fields_text": fields_text,
}
"""What templates and components may call."""
