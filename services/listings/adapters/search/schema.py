"""How a listing stands in the index."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from typing import Any

import tantivy

from services.kernel.japanese.analyser import GAP, Analyser
from services.listings.adapters.search.levels import (
    COUNTRY_END,
    LEVELLED,
    OCCUPATIONS,
    is_high,
)
from services.listings.adapters.search.suggested import suggested_terms
from services.listings.domain.listing.kinds import ListingKind
from services.listings.domain.listing.labels import Label

SCHEMA_VERSION = 8
"""Raised with every change of this module: an index of another version is built anew."""

ALL, TITLE, ORGANISATION, GRAMS = "all", "title", "organisation", "grams"
RUNS = "runs"
"""Every two neighbouring tokens as one, and every name of the tables that is made of more. Most
compound words of Japanese are several tokens, and to compare their places in all listings that
have them takes ten times as long as to look one up."""

SUGGESTED = "suggested"
"""Words and names that keywords are completed to, each behind the form it is looked for in."""

ID, AUDIENCE, ORGANISATION_ID = "id", "audience", "organisation_id"
NEWEST, DEADLINE, PUBLISHED, STARTS, ENDS = "newest", "deadline", "published", "starts", "ends"
PUBLISHED_DAY, END_DAY, UPDATED_MONTH = "published_day", "end_day", "updated_month"
LABELS = "labels"
FACETS = (
    "kinds",
    "fields",
    "locations",
    OCCUPATIONS,
    "organisation_types",
    "employment_types",
    "languages",
)

COUNTED_TOGETHER = {
    "sorts": ("kinds", LABELS),
    "bodies": ("organisation_types", "employment_types"),
    "tongues": ("languages",),
    "places": ("locations",),
    "subjects": ("fields",),
    "trades": (OCCUPATIONS,),
}
"""Fields made for counting: each has exactly one value per listing, which holds all values of one
or two conditions, behind the group of the listing. Counting such a field is twenty times faster
than counting one of which a listing may have several values or none. Of what has levels only the
highest is counted so: with the hundreds below it there are thousands of combinations, each of
which costs."""

SHOWN, ARCHIVED, JOCV, JOCV_ARCHIVED = "0123"
"""Groups of listings that searches leave out or not. Where counts tell them apart, what to leave
out need not be looked at listing by listing."""
ARCHIVE = ListingKind.PAST_PUBLIC_RECRUITMENT.value

EVERYONE, JOCV_ONLY = "everyone", "jocv"
OPEN_END = 0xFFFF
"""The day that stands for a recruitment without an end."""

_SEPARATOR = "\x1f"
_EPOCH_DAY = date(1970, 1, 1)
MILLISECONDS_OF_A_DAY = 86_400_000
_NUMBER_BITS = 21
# 2**31 milliseconds are 25 days: as good as a month, and no calendar is asked
_MONTH_BITS = 31
_SECONDS_BITS, _SHORT_NUMBER_BITS = 32, 14
_DAY_SHIFT = _SECONDS_BITS + _SHORT_NUMBER_BITS


def make_schema() -> tantivy.Schema:
    """The fields of the index. Texts are given as tokens with spaces between them."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field(ID, stored=True, tokenizer_name="raw", index_option="basic")
    for name in (ALL, TITLE, ORGANISATION, GRAMS):
        schema.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    schema.add_text_field(RUNS, tokenizer_name="whitespace", index_option="basic")
    for name in (*FACETS, LABELS):
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in COUNTED_TOGETHER:
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in (AUDIENCE, ORGANISATION_ID, PUBLISHED_DAY, END_DAY, UPDATED_MONTH, SUGGESTED):
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (NEWEST, DEADLINE, PUBLISHED, STARTS, ENDS):
        schema.add_integer_field(name, fast=True)
    return schema.build()


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds of one listing, before it is handed to the library."""

    listing_id: str
    texts: Mapping[str, str]
    values: Mapping[str, Sequence[str]]
    numbers: Mapping[str, int]


def make_entry(document: Mapping[str, Any], analyser: Analyser) -> Entry:
    """The entry of one document of the projection `search_documents`."""
    title, organisation, rest = _texts(document)
    of_title, of_organisation = analyser.stream(title), analyser.stream(organisation)
    everything = [*of_title, GAP, *of_organisation, GAP, *analyser.stream(rest)]
    found, numbers = conditions(document), _numbers(document)
    high = {name: [path for path in found[name] if is_high(path)] for name in LEVELLED}
    group = _group_of(document)
    return Entry(
        listing_id=document["_id"],
        texts={
            TITLE: " ".join(of_title),
            ORGANISATION: " ".join(of_organisation),
            ALL: " ".join(everything),
            RUNS: " ".join(_runs(everything, analyser)),
            GRAMS: " ".join(analyser.grams(f"{title}\n\n{organisation}\n\n{rest}")),
        },
        values={
            **found,
            **{
                name: [group + _as_one({**found, **high}, of)]
                for name, of in COUNTED_TOGETHER.items()
            },
            SUGGESTED: suggested_terms(document, analyser.completion),
            AUDIENCE: [JOCV_ONLY if document["jocv_only"] else EVERYONE],
            ORGANISATION_ID: [document["organisation_id"]],
            PUBLISHED_DAY: [str(numbers[PUBLISHED] // MILLISECONDS_OF_A_DAY)],
            END_DAY: [str(numbers[ENDS])],
            UPDATED_MONTH: [f"{numbers[NEWEST] >> _NUMBER_BITS >> _MONTH_BITS:08d}"],
        },
        numbers=numbers,
    )


def run_of(tokens: Sequence[str]) -> str:
    """Tokens that follow each other as they stand in `RUNS`."""
    return _SEPARATOR.join(tokens)


def _runs(tokens: Sequence[str], analyser: Analyser) -> list[str]:
    """The runs of a stream of tokens; nothing reaches across a gap."""
    pairs = [pair for pair in dict.fromkeys(pairwise(tokens)) if GAP not in pair]
    return [*map(run_of, pairs), *map(run_of, sorted(analyser.compounds_in(tokens)))]


def as_written(entry: Entry) -> tantivy.Document:
    """The entry in the library's form."""
    written = tantivy.Document()
    written.add_text(ID, entry.listing_id)
    for name, text in entry.texts.items():
        written.add_text(name, text)
    for name, values in entry.values.items():
        for value in values:
            written.add_text(name, value)
    for name, number in entry.numbers.items():
        written.add_integer(name, number)
    return written


@lru_cache(maxsize=50_000)
def values_in(counted: str, at: int) -> tuple[str, ...]:
    """The values of one condition in one value of a field made for counting.

    `at` is the place of the condition among those counted together in that field.
    """
    return tuple(part[1:] for part in counted[1:].split(_SEPARATOR) if part[:1] == str(at))


def _group_of(document: Mapping[str, Any]) -> str:
    archived = document["kind"] == ARCHIVE
    if document["jocv_only"]:
        return JOCV_ARCHIVED if archived else JOCV
    return ARCHIVED if archived else SHOWN


def _as_one(found: Mapping[str, Sequence[str]], names: Sequence[str]) -> str:
    parts = (f"{at}{value}" for at, name in enumerate(names) for value in sorted(found[name]))
    return _SEPARATOR.join(parts)


def tokens_of(document: Mapping[str, Any], analyser: Analyser) -> list[str]:
    """Every token a keyword can find the listing by, in order and with gaps."""
    title, organisation, rest = map(analyser.stream, _texts(document))
    return [*title, GAP, *organisation, GAP, *rest]


def conditions(document: Mapping[str, Any]) -> dict[str, list[str]]:
    """The values a listing has for the conditions that can be chosen and are counted.

    The labels NEW and 締切間近 depend on the moment and are not among them.
    """
    locations = document["locations"]
    countries = {code.partition(COUNTRY_END)[0] for code in locations if COUNTRY_END in code}
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
        OCCUPATIONS: list(dict.fromkeys(document["occupation_paths"])),
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


def _texts(document: Mapping[str, Any]) -> tuple[str, str, str]:
    """Title, name of the organisation, and everything else that keywords look into."""
    rest = (
        *document["fields"],
        *document["occupations"],
        document["location_text"],
        document["description"],
        document["conditions"],
        str(document["data_number"]),
    )
    return (
        document["title"],
        document["organisation_name"],
        "\n\n".join(text for text in rest if text),
    )


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
