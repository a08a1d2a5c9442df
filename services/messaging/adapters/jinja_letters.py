"""Mail texts from Jinja templates: one source for text and HTML in each language.

A template sets `subject` and writes its body with the shapes it is handed as `m` (paragraph,
button, facts ...), which exist as plain text and as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from services.kernel.eventkit.domain.tokyo import TOKYO
from services.messaging.application.ports import Letter

TEMPLATES = Path(__file__).parent / "mail_templates"
_SPACE = re.compile(r"\n{3,}")
_WEEKDAYS = "月火水木金土日"
_STATUSES = {
    "ja": {
        "received": "応募受付",
        "under-selection": "選考中",
        "hired": "採用",
        "not-hired": "不採用",
        "declined": "辞退",
    },
    "en": {
        "received": "Application received",
        "under-selection": "Under selection",
        "hired": "Selected",
        "not-hired": "Not selected",
        "declined": "Declined",
    },
}


SECTIONS = {
    "ja": {
        "basic": "基本情報",
        "contact": "連絡先",
        "expertise": "専門分野",
        "education": "学歴",
        "career": "職歴",
        "languages": "語学",
        "qualifications": "資格",
        "intention": "国際協力への意向",
    },
    "en": {
        "basic": "Basic data",
        "contact": "Contact",
        "expertise": "Fields of expertise",
        "education": "Education",
        "career": "Career",
        "languages": "Languages",
        "qualifications": "Qualifications",
        "intention": "Intention to work in international cooperation",
    },
}


class JinjaLetters:
    """See `LetterWriter`. `public_url` is where the portal is reached, without final slash."""

    def __init__(self, public_url: str, product_name: str, portal_names: Mapping[str, str]) -> None:
        self.public_url = public_url
        self._product_name = product_name
        self._portal_names = portal_names
        self._text = _environment(autoescape=False)
        self._html = _environment(autoescape=True)

    def write(self, template: str, language: str, values: Mapping[str, Any]) -> Letter:
        given = {
            **values,
            "language": language,
            "portal": self._portal_names[language],
            "product": self._product_name,
            "public_url": self.public_url,
        }
        subject, body, text = self._render(self._text, "text", template, language, given)
        _, _, html = self._render(self._html, "html", template, language, given)
        # a header is one line, whatever the values hold
        return Letter(" ".join(subject.split()), body, text, html)

    def _render(
        self,
        environment: Environment,
        form: str,
        template: str,
        language: str,
        values: Mapping[str, Any],
    ) -> tuple[str, str, str]:
        """Subject, body and the body in its layout."""
        shapes = environment.get_template(f"shapes.{form}.j2").make_module(dict(values))
        made = environment.get_template(f"{template}.{language}.j2").make_module(
            {**values, "m": shapes}
        )
        subject = str(made.subject)  # type: ignore[attr-defined]
        body = _SPACE.sub("\n\n", str(made)).strip()
        layout = environment.get_template(f"layout.{form}.j2")
        # what the template made is escaped already where it has to be
        parts = (
            {"subject": Markup(subject), "body": Markup(body)}
            if form == "html"
            else {
                "subject": subject,
                "body": body,
            }
        )
        return subject, body, layout.render({**values, **parts})


@cache
def _environment(*, autoescape: bool) -> Environment:
    """One of each kind for the whole process: compiling the templates takes far longer than writing."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["moment"] = shown_moment
    environment.filters["day"] = shown_day
    environment.filters["sections"] = shown_sections
    environment.filters["status"] = lambda status, language: _STATUSES[language][status]
    return environment


def shown_day(text: str, language: str) -> str:
    """An ISO 8601 day in words."""
    on = date.fromisoformat(text)
    if language == "en":
        return f"{on.day} {on:%B %Y}"
    return f"{on.year}年{on.month}月{on.day}日（{_WEEKDAYS[on.weekday()]}）"


def shown_sections(sections: Sequence[str], language: str) -> str:
    """Sections of the registered data by name."""
    names = [SECTIONS[language][section] for section in sections]
    return ", ".join(names) if language == "en" else "、".join(names)


def shown_moment(text: str, language: str) -> str:
    """An ISO 8601 moment by Tokyo's wall clock, in words."""
    at = datetime.fromisoformat(text).astimezone(TOKYO)
    if language == "en":
        return f"{at.day} {at:%B %Y, %H:%M} (Japan time)"
    return f"{at.year}年{at.month}月{at.day}日（{_WEEKDAYS[at.weekday()]}）{at:%H:%M}"
