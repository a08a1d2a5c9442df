"""What templates know besides their own values."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app, request, url_for
from flask_babel import gettext
from jinja2.bccache import Bucket, BytecodeCache
from markupsafe import Markup

from gateway.auth.form_token import new_form_token
from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import Role, Viewer, landing_path
from gateway.language import current_language
from gateway.texts import refusal_text
from gateway.translations import translations
from gateway.web.content_words import CONTENT_TOOLS
from gateway.web.jpo_words import JPO_TOOLS
from gateway.web.listing_cards import Cards
from gateway.web.listing_contents import CONTENTS
from gateway.web.listing_words import WORDS
from gateway.web.menus import Menus

TOKYO = ZoneInfo("Asia/Tokyo")
COMPONENTS = Path(__file__).parents[1] / "templates" / "components"


def day_text(value: str | date | None) -> str:
    """A date as YYYY/MM/DD (GW-08); nothing for nothing."""
    if not value:
        return ""
    found = value if isinstance(value, date) else date.fromisoformat(value[:10])
    return found.strftime("%Y/%m/%d")


def moment_text(value: str | datetime | None) -> str:
    """A time as YYYY/MM/DD HH:MM in Tokyo (GW-08)."""
    if not value:
        return ""
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found.astimezone(TOKYO).strftime("%Y/%m/%d %H:%M")


def number_text(value: float | None) -> str:
    """A number with thousands separators."""
    return "" if value is None else f"{value:,}"


def other_language_url() -> str:
    """This page in the other language."""
    other = "ja" if current_language() == "en" else "en"
    if request.endpoint is None or request.method != "GET":
        return f"/?lang={other}"
    values: dict[str, Any] = {**(request.view_args or {}), **request.args.to_dict(flat=False)}
    values["lang"] = other
    return url_for(request.endpoint, **values)


def own_label(viewer: Viewer) -> str:
    """What a signed-in person's own area is called."""
    if viewer.role is Role.INDIVIDUAL:
        return str(gettext("マイページ"))
    if viewer.role is Role.ORGANISATION:
        return str(gettext("求人機関メニュー"))
    return str(gettext("事務局画面"))


class CompiledTemplates(BytecodeCache):
    """Compiled templates in memory, shared by all applications of a process (tests make many)."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Takes what was compiled from the same source."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = CompiledTemplates()


def _context() -> dict[str, Any]:
    menus: Menus = current_app.extensions["menus"]
    viewer = current_viewer()
    return {
        "viewer": viewer,
        "language": current_language(),
        "settings": current_app.extensions["settings"],
        "menu": lambda area: menus.of(area, viewer),
        "footer_links": menus.footer_links,
        "is_current": menus.is_current,
        "other_language_url": other_language_url,
        "landing_path": landing_path,
        "own_label": own_label,
    }


def page_text(text: str, /, **variables: Any) -> Markup:
    """A text of a template in the request's language, with its variables escaped."""
    found = _marked(current_language(), text)
    return found % variables if variables or "%" in found else found


@lru_cache(maxsize=8192)
def _marked(language: str, text: str) -> Markup:
    return Markup(translations(language).gettext(text))


def init_rendering(app: Flask) -> None:
    """Filters, functions and the components as `ui`."""
    app.jinja_env.bytecode_cache = _COMPILED
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters |= {"day": day_text, "moment": moment_text, "number": number_text}
    app.jinja_env.globals |= {"form_token": new_form_token, "refusal_text": refusal_text}
    app.jinja_env.globals |= WORDS | CONTENTS | CONTENT_TOOLS | JPO_TOOLS
    app.jinja_env.globals["listing_card_html"] = Cards().html
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=page_text,
        ngettext=lambda one, more, n: translations(current_language()).ngettext(one, more, n),
        newstyle=True,
    )
    # Without the library's detours: a page asks for a hundred texts.
    app.jinja_env.globals |= {"_": page_text, "gettext": page_text}
    app.context_processor(_context)
    parts: dict[str, Any] = {}
    for path in sorted(COMPONENTS.glob("*.html")):
        module = app.jinja_env.get_template(f"components/{path.name}").module
        parts |= {key: value for key, value in vars(module).items() if not key.startswith("_")}
    app.jinja_env.globals["ui"] = SimpleNamespace(**parts)
