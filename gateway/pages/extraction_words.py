"""What the extraction of personal data is called on the pages."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext

STATES: dict[str, Any] = {
    "requested": lazy_gettext("依頼"),
    "approved": lazy_gettext("承認"),
    "rejected": lazy_gettext("却下"),
    "provided": lazy_gettext("提供済"),
}
ITEMS: dict[str, Any] = {
    "name": lazy_gettext("氏名"),
    "name_kana": lazy_gettext("氏名（カナ）"),
    "birth_on": lazy_gettext("生年月日"),
    "nationality": lazy_gettext("国籍"),
    "email": lazy_gettext("メールアドレス"),
    "postal_code": lazy_gettext("郵便番号"),
    "address": lazy_gettext("住所"),
    "telephone": lazy_gettext("電話番号"),
    "areas": lazy_gettext("専門分野"),
    "regions": lazy_gettext("経験のある地域"),
    "languages": lazy_gettext("語学"),
    "qualifications": lazy_gettext("資格"),
    "jocv_returnee": lazy_gettext("JOCV帰国者"),
}
JOCV: dict[str, Any] = {
    "true": lazy_gettext("JOCV帰国者のみ"),
    "false": lazy_gettext("JOCV帰国者以外"),
}
