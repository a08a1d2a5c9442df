"""The portal's own mails and where they stand, for the secretariat and operators (ME-32)."""

from __future__ import annotations

from flask import Response, request
from flask_babel import lazy_gettext

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.pages.application_words import MAIL_STATES
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page

WATCHERS = frozenset({Role.SECRETARIAT, Role.OPERATOR})
BADGES = {
    "queued": "web",
    "failed": "public",
    "sent": "good",
    "suppressed": "plain",
    "given-up": "bad",
}
TEMPLATES = {
    "account-opening": lazy_gettext("利用登録のご案内"),
    "address-in-use": lazy_gettext("登録済みのお知らせ"),
    "temporary-password": lazy_gettext("仮パスワード"),
    "organisation-registered": lazy_gettext("団体登録の完了"),
    "organisation-rejected": lazy_gettext("団体登録の結果"),
    "organisation-gone": lazy_gettext("応募先の団体の登録終了"),
    "organisation-code": lazy_gettext("団体コードの再発行"),
    "organisation-extension": lazy_gettext("団体登録の延長のお知らせ"),
    "organisation-expired": lazy_gettext("団体登録の有効期限切れ"),
    "organisation-confirmation": lazy_gettext("団体の登録情報確認のお願い"),
    "listing-returned": lazy_gettext("求人情報の差し戻し"),
    "listing-approved": lazy_gettext("求人情報の掲載決定"),
    "press-release-published": lazy_gettext("プレスリリースの掲載"),
    "press-release-returned": lazy_gettext("プレスリリースの差し戻し"),
    "application-status": lazy_gettext("応募状況の更新"),
    "applicant-left": lazy_gettext("応募者の退会"),
    "organisation-mail-received": lazy_gettext("個人からのメール"),
    "organisation-answer": lazy_gettext("団体からの返信"),
    "scout-received": lazy_gettext("求職者照会メール"),
    "scout-replied": lazy_gettext("求職者照会メールへの返信"),
    "consultation-assigned": lazy_gettext("キャリア相談の担当"),
    "consultation-scheduled": lazy_gettext("対面相談の日程"),
    "consultation-referred": lazy_gettext("メール相談の確認のお願い"),
    "consultation-answered": lazy_gettext("メール相談への回答"),
    "consultation-cancelled": lazy_gettext("キャリア相談の取り消し"),
    "survey-open": lazy_gettext("アンケートのお願い"),
    "full-registration-approved": lazy_gettext("国際協力人材登録の承認"),
    "full-registration-rejected": lazy_gettext("国際協力人材登録の見送り"),
    "full-registration-returned": lazy_gettext("国際協力人材登録の補完のお願い"),
    "full-registration-cleaned-up": lazy_gettext("国際協力人材登録申請の終了"),
    "extension-notice": lazy_gettext("延長手続きのお知らせ"),
    "talent-registration-expired": lazy_gettext("人材登録の有効期限切れ"),
    "data-confirmation": lazy_gettext("登録情報の確認のお願い"),
    "user-suspended": lazy_gettext("利用制限のお知らせ"),
    "user-reinstated": lazy_gettext("利用制限の解除"),
}

pages = Pages(
    "notice_mails",
    "/office/notice-mails",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("通知メールの送信状況"),
            "notice_mails.overview",
            order=600,
            group=lazy_gettext("メール"),
            roles=WATCHERS,
        ),
    ),
)


@pages.get("")
@allow(WATCHERS)
def overview() -> Response:
    """Newest first; recipients by id only."""
    number, state = asked_page(), request.args.get("state", "")
    chosen = {"state": state} if state in MAIL_STATES else {}
    found = backend.call(
        "messaging",
        "find_notice_mails",
        {"limit": SIZE, "offset": (number - 1) * SIZE, **chosen},
    )
    return page(
        "mails/notices.html",
        found=found,
        paging=Paging(number, found["total"]),
        state=chosen.get("state"),
        states=MAIL_STATES,
        badges=BADGES,
        templates=TEMPLATES,
    )
