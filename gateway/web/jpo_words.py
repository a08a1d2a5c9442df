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
}
"""What templates may call."""
