"""The words of an individual's registered data: sections, items, choices (GW-18)."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext

from gateway.web.listing_words import Words

SECTIONS = Words(
    {
        "basic": lazy_gettext("基本情報"),
        "contact": lazy_gettext("連絡先"),
        "expertise": lazy_gettext("専門分野"),
        "education": lazy_gettext("学歴"),
        "career": lazy_gettext("職歴"),
        "languages": lazy_gettext("語学"),
        "qualifications": lazy_gettext("資格"),
        "intention": lazy_gettext("国際協力への意向"),
    }
)
MANDATORY_ITEMS = Words(
    {
        "basic.name": lazy_gettext("氏名"),
        "basic.birth_on": lazy_gettext("生年月日（西暦）"),
        "basic.nationality": lazy_gettext("国籍"),
        "contact.address": lazy_gettext("登録住所"),
        "contact.telephone": lazy_gettext("登録電話番号"),
        "expertise.areas": lazy_gettext("専門分野"),
        "education.entries": lazy_gettext("学歴"),
        "career.entries": lazy_gettext("職歴"),
        "languages.entries": lazy_gettext("語学"),
        "qualifications.entries": lazy_gettext("資格"),
        "intention.intention": lazy_gettext("国際協力の仕事に就く意向"),
    }
)
AREAS = Words(
    {
        "planning": lazy_gettext("計画・行政"),
        "public-works": lazy_gettext("公共・公益事業"),
        "agriculture": lazy_gettext("農林水産"),
        "industry": lazy_gettext("鉱工業"),
        "energy": lazy_gettext("エネルギー"),
        "commerce": lazy_gettext("商業・観光"),
        "human-resources": lazy_gettext("教育・人的資源"),
        "health": lazy_gettext("保健・医療"),
        "welfare": lazy_gettext("社会福祉"),
        "environment": lazy_gettext("環境"),
        "peace": lazy_gettext("平和構築"),
        "gender": lazy_gettext("ジェンダーと開発"),
        "governance": lazy_gettext("ガバナンス・法整備"),
        "evaluation": lazy_gettext("評価・調査"),
        "other": lazy_gettext("その他"),
    }
)
REGIONS = Words(
    {
        "southeast-asia": lazy_gettext("東南アジア"),
        "south-asia": lazy_gettext("南アジア"),
        "central-asia": lazy_gettext("中央アジア・コーカサス"),
        "oceania": lazy_gettext("大洋州"),
        "north-america": lazy_gettext("北米・中南米"),
        "middle-east": lazy_gettext("中東"),
        "africa": lazy_gettext("アフリカ"),
        "europe": lazy_gettext("欧州"),
        "japan": lazy_gettext("日本国内"),
    }
)
DEGREES = Words(
    {
        "doctor": lazy_gettext("博士"),
        "master": lazy_gettext("修士"),
        "bachelor": lazy_gettext("学士"),
        "associate": lazy_gettext("短期大学士・高専"),
        "vocational": lazy_gettext("専門学校"),
        "high-school": lazy_gettext("高等学校"),
        "other": lazy_gettext("その他"),
    }
)
LEVELS = Words(
    {
        "native": lazy_gettext("母語"),
        "business": lazy_gettext("業務で使える"),
        "conversation": lazy_gettext("日常会話"),
        "beginner": lazy_gettext("初級"),
    }
)
INTENTIONS = Words(
    {
        "now": lazy_gettext("すぐに働きたい"),
        "within-a-year": lazy_gettext("1年以内に働きたい"),
        "later": lazy_gettext("将来働きたい"),
        "undecided": lazy_gettext("検討中"),
    }
)
STATUSES = Words(
    {
        "email-pending": lazy_gettext("開設手続中"),
        "simple": lazy_gettext("簡易登録者"),
        "full-requested": lazy_gettext("申請中（簡易登録者）"),
        "full": lazy_gettext("人材登録者"),
        "suspended": lazy_gettext("利用停止"),
        "deceased": lazy_gettext("物故者"),
    }
)
STATUS_BADGES = {
    "simple": "plain",
    "full-requested": "soon",
    "full": "good",
    "suspended": "bad",
    "deceased": "bad",
}
DECISIONS = Words(
    {
        "approved": lazy_gettext("承認"),
        "rejected": lazy_gettext("見送り"),
        "cleaned-up": lazy_gettext("補完がないため終了"),
    }
)


def choices(words: Words) -> list[tuple[str, Any]]:
    """The words as the choices of a field."""
    return list(words.items())
