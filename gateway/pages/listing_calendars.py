"""Listings as calendars (RFC 5545): whole days of trainings, moments of deadlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask_babel import gettext

from gateway.web.places import place_text
from gateway.web.work_periods import first_day, last_day

Entry = Callable[[Mapping[str, Any], str, str], list[str]]
"""An entry of a listing, given the host of the portal and its address."""

ZONE = "Asia/Tokyo"
# Japan has had no summer time since 1951.
_ZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0900",
    "TZNAME:JST",
    "END:STANDARD",
    "END:VTIMEZONE",
)
_LINE = 75
_LAST = date.max - timedelta(days=1)


def calendar(
    items: Iterable[Mapping[str, Any]], entry: Entry, name: str, host: str, public_url: str
) -> str:
    """The listings as an iCalendar file, one entry each."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kakehashi//Listings//JA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
        f"X-WR-TIMEZONE:{ZONE}",
        *_ZONE,
    ]
    for item in items:
        lines += entry(item, host, public_url)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def period_entry(item: Mapping[str, Any], host: str, public_url: str) -> list[str]:
    """The work period in whole days: of a training, the days on which it takes place."""
    period = item["work_period"]
    first, last = first_day(period["start"]), last_day(period["end"] or period["start"])
    # The end of whole days is the day after; after the very last one there is none.
    end = min(max(first, last), _LAST) + timedelta(days=1)
    times = [f"DTSTART;VALUE=DATE:{_digits(first)}", f"DTEND;VALUE=DATE:{_digits(end)}"]
    return _entry(item, item["data_number"], item["title"], times, host, public_url)


def deadline_entry(item: Mapping[str, Any], host: str, public_url: str) -> list[str]:
    """The last minute of recruitment in Tokyo."""
    end = date.fromisoformat(item["recruitment"]["end_on"])
    title = gettext("【応募締切】%(title)s", title=item["title"])
    times = [f"DTSTART;TZID={ZONE}:{_digits(end)}T235900"]
    uid = f"deadline-{item['data_number']}"
    return _entry(item, uid, title, times, host, public_url)


def _entry(
    item: Mapping[str, Any], uid: str, title: str, times: list[str], host: str, public_url: str
) -> list[str]:
    changed_at = datetime.fromisoformat(item["updated_at"]).astimezone(UTC)
    stamp = changed_at.strftime("%Y%m%dT%H%M%SZ")
    places = "、".join(place_text(place) for place in item["locations"])
    path = item.get("path") or f"/listings/{item['data_number']}"
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@{host}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        *times,
        f"SUMMARY:{_escaped(title)}",
        f"LOCATION:{_escaped(places)}",
        f"DESCRIPTION:{_escaped(item['organisation_name'])}",
        f"URL:{public_url}{path}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, none of them inside a character."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece
