"""How a listing stands in the index."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import tantivy

from services.listings.adapters.search.analyser import GAP, Analyser
from services.listings.domain.listing.kinds import ListingKind
from services.listings.domain.listing.labels import Label

SCHEMA_VERSION = 1
"""Raised with every change of this module: an index of another version is built anew."""

ALL, TITLE, ORGANISATION, GRAMS = "all", "title", "organisation", "grams"
ID, JOCV, ORGANISATION_ID = "id", "jocv", "organisation_id"
NEWEST, DEADLINE, PUBLISHED, STARTS, ENDS = "newest", "deadline", "published", "starts", "ends"
LABELS = "labels"
FACETS = ("kinds", "fields", "locations", "organisation_types", "employment_types", "languages")

JOCV_ONLY = "yes"
OPEN_END = 0xFFFF
"""The day that stands for a recruitment without an end."""

_EPOCH_DAY = date(1970, 1, 1)
_NUMBER_BITS = 21
_SECONDS_BITS, _SHORT_NUMBER_BITS = 32, 14
_DAY_SHIFT = _SECONDS_BITS + _SHORT_NUMBER_BITS


def make_schema() -> tantivy.Schema:
    """The fields of the index. Texts are given as tokens with spaces between them."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field(ID, stored=True, tokenizer_name="raw", index_option="basic")
    for name in (ALL, TITLE, ORGANISATION, GRAMS):
        schema.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in (*FACETS, LABELS):
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in (JOCV, ORGANISATION_ID):
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (NEWEST, DEADLINE, PUBLISHED, STARTS, ENDS):
        schema.add_integer_field(name, fast=True)
    return schema.build()


def entry(document: Mapping[str, Any], analyser: Analyser) -> tantivy.Document:
    """The entry of one document of the projection `search_documents`."""
    title = document["title"]
    organisation = document["organisation_name"]
    rest = "\n\n".join(text for text in _further_texts(document) if text)
    tokens = {name: analyser.stream(text) for name, text in ((TITLE, title), ("rest", rest))}
    tokens[ORGANISATION] = analyser.stream(organisation)
    found = tantivy.Document()
    found.add_text(ID, document["_id"])
    for name in (TITLE, ORGANISATION):
        found.add_text(name, " ".join(tokens[name]))
    everything = [*tokens[TITLE], GAP, *tokens[ORGANISATION], GAP, *tokens["rest"]]
    found.add_text(ALL, " ".join(everything))
    found.add_text(GRAMS, " ".join(analyser.grams(f"{title}\n\n{organisation}\n\n{rest}")))
    for name, values in conditions(document).items():
        for value in values:
            found.add_text(name, value)
    found.add_text(ORGANISATION_ID, document["organisation_id"])
    if document["jocv_only"]:
        found.add_text(JOCV, JOCV_ONLY)
    for name, number in _numbers(document).items():
        found.add_integer(name, number)
    return found


def tokens_of(document: Mapping[str, Any], analyser: Analyser) -> list[str]:
    """Every token a keyword can find the listing by, in order and with gaps."""
    rest = "\n\n".join(text for text in _further_texts(document) if text)
    return [
        *analyser.stream(document["title"]),
        GAP,
        *analyser.stream(document["organisation_name"]),
        GAP,
        *analyser.stream(rest),
    ]


def conditions(document: Mapping[str, Any]) -> dict[str, list[str]]:
    """The values a listing has for the conditions that can be chosen and are counted.

    The labels NEW and 締切間近 depend on the moment and are not among them.
    """
    locations = document["locations"]
    countries = {code.partition("-")[0] for code in locations if "-" in code}
    labels = [
        label.value
        for label, holds in (
            (Label.WEB_APPLICATION, document["web_application"]),
            (Label.DIVERSE_WORKING, document["diverse_working"]),
            (Label.PUBLIC_RECRUITMENT, document["kind"] == ListingKind.PUBLIC_RECRUITMENT),
        )
        if holds
    ]
    return {
        "kinds": [document["kind"]],
        "fields": list(dict.fromkeys(document["field_paths"])),
        "locations": list(dict.fromkeys([*locations, *sorted(countries)])),
        "organisation_types": _present(document["organisation_type"]),
        "employment_types": _present(document["employment_type"]),
        "languages": list(dict.fromkeys(document["languages_needed"])),
        LABELS: labels,
    }


def day_number(day: date) -> int:
    """Days since 1970."""
    return (day - _EPOCH_DAY).days


def milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970."""
    return round(moment.timestamp() * 1000)


def first_deadline_of(day: int) -> int:
    """The least value of the field `deadline` for a recruitment that ends on this day."""
    return day << _DAY_SHIFT


def _present(value: str | None) -> list[str]:
    return [value] if value else []


def _further_texts(document: Mapping[str, Any]) -> list[str]:
    return [
        *document["fields"],
        document["location_text"],
        document["description"],
        document["conditions"],
        str(document["data_number"]),
    ]


def _numbers(document: Mapping[str, Any]) -> dict[str, int]:
    """Days, moments, and keys of order that no two listings share.

    Listings of one moment are ordered by their number, so that every replica orders alike and
    pages fit together.
    """
    updated = milliseconds(datetime.fromisoformat(document["updated_at"]))
    digits = "".join(sign for sign in str(document["data_number"]) if sign.isdecimal())
    number = int(digits) if digits else zlib.crc32(document["_id"].encode())
    ends = _day(document["recruitment_end_on"], OPEN_END)
    seconds = updated // 1000 % (1 << _SECONDS_BITS)
    return {
        NEWEST: updated << _NUMBER_BITS | number % (1 << _NUMBER_BITS),
        DEADLINE: ends << _DAY_SHIFT
        | seconds << _SHORT_NUMBER_BITS
        | number % (1 << _SHORT_NUMBER_BITS),
        PUBLISHED: milliseconds(datetime.fromisoformat(document["published_at"])),
        STARTS: _day(document["recruitment_start_on"], 0),
        ENDS: ends,
    }


def _day(text: str | None, absent: int) -> int:
    return min(max(day_number(date.fromisoformat(text)), 0), OPEN_END) if text else absent
