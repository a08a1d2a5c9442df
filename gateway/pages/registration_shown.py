"""Registered data in words, for the person and for the back office (GW-18, GW-48)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext

from gateway.language import current_language
from gateway.pages.registration_words import (
    AREAS,
    DEGREES,
    INTENTIONS,
    LEVELS,
    REGIONS,
    SECTIONS,
)
from gateway.web.listing_words import Words
from gateway.web.places import place_of_code

Fact = tuple[str, str]


def sections_shown(
    sections: Mapping[str, Mapping[str, Any]], only: list[str] | None = None
) -> list[tuple[str, str, list[Fact]]]:
    """Each section as (name, title, facts), in the order of the page."""
    return [
        (name, SECTIONS.text(name), _MAKERS[name](sections.get(name) or {}))
        for name in (only or SECTIONS)
    ]


def comma() -> str:
    """What stands between the parts of a list in the language of the page."""
    return ", " if current_language() == "en" else "、"


def _several(words: Words, codes: Any) -> str:
    return comma().join(words.text(code) for code in codes or ())


def _day(text: Any) -> str:
    return str(text or "").replace("-", "/")


def _basic(content: Mapping[str, Any]) -> list[Fact]:
    nationality = content.get("nationality")
    return [
        (gettext("氏名"), content.get("name", "")),
        (gettext("氏名（フリガナ）"), content.get("name_kana", "")),
        (gettext("氏名（ローマ字、旅券の表記）"), content.get("name_roman", "")),
        (gettext("生年月日（西暦）"), _day(content.get("birth_on"))),
        (gettext("国籍"), place_of_code(nationality) if nationality else ""),
    ]


def _contact(content: Mapping[str, Any]) -> list[Fact]:
    return [
        (gettext("郵便番号"), content.get("postal_code", "")),
        (gettext("登録住所"), content.get("address", "")),
        (gettext("登録電話番号"), content.get("telephone", "")),
        (gettext("携帯電話番号"), content.get("mobile", "")),
    ]


def _expertise(content: Mapping[str, Any]) -> list[Fact]:
    return [
        (gettext("専門分野"), _several(AREAS, content.get("areas"))),
        (gettext("専門性・スキル・経験"), content.get("experience", "")),
        (gettext("活動経験のある地域"), _several(REGIONS, content.get("regions"))),
    ]


def _intention(content: Mapping[str, Any]) -> list[Fact]:
    chosen = content.get("intention")
    return [
        (gettext("国際協力の仕事に就く意向"), INTENTIONS.text(chosen) if chosen else ""),
        (gettext("希望する地域"), _several(REGIONS, content.get("regions"))),
        (gettext("就業可能な時期"), _day(content.get("available_from"))),
        (gettext("志望理由・自己PR"), content.get("motive", "")),
    ]


def _period(entry: Mapping[str, Any]) -> str:
    if not (entry.get("started") or entry.get("ended")):
        return ""
    return f"{_day(entry.get('started'))}～{_day(entry.get('ended'))}"


def _entries(
    content: Mapping[str, Any], tell: Callable[[Mapping[str, Any]], list[str]], none: str = ""
) -> list[Fact]:
    """One fact per entry: its head, and the rest on lines of their own."""
    if content.get("none"):
        return [(none, "－")]
    told = [tell(entry) for entry in content.get("entries") or ()]
    return [(lines[0], "\n".join(line for line in lines[1:] if line)) for lines in told]


def _school(entry: Mapping[str, Any]) -> list[str]:
    degree = DEGREES.text(entry["degree"])
    return [entry["school"], entry.get("subject", ""), degree, _period(entry)]


def _employment(entry: Mapping[str, Any]) -> list[str]:
    country = place_of_code(entry["country"]) if entry.get("country") else ""
    place = [entry["employer"], entry.get("position", ""), country]
    return [*place, _period(entry), entry.get("duties", "")]


def _language(entry: Mapping[str, Any]) -> list[str]:
    return [entry["language"], LEVELS.text(entry["level"]), entry.get("certificate", "")]


def _qualification(entry: Mapping[str, Any]) -> list[str]:
    return [entry["name"], _day(entry.get("obtained")) or "－"]


def _education(content: Mapping[str, Any]) -> list[Fact]:
    return _entries(content, _school)


def _career(content: Mapping[str, Any]) -> list[Fact]:
    return _entries(content, _employment, gettext("職歴はありません"))


def _languages(content: Mapping[str, Any]) -> list[Fact]:
    return _entries(content, _language)


def _qualifications(content: Mapping[str, Any]) -> list[Fact]:
    return _entries(content, _qualification, gettext("資格はありません"))


_MAKERS = {
    "basic": _basic,
    "contact": _contact,
    "expertise": _expertise,
    "education": _education,
    "career": _career,
    "languages": _languages,
    "qualifications": _qualifications,
    "intention": _intention,
}
