"""The list of content as a file."""

from __future__ import annotations

from flask_babel import lazy_gettext

from gateway.web.content_words import AUDIENCES, CONTENT_KINDS, CONTENT_STATES
from gateway.web.list_files import ListFile, column

CONTENTS = ListFile(
    "contents",
    lazy_gettext("コンテンツ"),
    (
        column("title", lazy_gettext("タイトル"), lambda item: item["content"]["title"]),
        column("kind", lazy_gettext("種類"), lambda item: str(CONTENT_KINDS[item["kind"]])),
        column("audience", lazy_gettext("対象"), lambda item: str(AUDIENCES[item["audience"]])),
        column("state", lazy_gettext("状態"), lambda item: str(CONTENT_STATES[item["state"]])),
        column("updated_at", lazy_gettext("更新日"), kind="moment"),
    ),
)
