"""Narrowing a result list by further conditions, each a link with its count (LI-55)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote_plus, urlencode

from flask import request
from flask_babel import gettext, lazy_gettext

from gateway.web.listing_words import (
    EMPLOYMENT_TYPES,
    KINDS,
    ORGANISATION_TYPES,
    label_text,
    language_text,
)
from gateway.web.occupations import occupation_text
from gateway.web.places import place_of_code
from services.kernel.contracts.listings import EMPLOYMENT_TYPES as EMPLOYMENT_CODES
from services.kernel.contracts.listings import LABELS

LEVEL = "／"
SHOWN_AT_FIRST = 8
SHOWN_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Condition:
    """One dimension: its name in the address, its facet, its heading, the words of its values."""

    facet: str
    label: Any
    words: Callable[[str], str]
    known: tuple[str, ...] | None = None

    def takes(self, value: str) -> bool:
        """Whether a value from an address can be asked for."""
        if self.known is not None:
            return value in self.known
        return 0 < len(value) <= 200 and value.isprintable() and value.strip() == value


CONDITIONS: Mapping[str, Condition] = {
    "kinds": Condition("kinds", lazy_gettext("種別"), KINDS.text, tuple(KINDS)),
    "recruiting_fields": Condition("fields", lazy_gettext("募集分野"), str),
    "locations": Condition("locations", lazy_gettext("勤務地"), place_of_code),
    "occupations": Condition("occupations", lazy_gettext("職業"), occupation_text),
    "employment_types": Condition(
        "employment_types", lazy_gettext("雇用形態"), EMPLOYMENT_TYPES.text, EMPLOYMENT_CODES
    ),
    "organisation_types": Condition(
        "organisation_types", lazy_gettext("機関種別"), ORGANISATION_TYPES.text
    ),
    "labels": Condition("labels", lazy_gettext("ラベル"), label_text, LABELS),
    "languages": Condition("languages", lazy_gettext("必要な言語"), language_text),
}


class Address:
    """The address of the list shown, and those one condition away from it.

    A page links to hundreds of them, so what they share is written once.
    """

    def __init__(self) -> None:
        self._pairs = [
            (name, value)
            for name, value in request.args.items(multi=True)
            if name not in ("page", "lang") and value
        ]
        query = urlencode(self._pairs)
        self._path = request.path
        self._start = f"{self._path}?{query}&" if query else f"{self._path}?"

    def adding(self, name: str, value: str) -> str:
        """The list with one more condition."""
        return f"{self._start}{name}={quote_plus(value)}"

    def choosing(self, name: str, value: str) -> str:
        """The list with this value of a condition instead of another."""
        kept = [pair for pair in self._pairs if pair[0] != name]
        return f"{self._path}?{urlencode([*kept, (name, value)])}"

    def deeper(self, name: str, value: str, above: set[str]) -> str:
        """The list with a value below others that are chosen, which gives way to it."""
        kept = [pair for pair in self._pairs if pair[0] != name or pair[1] not in above]
        return f"{self._path}?{urlencode([*kept, (name, value)])}"

    def without(self, name: str, value: str | None = None) -> str:
        """The list without a condition, or without one value of it."""
        kept = [pair for pair in self._pairs if pair[0] != name or value not in (None, pair[1])]
        return f"{self._path}?{urlencode(kept)}" if kept else self._path


class Value(NamedTuple):
    """One value of a condition: pressing it adds or takes it away."""

    text: str
    found: int
    chosen: bool
    url: str


class Group(NamedTuple):
    """The values of one condition; those in `more` are folded away."""

    name: str
    label: Any
    first: list[Value]
    more: list[Value]
    chosen: bool


def groups_of(address: Address, facets: Mapping[str, Iterable[Mapping[str, Any]]]) -> list[Group]:
    """The conditions by which the list can be narrowed, with counts; kinds have their boxes."""
    groups = []
    for name, condition in CONDITIONS.items():
        if name == "kinds":
            continue
        chosen = set(request.args.getlist(name))
        counted = [one for one in facets.get(condition.facet, ()) if _offered(one, chosen)]
        ordered = [one for one in counted if one["value"] in chosen]
        ordered += [one for one in counted if one["value"] not in chosen][:SHOWN_AT_MOST]
        values = [
            _value(address, name, condition.words(one["value"]), one, chosen) for one in ordered
        ]
        if len(values) > 1 or chosen:
            first, more = values[:SHOWN_AT_FIRST], values[SHOWN_AT_FIRST:]
            groups.append(Group(name, condition.label, first, more, bool(chosen)))
    return groups


def _value(
    address: Address, name: str, text: str, one: Mapping[str, Any], chosen: set[str]
) -> Value:
    value = one["value"]
    if value in chosen:
        return Value(text, one["count"], True, address.without(name, value))
    above = chosen & _above(value)
    url = address.deeper(name, value, above) if above else address.adding(name, value)
    return Value(text, one["count"], False, url)


def _above(value: str) -> set[str]:
    """The values that hold this one: 水資源 of 水資源／給水, JP of JP-13."""
    if value.startswith("JP-"):
        return {"JP"}
    levels = value.split(LEVEL)
    return {LEVEL.join(levels[:depth]) for depth in range(1, len(levels))}


def _offered(one: Mapping[str, Any], chosen: set[str]) -> bool:
    """Whether a value is near enough: deeper levels of fields come with what is above them."""
    value = one["value"]
    if LEVEL not in value or value in chosen:
        return True
    parent = value.rpartition(LEVEL)[0]
    return parent in chosen or any(other.startswith(parent + LEVEL) for other in chosen)


def conditions_of(
    address: Address, items: Iterable[Mapping[str, Any]]
) -> list[tuple[Any, str, str]]:
    """The conditions in force as (heading, value, address without it)."""
    args = request.args
    found: list[tuple[Any, str, str]] = []
    if args.get("keyword", "").strip():
        found.append((gettext("キーワード"), args["keyword"], address.without("keyword")))
    for name, condition in CONDITIONS.items():
        found += [
            (condition.label, condition.words(value), address.without(name, value))
            for value in dict.fromkeys(args.getlist(name))
            if condition.takes(value)
        ]
    if args.get("organisation_id"):
        named = next((item["organisation_name"] for item in items), args["organisation_id"])
        found.append((gettext("募集団体名"), named, address.without("organisation_id")))
    if args.get("open"):
        found.append((gettext("募集状態"), gettext("募集中のみ"), address.without("open")))
    return found
