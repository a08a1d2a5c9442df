"""Saved search conditions as addresses of search pages and as words (LI-57)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from gateway.pages.search import NOT_UNASKED, ORDER_WORDS, plain_keyword
from gateway.pages.search_narrowing import CONDITIONS
from gateway.web.listing_words import JOBS, TRAININGS
from gateway.web.occupations import joined

KINDS_OF = {"jobs": JOBS, "trainings": TRAININGS, "listings": (*JOBS, *TRAININGS)}
NAME_LENGTH = 60


def conditions_in(section: str, query: str) -> dict[str, Any]:
    """What the address of a search page asks for, in the form in which it is saved."""
    section = section if section in KINDS_OF else "listings"
    args: MultiDict[str, str] = MultiDict(parse_qsl(query))
    offered = KINDS_OF[section]
    organisation = args.get("organisation_id", "")
    found: dict[str, Any] = {
        name: [value for value in args.getlist(name)[:50] if condition.takes(value)]
        for name, condition in CONDITIONS.items()
    }
    chosen = [kind for kind in found["kinds"] if kind in offered]
    return {
        **found,
        "section": section,
        "keyword": plain_keyword(args.get("keyword", "")),
        "kinds": chosen or unasked(section),
        "order": args.get("order") if args.get("order") in ORDER_WORDS else "newest",
        "organisation_id": organisation
        if organisation.isprintable() and 0 < len(organisation) <= 100
        else None,
        "open": bool(args.get("open")),
    }


def unasked(section: str) -> list[str]:
    """The kinds a search page looks through when none is chosen."""
    return [kind for kind in KINDS_OF[section] if kind not in NOT_UNASKED]


def address_of(conditions: Mapping[str, Any]) -> str:
    """The search page with these conditions: pressing it runs them."""
    section = conditions["section"]
    pairs = [("keyword", conditions["keyword"])] if conditions["keyword"] else []
    for name in CONDITIONS:
        if name != "kinds" or list(conditions[name]) != unasked(section):
            pairs += [(name, value) for value in conditions[name]]
    if conditions["organisation_id"]:
        pairs.append(("organisation_id", conditions["organisation_id"]))
    if conditions["open"]:
        pairs.append(("open", "1"))
    if conditions["order"] != "newest":
        pairs.append(("order", conditions["order"]))
    path = url_for(f"search.{section}")
    return f"{path}?{urlencode(pairs)}" if pairs else path


def words_of(conditions: Mapping[str, Any]) -> str:
    """What is looked for, in words; everything when nothing restricts."""
    return joined(_words(conditions), " ・ ") or str(gettext("すべての募集情報"))


def _words(conditions: Mapping[str, Any]) -> Iterator[str]:
    if conditions["keyword"]:
        yield str(conditions["keyword"])
    for name, condition in CONDITIONS.items():
        if name == "kinds" and list(conditions[name]) == unasked(conditions["section"]):
            if conditions["section"] != "listings":
                yield {
                    "jobs": gettext("求人・インターン情報"),
                    "trainings": gettext("研修・イベント情報"),
                }[conditions["section"]]
            continue
        if conditions[name]:
            yield joined((condition.words(value) for value in conditions[name]), "、")
    if conditions["organisation_id"]:
        yield gettext("一つの団体の募集情報")
    if conditions["open"]:
        yield gettext("募集中のみ")


def shown_searches(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Saved conditions for a list: id, name, words and the address that runs them."""
    return [
        {
            "condition_id": one["condition_id"],
            "name": one["name"] or words_of(one["conditions"]),
            "words": words_of(one["conditions"]),
            "url": address_of(one["conditions"]),
            "saved_at": one["saved_at"],
        }
        for one in found["items"]
    ]
