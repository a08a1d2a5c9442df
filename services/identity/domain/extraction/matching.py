"""Whom the conditions of an extraction mean, and what is told of each (ID-89)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from services.identity.domain.extraction.events import Conditions, ExtractedItem

Sections = Mapping[str, Mapping[str, Any]]


def matches(
    conditions: Conditions, sections: Sections, *, jocv_returnee: bool, today: date
) -> bool:
    """Whether a full registrant with these data is meant."""
    expertise = sections.get("expertise", {})
    wanted = (
        _any_of(conditions.areas, expertise.get("areas", ()))
        and _any_of(conditions.regions, expertise.get("regions", ()))
        and _speaks(conditions.language, sections)
        and conditions.jocv_returnee in (None, jocv_returnee)
    )
    return wanted and _of_age(conditions, sections.get("basic", {}).get("birth_on"), today)


def row(
    items: Iterable[ExtractedItem], sections: Sections, email: str, *, jocv_returnee: bool
) -> dict[str, Any]:
    """What was asked for of one person, as texts."""
    basic, contact = sections.get("basic", {}), sections.get("contact", {})
    expertise = sections.get("expertise", {})
    known: dict[str, Any] = {
        **{key: basic.get(key, "") for key in ("name", "name_kana", "birth_on", "nationality")},
        **{key: contact.get(key, "") for key in ("postal_code", "address", "telephone")},
        "email": email,
        "areas": list(expertise.get("areas", ())),
        "regions": list(expertise.get("regions", ())),
        "languages": [
            f"{entry['language']} ({entry['level']})" for entry in _entries("languages", sections)
        ],
        "qualifications": [entry["name"] for entry in _entries("qualifications", sections)],
        "jocv_returnee": jocv_returnee,
    }
    return {item.value: known[item.value] for item in items}


def _entries(section: str, sections: Sections) -> list[Mapping[str, Any]]:
    return list(sections.get(section, {}).get("entries", ()))


def _any_of(wanted: Iterable[str], known: Iterable[str]) -> bool:
    chosen = set(wanted)
    return not chosen or bool(chosen & set(known))


def _speaks(language: str, sections: Sections) -> bool:
    wanted = _folded(language)
    return not wanted or any(
        wanted in _folded(entry["language"]) for entry in _entries("languages", sections)
    )


def _of_age(conditions: Conditions, birth_on: Any, today: date) -> bool:
    if conditions.age_from is None and conditions.age_to is None:
        return True
    if not birth_on:
        return False
    born = date.fromisoformat(str(birth_on))
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    age = today.year - born.year - (0 if had_birthday else 1)
    return (conditions.age_from or 0) <= age <= (conditions.age_to or 999)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
