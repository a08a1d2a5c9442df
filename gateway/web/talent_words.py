"""The words of job seekers and of what people show: fields, languages, offices (ID-40 to ID-51)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext

from gateway.backend import backend
from gateway.language import current_language
from gateway.web.listing_words import Words

TALENT_FIELDS = Words(
    {
        "education": lazy_gettext("教育"),
        "health": lazy_gettext("保健・医療"),
        "social-security": lazy_gettext("社会保障・障害"),
        "water": lazy_gettext("水・衛生"),
        "agriculture": lazy_gettext("農業・農村・水産"),
        "environment": lazy_gettext("自然環境・環境管理"),
        "infrastructure": lazy_gettext("都市・運輸交通"),
        "energy": lazy_gettext("資源・エネルギー"),
        "private-sector": lazy_gettext("民間セクター・観光"),
        "governance": lazy_gettext("ガバナンス・法整備"),
        "peace": lazy_gettext("平和構築"),
        "gender": lazy_gettext("ジェンダー"),
        "disaster": lazy_gettext("防災"),
        "information": lazy_gettext("情報通信"),
        "culture": lazy_gettext("文化・スポーツ"),
        "other": lazy_gettext("その他"),
    }
)
TALENT_LANGUAGES = Words(
    {
        "ja": lazy_gettext("日本語"),
        "en": lazy_gettext("英語"),
        "fr": lazy_gettext("フランス語"),
        "es": lazy_gettext("スペイン語"),
        "pt": lazy_gettext("ポルトガル語"),
        "ar": lazy_gettext("アラビア語"),
        "ru": lazy_gettext("ロシア語"),
        "zh": lazy_gettext("中国語"),
        "ko": lazy_gettext("韓国語"),
        "vi": lazy_gettext("ベトナム語"),
        "id": lazy_gettext("インドネシア語"),
        "sw": lazy_gettext("スワヒリ語"),
        "other": lazy_gettext("その他"),
    }
)
EDUCATION_LEVELS = Words(
    {
        "high-school": lazy_gettext("高等学校"),
        "vocational": lazy_gettext("専門学校・短期大学・高等専門学校"),
        "bachelor": lazy_gettext("大学（学士）"),
        "master": lazy_gettext("大学院（修士）"),
        "doctor": lazy_gettext("大学院（博士）"),
    }
)
SERVICE_KINDS = Words(
    {
        "online-registrant": lazy_gettext("オンライン登録者"),
        "hello-work-user": lazy_gettext("利用登録者"),
    }
)
INACTIVE_REASONS = Words(
    {
        "expired": lazy_gettext("有効期限が過ぎたため"),
        "switched-off": lazy_gettext("無効に切り替えたため"),
        "employed": lazy_gettext("就職したため"),
    }
)


def office_name(office: Mapping[str, Any]) -> str:
    """The name of an office in the reader's language."""
    return str(office["name_en" if current_language() == "en" else "name"])


def offices() -> list[tuple[str, str]]:
    """All Hello Work offices as choices, by code."""
    found = backend.call("identity", "find_offices")
    return [(one["code"], office_name(one)) for one in found["items"]]


def listed(words: Iterable[str]) -> str:
    """Several words in one line, with the comma of the reader's language."""
    return (", " if current_language() == "en" else "、").join(words)
