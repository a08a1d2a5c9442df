"""Listings for machines that read pages: JSON-LD of schema.org, calendar entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from gateway.web.listing_words import TRAININGS
from gateway.web.places import place_of_code, place_text

_EMPLOYMENT = {
    "full-time": "FULL_TIME",
    "part-time": "PART_TIME",
    "fixed-term": "TEMPORARY",
    "contract": "CONTRACTOR",
    "temporary": "TEMPORARY",
    "intern": "INTERN",
    "volunteer": "VOLUNTEER",
    "other": "OTHER",
}
_LINE = 75
_LAST = date.max - timedelta(days=1)


def described(listing: Mapping[str, Any], public_url: str) -> dict[str, Any]:
    """The listing as schema.org's JobPosting, or Event for trainings and seminars."""
    content = listing["content"]
    url = f"{public_url}/listings/{listing['data_number']}"
    organisation = {"@type": "Organization", "name": content["organisation_name"]}
    places = [_place(location) for location in content["locations"]]
    shared = {
        "@context": "https://schema.org",
        "url": url,
        "inLanguage": content["language"],
        "description": content["description"] or content["title"],
    }
    period = content["work_period"] or {}
    if listing["kind"] in TRAININGS:
        event = {
            **shared,
            "@type": "Event",
            "name": content["title"],
            "organizer": organisation,
            "location": places,
            "eventStatus": "https://schema.org/EventScheduled",
        }
        if period:
            event["startDate"] = period["start"]["day"]
        if period.get("end"):
            event["endDate"] = period["end"]["day"]
        return event
    posting = {
        **shared,
        "@type": "JobPosting",
        "title": content["title"],
        "identifier": {
            "@type": "PropertyValue",
            "name": content["organisation_name"],
            "value": listing["data_number"],
        },
        "hiringOrganization": organisation,
        "jobLocation": places,
        "directApply": bool(content["web_application"] or content["direct_application"]),
    }
    if listing["published_at"]:
        posting["datePosted"] = listing["published_at"]
    end = (content["recruitment"] or {}).get("end_on")
    if end:
        posting["validThrough"] = f"{end}T23:59:59+09:00"
    if content["employment_type"]:
        posting["employmentType"] = _EMPLOYMENT[content["employment_type"]]
    if content["occupations"]:
        posting["occupationalCategory"] = list(content["occupations"])
    if period:
        posting["jobStartDate"] = period["start"]["day"]
    return posting


def _place(location: Mapping[str, Any]) -> dict[str, Any]:
    address: dict[str, Any] = {"@type": "PostalAddress"}
    if location["country"]:
        address["addressCountry"] = location["country"]
    if location["prefecture"]:
        address["addressRegion"] = place_of_code(f"JP-{location['prefecture']}")
    if location["text"]:
        address["streetAddress"] = location["text"]
    return {"@type": "Place", "name": place_text(location), "address": address}


def calendar(items: Iterator[Mapping[str, Any]], name: str, host: str, public_url: str) -> str:
    """Listings with a work period as an iCalendar file (RFC 5545), whole days each."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kakehashi//Trainings//JA",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for item in items:
        lines += _entry(item, host, public_url)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _entry(item: Mapping[str, Any], host: str, public_url: str) -> list[str]:
    period = item["work_period"]
    first = date.fromisoformat(period["start"]["day"])
    last = date.fromisoformat(period["end"]["day"]) if period["end"] else first
    stamp = datetime.fromisoformat(item["updated_at"]).strftime("%Y%m%dT%H%M%SZ")
    return [
        "BEGIN:VEVENT",
        f"UID:{item['data_number']}@{host}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{_digits(first)}",
        # The end of whole days is the day after; after the very last one there is none.
        f"DTEND;VALUE=DATE:{_digits(min(max(first, last), _LAST) + timedelta(days=1))}",
        f"SUMMARY:{_escaped(item['title'])}",
        f"LOCATION:{_escaped('、'.join(place_text(place) for place in item['locations']))}",
        f"DESCRIPTION:{_escaped(item['organisation_name'])}",
        f"URL:{public_url}/listings/{item['data_number']}",
        "END:VEVENT",
    ]


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


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
