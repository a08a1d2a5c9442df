"""What happened to a listing, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext

from gateway.web.listing_words import AMENDMENTS, STATES, Words

EVENTS = Words(
    {
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
        "ListingArchived": lazy_gettext("過去の公募案件として掲載した"),
    }
)
ROLES = Words(
    {
        # One of them, where headings speak of all.
        "organisation": lazy_gettext("author.organisation"),
        "secretariat": lazy_gettext("事務局"),
        "jica-department": lazy_gettext("JICA担当部署"),
        "hr-division": lazy_gettext("JICA人事部門"),
        "operator": lazy_gettext("システム運用担当"),
        "internal-system": lazy_gettext("システム"),
    }
)
_WITHOUT_A_PERSON = ("internal-system", "organisation")


def entry_in_words(entry: Mapping[str, Any], *, with_ids: bool) -> dict[str, Any]:
    """An entry of a history for a page; `with_ids` adds the account of internal users."""
    who = ROLES.text(entry["role"])
    if with_ids and entry["actor_id"] and entry["role"] not in _WITHOUT_A_PERSON:
        who = str(gettext("%(role)s（ID：%(id)s）", role=who, id=entry["actor_id"]))
    return {
        **entry,
        "what": EVENTS.text(entry["event"]),
        "who": who,
        "state_text": _state_text(entry),
    }


def _state_text(entry: Mapping[str, Any]) -> str:
    """The state after an entry, with that of the amendment in work."""
    if entry["state"] == "discarded":
        return str(gettext("削除済み"))
    state = STATES.text(entry["state"])
    if entry["amendment_state"] == "none":
        return state
    return f"{state}・{AMENDMENTS.text(entry['amendment_state'])}"
