"""What the work on registered organisations is called on the pages."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext

CONFIRMATIONS: dict[str, Any] = {
    "confirmed": lazy_gettext("確認済み"),
    "changed": lazy_gettext("変更あり"),
    "unanswered": lazy_gettext("未回答"),
    "not-asked": lazy_gettext("確認時期前"),
}

CARE: dict[str, Any] = {
    "all": lazy_gettext("すべて"),
    "unanswered": lazy_gettext("登録情報確認：未回答"),
    "confirmed": lazy_gettext("登録情報確認：確認済み"),
    "changed": lazy_gettext("登録情報確認：変更あり"),
    "not-asked": lazy_gettext("登録情報確認：確認時期前"),
    "extension": lazy_gettext("延長登録の時期"),
    "expired": lazy_gettext("期限切れ"),
    "deletion": lazy_gettext("削除依頼"),
    "listed": lazy_gettext("一覧掲載希望"),
    "without-mypage": lazy_gettext("求人者マイページなし"),
}

LEAVING_REASONS: dict[str, Any] = {
    "purpose-fulfilled": lazy_gettext("目的を達成した"),
    "no-recruitment": lazy_gettext("募集の予定がなくなった"),
    "few-applicants": lazy_gettext("応募が少なかった"),
    "hard-to-use": lazy_gettext("使いにくかった"),
    "other-service": lazy_gettext("ほかのサービスを利用する"),
    "reorganisation": lazy_gettext("団体の統合・解散"),
    "other": lazy_gettext("その他"),
}

SATISFACTION: dict[str, Any] = {
    "5": lazy_gettext("満足"),
    "4": lazy_gettext("やや満足"),
    "3": lazy_gettext("どちらともいえない"),
    "2": lazy_gettext("やや不満"),
    "1": lazy_gettext("不満"),
}
