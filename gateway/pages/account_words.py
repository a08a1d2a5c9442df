"""What accounts, roles and organisations are called on the pages."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext

from gateway.auth.viewer import Role
from gateway.web.listing_words import ORGANISATION_TYPES

ROLES: dict[str, Any] = {
    Role.JICA_DEPARTMENT: lazy_gettext("JICA各部署"),
    Role.HR_DIVISION: lazy_gettext("人材確保課"),
    Role.SECRETARIAT: lazy_gettext("事務局"),
    Role.COUNSELLOR: lazy_gettext("進路相談カウンセラー"),
    Role.HELLO_WORK: lazy_gettext("ハローワーク職員"),
    Role.PARTNER: lazy_gettext("求職情報提供サービス"),
    Role.MOFA: lazy_gettext("国際機関人事センター"),
    Role.ANALYST: lazy_gettext("集計・分析担当"),
    Role.OPERATOR: lazy_gettext("システム運用"),
}

COUNSELLOR_TITLES: dict[str, Any] = {
    "shinro-sodan": lazy_gettext("進路相談カウンセラー"),
    "career-sodan": lazy_gettext("キャリア相談員"),
}

STATUSES: dict[str, Any] = {
    "simple": lazy_gettext("簡易登録者"),
    "full": lazy_gettext("人材登録者"),
}

INTERNAL_STATUSES: dict[str, Any] = {
    "invited": lazy_gettext("パスワード未設定"),
    "active": lazy_gettext("利用中"),
    "stopped": lazy_gettext("停止"),
}

KINDS: dict[str, Any] = {
    "full": lazy_gettext("国際協力団体"),
    "simple": lazy_gettext("簡易団体"),
}

CATEGORIES: dict[str, Any] = {
    "jica": lazy_gettext("JICA"),
    "government": lazy_gettext("政府機関"),
    "school": lazy_gettext("学校法人"),
    "local-government": lazy_gettext("地方自治体"),
    "other": lazy_gettext("その他の団体"),
}

INSTITUTION_TYPES = ORGANISATION_TYPES

REQUEST_STATUSES: dict[str, Any] = {
    "requested": lazy_gettext("審査待ち"),
    "registered": lazy_gettext("登録済み"),
    "rejected": lazy_gettext("登録不可"),
    "expired": lazy_gettext("期限切れ"),
    "invalidated": lazy_gettext("無効登録済み"),
    "withdrawn": lazy_gettext("退会済み"),
}

REVIEW_PATHS: dict[str, Any] = {
    "full-check": lazy_gettext("一般団体（内容の審査）"),
    "identity-check": lazy_gettext("JICA・政府機関・学校法人・地方自治体（本人確認）"),
}

SCHOOLS: dict[str, Any] = {
    "none": lazy_gettext("中学校・高等学校には在学していない"),
    "junior-high": lazy_gettext("中学校に在学中（卒業予定を含む）"),
    "senior-high": lazy_gettext("高等学校に在学中（卒業予定を含む）"),
    "evening-course": lazy_gettext("夜間・定時制の課程に在学中"),
}
