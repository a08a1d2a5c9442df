"""Content in the reader's language, and the words it is classified with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext

from gateway.language import current_language
from gateway.web.listing_words import Words
from gateway.web.markdown import markdown_html

CONTENT_KINDS = Words(
    {
        "article": lazy_gettext("コンテンツ"),
        "faq": lazy_gettext("よくある質問"),
        "library": lazy_gettext("ライブラリ"),
        "page": lazy_gettext("ご案内のページ"),
        "jpo-page": lazy_gettext("JPOのページ"),
        "jpo-story": lazy_gettext("JPO体験談"),
        "jpo-link": lazy_gettext("JPO関連リンク"),
    }
)
AUDIENCES = Words(
    {
        "individuals": lazy_gettext("人材向け"),
        "organisations": lazy_gettext("団体向け"),
        "everyone": lazy_gettext("共通"),
    }
)
CONTENT_STATES = Words(
    {
        "draft": lazy_gettext("下書き"),
        "published": lazy_gettext("公開中"),
        "retired": lazy_gettext("掲載終了"),
    }
)
PRESS_STATES = Words(
    {
        "requested": lazy_gettext("掲載依頼"),
        "published": lazy_gettext("掲載"),
        "returned": lazy_gettext("差し戻し"),
        "withdrawn": lazy_gettext("掲載取り下げ"),
    }
)


def told_in(content: Mapping[str, Any], name: str) -> str:
    """The language in which this text of the content is told: English where it is given."""
    return "en" if current_language() == "en" and content.get(f"{name}_en") else "ja"


def told(content: Mapping[str, Any], name: str) -> str:
    """A text of the content in that language."""
    told_as = f"{name}_en" if told_in(content, name) == "en" else name
    return str(content.get(told_as) or "")


CONTENT_TOOLS = {
    "told": told,
    "told_in": told_in,
    "markdown": markdown_html,
    "content_kind_text": CONTENT_KINDS.text,
    "audience_text": AUDIENCES.text,
    "content_state_text": CONTENT_STATES.text,
    "press_state_text": PRESS_STATES.text,
}
"""What templates may call."""
