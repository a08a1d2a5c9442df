"""The history of a listing in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext

from gateway.web.listing_contents import item_text

EVENTS: Mapping[str, Any] = {
    "ListingDrafted": lazy_gettext("一時保存した"),
    "ListingDraftUpdated": lazy_gettext("一時保存し直した"),
    "ListingDraftDiscarded": lazy_gettext("一時保存を削除した"),
    "ListingRegistrationRequested": lazy_gettext("登録を依頼した"),
    "ListingRequestCorrected": lazy_gettext("依頼内容を訂正した"),
    "ListingRequestCancelled": lazy_gettext("依頼を取り下げた"),
    "ListingReturned": lazy_gettext("差し戻した"),
    "ListingApproved": lazy_gettext("登録を承認した"),
    "ListingPublished": lazy_gettext("公開された"),
    "ListingRecruitmentEnded": lazy_gettext("募集が終了した"),
    "ListingReopened": lazy_gettext("募集が再開された"),
    "ListingWithdrawalRequested": lazy_gettext("取り下げを依頼した"),
    "ListingWithdrawn": lazy_gettext("取り下げられた"),
    "ListingAmendmentDrafted": lazy_gettext("修正を一時保存した"),
    "ListingAmendmentRequested": lazy_gettext("修正を依頼した"),
    "ListingAmendmentCancelled": lazy_gettext("修正を取りやめた"),
    "ListingAmendmentReturned": lazy_gettext("修正を差し戻した"),
    "ListingAmendmentApproved": lazy_gettext("修正を承認した"),
    "ListingAmended": lazy_gettext("修正が反映された"),
}
ROLES: Mapping[str, Any] = {
    "organisation": lazy_gettext("団体"),
    "secretariat": lazy_gettext("事務局"),
    "jica-department": lazy_gettext("JICA担当部署"),
    "hr-division": lazy_gettext("JICA人事部門"),
    "operator": lazy_gettext("システム運用担当"),
    "internal-system": lazy_gettext("システム"),
}


def entries_of(items: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The entries for the page, newest first; people are told by their role only."""
    return [
        {
            "at": item["at"],
            "what": str(EVENTS.get(item["event"], item["event"])),
            "who": str(ROLES.get(item["role"], item["role"])),
            "items": "、".join(item_text(name) for name in item["changed_items"]),
        }
        for item in reversed(list(items))
    ]
