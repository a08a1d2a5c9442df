"""The words JPO campaigns are told in, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext

from gateway.language import current_language
from gateway.web.listing_words import Words

JPO_STATES = Words(
    {
        "draft": lazy_gettext("下書き"),
        "announced": lazy_gettext("募集要項公表"),
        "open": lazy_gettext("応募受付中"),
        "closed": lazy_gettext("受付終了"),
        "selecting": lazy_gettext("選考中"),
        "decided": lazy_gettext("決定"),
        "results-published": lazy_gettext("実績公表"),
    }
)
CANDIDATE_STATES = Words(
    {
        "submitted": lazy_gettext("応募"),
        "refused": lazy_gettext("資格なし"),
        "examined": lazy_gettext("受験"),
        "selected": lazy_gettext("合格"),
        "not-selected": lazy_gettext("不合格"),
        "dispatched": lazy_gettext("派遣中"),
        "completed": lazy_gettext("派遣終了"),
        "placed": lazy_gettext("次のポスト獲得"),
        "declined": lazy_gettext("辞退"),
    }
)
CANDIDATE_BADGES = {
    "selected": "good",
    "dispatched": "good",
    "placed": "good",
    "refused": "quiet",
    "not-selected": "quiet",
    "declined": "quiet",
}
CONDITIONS = Words(
    {
        "age": lazy_gettext("応募する年の2月1日に35歳以下であること"),
        "english": lazy_gettext("英語で職務を遂行できること"),
        "nationality": lazy_gettext("日本国籍を有すること"),
        "work": lazy_gettext("2年以上の職務経験があること"),
        "degree": lazy_gettext("修士以上の学位を有すること"),
        "intent": lazy_gettext("将来にわたり国際機関で働く意思があること"),
    }
)
PROOFS = Words(
    {
        "english": lazy_gettext("英語の能力を証明する書類"),
        "nationality": lazy_gettext("日本国籍を証明する書類"),
        "work": lazy_gettext("職務経験を証明する書類"),
        "degree": lazy_gettext("修士以上の学位を証明する書類"),
    }
)
LABELS = Words({"応募者数": lazy_gettext("応募者数"), "受験者数": lazy_gettext("受験者数")})


def term_text(term: Mapping[str, Any]) -> str:
    """A text of the programme; Japanese where no English is given."""
    return str((current_language() == "en" and term.get("en")) or term["ja"])


def destination_text(one: Mapping[str, Any]) -> str:
    """A destination by its name and short name."""
    name = (current_language() == "en" and one.get("name_en")) or one["name"]
    return f"{name} ({one['code']})"


JPO_TOOLS = {
    "term_text": term_text,
    "destination_text": destination_text,
    "jpo_state_text": JPO_STATES.text,
    "figures_label": LABELS.text,
    "candidate_state_text": CANDIDATE_STATES.text,
    "candidate_badge": lambda state: CANDIDATE_BADGES.get(state, "plain"),
    "condition_text": CONDITIONS.text,
    "proof_text": PROOFS.text,
}
"""What templates may call."""
