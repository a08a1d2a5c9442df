"""Vacancies of international organisations collected from their feeds: JSON Lines.

A line becomes a job in English, open from the day it was first seen; the feeds state no deadline.
`pubDate` is rewritten by its source and not used. The place is taken from the text where it names
a country, otherwise the announcement itself is the place to look.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from html import unescape
from typing import Any

from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.listings.adapters.imports.country_names import english_countries
from services.listings.adapters.imports.reading import Found, many_lines, one_line
from services.listings.application.import_ports import FileRow, ImportFile

SOURCE = "un-jobs"
KEYS = ("feed", "guid", "first_seen")
_ORGANISATIONS = {
    "worldbank": "World Bank Group",
    "unhcr": "UNHCR",
    "unicef": "UNICEF",
    "undp": "UNDP",
    "ebrd": "European Bank for Reconstruction and Development",
    "idb": "Inter-American Development Bank",
    "gcf": "Green Climate Fund",
}
_LOCATION = re.compile(r"Location:\s*([^\n]{2,200}?)\.(?:\s|$)")
_REFERENCE = re.compile(r"[,\s]*#\s*\d+\s*$")
_CODE_IN_BRACKETS = re.compile(r"\s*\([A-Z]{2,4}\)")
_TITLE_END = 500
_LOOKED_AT = 10_000
"""How much of a text is searched for a place: patterns take their time over long ones."""
_SEE = "See the announcement of the organisation."


def read_un_jobs(content: bytes) -> ImportFile:
    """The rows of one file; see the module."""
    found = Found()
    for line, raw in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if raw.strip():
            _read(line, raw, found)
    return ImportFile(SOURCE, "job", found.rows, found.problems)


def _read(line: int, raw: bytes, found: Found) -> None:
    try:
        record = json.loads(raw.decode())
    except UnicodeDecodeError:
        found.refuse(line, "", "row", "not-utf8")
        return
    except (ValueError, RecursionError):
        found.refuse(line, "", "row", "not-json")
        return
    if not isinstance(record, dict):
        found.refuse(line, "", "row", "not-json")
        return
    # The feeds escape twice: what is left of it are entities.
    row = {name: unescape(value) for name, value in record.items() if isinstance(value, str)}
    guid = one_line(row.get("guid", ""))
    if not guid:
        found.refuse(line, "", "guid", "required")
        return
    source_id = f"{_feed(row)}-{guid}"[:500]
    if not found.is_new(line, source_id, "guid"):
        return
    try:
        seen = datetime.fromisoformat(row.get("first_seen", ""))
    except ValueError:
        code = "invalid-date" if row.get("first_seen") else "required"
        found.refuse(line, source_id, "first_seen", code)
        return
    if seen.tzinfo is None:
        found.refuse(line, source_id, "first_seen", "no-time-zone")
        return
    try:
        start_on = tokyo_date(seen).isoformat()
    except OverflowError:
        found.refuse(line, source_id, "first_seen", "invalid-date")
        return
    found.rows.append(FileRow(line, source_id, _content(row, start_on)))


def _feed(row: Mapping[str, str]) -> str:
    name = one_line(row.get("feed", "")).rpartition("/")[2]
    return name.removesuffix(".xml").removesuffix("_jobs") or "feed"


def _content(row: Mapping[str, str], start_on: str) -> dict[str, Any]:
    title = one_line(row.get("title", ""))
    link = one_line(row.get("link", ""))
    method = f"{_SEE}\n{link}" if link else _SEE
    return {
        "language": "en",
        "title": title,
        "organisation_name": _organisation(row)[:300],
        "recruiting_fields": ["国際機関"],
        "locations": [_location(title, row.get("description", ""))],
        "work_period": {"start": {"day": start_on}, "end": None},
        "recruitment": {"start_on": start_on, "end_on": None},
        "employment_type": _employment_type(title),
        "application_method": method,
        "conditions": _SEE,
        "description": many_lines(row.get("description", "")) or title,
        "source_url": link if link.startswith(("http://", "https://")) else None,
    }


def _organisation(row: Mapping[str, str]) -> str:
    feed = _feed(row)
    return _ORGANISATIONS.get(feed, feed.upper())


def _employment_type(title: str) -> str:
    words = title.lower()
    if re.search(r"\bintern(ship)?s?\b", words):
        return "intern"
    if re.search(r"\bconsult(ant|ancy|or|oría)s?\b", words):
        return "contract"
    if re.search(r"\b(temporary|ta)\b", words):
        return "temporary"
    if re.search(r"\bunv\b|\bvolunteer\b", words):
        return "volunteer"
    return "other"


def _location(title: str, description: str) -> dict[str, Any]:
    stated = _LOCATION.search(description[:_LOOKED_AT] + " ")
    place = one_line(stated[1]) if stated else _tail(title[-_TITLE_END:])
    country = _country(place)
    if stated is None and country is None:
        return {"country": None, "prefecture": None, "text": _SEE}
    return {"country": country, "prefecture": None, "text": place[:500]}


def _tail(title: str) -> str:
    parts = [part.strip() for part in _REFERENCE.sub("", title).split(",")]
    return ", ".join(parts[-2:]) if len(parts) > 1 else ""


def _country(place: str) -> str | None:
    parts = [part.strip() for part in _CODE_IN_BRACKETS.sub("", place).split(",")]
    for words in (place.strip(), *reversed(parts)):
        code = english_countries().get(words)
        if code is not None:
            return code
    return None
