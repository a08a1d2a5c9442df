"""Listings and organisations for machines that read pages: JSON-LD of schema.org.

Only what the page itself shows to everybody: no contact, nothing of a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gateway.web.listing_words import TRAININGS
from gateway.web.places import place_of_code, place_text
from gateway.web.work_periods import first_day, last_day

CONTEXT = "https://schema.org"
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
# What takes no applications any more is no job to tell machines of.
_OVER = "past-public-recruitment"


def described(listing: Mapping[str, Any], public_url: str) -> dict[str, Any] | None:
    """The listing as schema.org's JobPosting, or Event for trainings and seminars.

    None for what is not public, what is over, and events without a day.
    """
    if not listing["public"] or listing["kind"] == _OVER:
        return None
    if listing["kind"] in TRAININGS:
        return _event(listing, public_url)
    return _posting(listing, public_url)


def described_organisation(organisation: Mapping[str, Any], public_url: str) -> dict[str, Any]:
    """An organisation of the public list as schema.org's Organization."""
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Organization",
        "name": organisation["name"],
        "url": f"{public_url}/organisations/{organisation['organisation_id']}",
    }
    for name, value in (
        ("alternateName", organisation["name_en"]),
        ("description", organisation["activity"]),
    ):
        if value:
            made[name] = value
    if organisation["address"]:
        made["address"] = {"@type": "PostalAddress", "streetAddress": organisation["address"]}
    return made


def _shared(listing: Mapping[str, Any], kind: str, public_url: str) -> dict[str, Any]:
    content = listing["content"]
    return {
        "@context": CONTEXT,
        "@type": kind,
        "url": f"{public_url}/listings/{listing['data_number']}",
        "description": content["description"] or content["title"],
    }


def _event(listing: Mapping[str, Any], public_url: str) -> dict[str, Any] | None:
    content = listing["content"]
    period = content["work_period"]
    if not period:
        return None
    event = {
        **_shared(listing, "Event", public_url),
        "name": content["title"],
        "inLanguage": content["language"],
        "organizer": _organisation(content),
        "location": [_place(location) for location in content["locations"]],
        "eventStatus": "https://schema.org/EventScheduled",
        "startDate": first_day(period["start"]).isoformat(),
    }
    if period["end"]:
        event["endDate"] = last_day(period["end"]).isoformat()
    return event


def _posting(listing: Mapping[str, Any], public_url: str) -> dict[str, Any]:
    content = listing["content"]
    posting = {
        **_shared(listing, "JobPosting", public_url),
        "title": content["title"],
        "identifier": {
            "@type": "PropertyValue",
            "name": content["organisation_name"],
            "value": listing["data_number"],
        },
        "datePosted": listing["published_at"],
        "hiringOrganization": _organisation(content),
        "jobLocation": [_place(location) for location in content["locations"]],
        "directApply": bool(content["web_application"] or content["direct_application"]),
    }
    end = (content["recruitment"] or {}).get("end_on")
    if end:
        posting["validThrough"] = f"{end}T23:59:59+09:00"
    if content["employment_type"]:
        posting["employmentType"] = _EMPLOYMENT[content["employment_type"]]
    if content["occupations"]:
        posting["occupationalCategory"] = list(content["occupations"])
    if content["work_period"]:
        posting["jobStartDate"] = first_day(content["work_period"]["start"]).isoformat()
    if content["conditions"]:
        posting["qualifications"] = content["conditions"]
    return posting


def _organisation(content: Mapping[str, Any]) -> dict[str, str]:
    return {"@type": "Organization", "name": content["organisation_name"]}


def _place(location: Mapping[str, Any]) -> dict[str, Any]:
    address: dict[str, Any] = {"@type": "PostalAddress"}
    if location["country"]:
        address["addressCountry"] = location["country"]
    if location["prefecture"]:
        address["addressRegion"] = place_of_code(f"JP-{location['prefecture']}")
    if location["text"]:
        address["addressLocality"] = location["text"]
    return {"@type": "Place", "name": place_text(location), "address": address}
