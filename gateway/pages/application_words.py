"""The words for codes of applications and mails on pages."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext

# D-72; "cancelled" is the applicant's doing and never chosen by an organisation.
STATUSES: dict[str, Any] = {
    "received": lazy_gettext("応募受付"),
    "under-selection": lazy_gettext("選考中"),
    "hired": lazy_gettext("採用"),
    "not-hired": lazy_gettext("不採用"),
    "declined": lazy_gettext("辞退"),
    "cancelled": lazy_gettext("応募取消"),
    "draft": lazy_gettext("入力中"),
}
BADGES = {
    "received": "web",
    "under-selection": "public",
    "hired": "good",
    "not-hired": "plain",
    "declined": "plain",
    "cancelled": "plain",
    "draft": "plain",
}
# What a status means to the applicant, in the history of an application.
COURSE: dict[str, Any] = {
    "received": lazy_gettext("応募を受け付けました。"),
    "under-selection": lazy_gettext("団体が選考を始めました。"),
    "hired": lazy_gettext("採用が決まりました。"),
    "not-hired": lazy_gettext("不採用となりました。"),
    "declined": lazy_gettext("辞退として扱われました。"),
}
ROUTES: dict[str, Any] = {
    "web": lazy_gettext("Web応募"),
    "direct": lazy_gettext("オンライン自主応募"),
}
# What a direct application offers to attach (AP-12); names of required ones are the listing's.
DOCUMENTS: dict[str, Any] = {
    "履歴書": lazy_gettext("履歴書"),
    "職務経歴書": lazy_gettext("職務経歴書"),
    "ジョブ・カード": lazy_gettext("ジョブ・カード"),
}
LISTING_STATES: dict[str, Any] = {
    "published": lazy_gettext("掲載中"),
    "ended": lazy_gettext("募集終了"),
    "withdrawn": lazy_gettext("取り下げ済み"),
}
# AP-03 for jobs, AP-05 for public recruitments.
CONFIRMATIONS: dict[str, Any] = {
    "method-agreed": lazy_gettext("応募方法を読み、同意しました。"),
    "qualifications-met": lazy_gettext("募集条件の資格要件を満たしています。"),
    "documents-ready": lazy_gettext("応募に必要な書類がすべてそろっています。"),
    "procedure-checked": lazy_gettext("公募案件 応募の手続きを確認しました。"),
    "expert-treatment-checked": lazy_gettext("専門家の待遇を確認しました。"),
    "residents-abroad-checked": lazy_gettext("海外在住の方への注意事項を確認しました。"),
}
MAIL_TYPES: dict[str, Any] = {
    "question-on-listing": lazy_gettext("募集内容についての質問"),
    "question-on-applying": lazy_gettext("応募についての質問"),
    "other": lazy_gettext("その他"),
}
MAIL_STATES: dict[str, Any] = {
    "queued": lazy_gettext("送信待ち"),
    "failed": lazy_gettext("再送待ち"),
    "sent": lazy_gettext("送信済み"),
    "suppressed": lazy_gettext("送信停止"),
    "given-up": lazy_gettext("送信断念"),
}


def next_statuses(status: str) -> list[tuple[str, Any]]:
    """What an organisation can choose for an application that is in `status` (SM-08)."""
    chosen = ["under-selection", "hired", "not-hired", "declined"]
    if status == "received":
        chosen.insert(0, "received")
    return [(one, STATUSES[one]) for one in chosen]


def document_text(name: str) -> Any:
    """What a kind of document is called on pages."""
    return DOCUMENTS.get(name, name)


def size_text(size: int) -> str:
    """A number of bytes as people read it."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} KB"
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0") + " MB"
