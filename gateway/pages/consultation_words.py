"""What career consultations are called on the pages (SM-12)."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext

KINDS: dict[str, Any] = {
    "face-to-face": lazy_gettext("対面相談"),
    "mail": lazy_gettext("メール相談"),
}
STATUSES: dict[str, Any] = {
    "requested": lazy_gettext("申込"),
    "assigned": lazy_gettext("担当決定"),
    "scheduled": lazy_gettext("日程確定"),
    "held": lazy_gettext("実施済"),
    "referred": lazy_gettext("確認依頼中"),
    "answered": lazy_gettext("回答済"),
    "cancelled": lazy_gettext("取消"),
    "closed": lazy_gettext("終了"),
}
BADGES = {
    "requested": "web",
    "assigned": "web",
    "scheduled": "public",
    "held": "good",
    "referred": "public",
    "answered": "good",
    "cancelled": "bad",
    "closed": "plain",
}
CANCELLED_BY: dict[str, Any] = {
    "person": lazy_gettext("相談した方"),
    "secretariat": lazy_gettext("事務局"),
    "left-portal": lazy_gettext("相談した方の退会"),
}
AUTHORS: dict[str, Any] = {
    "counsellor": lazy_gettext("キャリア相談員"),
    "jica-person": lazy_gettext("JICA関係者"),
}
