"""求職者情報検索: browsing of people by full organisations (ID-48 to ID-52)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from flask import request
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.pages.search_narrowing import Address, Value
from gateway.web.listing_words import EMPLOYMENT_TYPES
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import Paging, asked_page
from gateway.web.places import place_of_code
from gateway.web.talent_words import EDUCATION_LEVELS, TALENT_FIELDS, TALENT_LANGUAGES, listed

pages = Pages(
    "people",
    "/organisation/people",
    menu=(
        MenuEntry(
            "organisation",
            lazy_gettext("求職者情報検索・求職者照会メール送付"),
            "people.search",
            order=610,
            group=lazy_gettext("検索"),
            roles=frozenset({Role.ORGANISATION}),
            when=lambda viewer: viewer.is_full_organisation,
        ),
    ),
)

SHOWN_AT_FIRST = 8
MOST_VALUES = 50


class Condition(NamedTuple):
    """One condition: its heading, the words of its values, and those to tick (none: any place)."""

    label: Any
    words: Callable[[str], str]
    boxes: Mapping[str, Any]


CONDITIONS: Mapping[str, Condition] = {
    "fields_wanted": Condition(lazy_gettext("希望する分野"), TALENT_FIELDS.text, TALENT_FIELDS),
    "places": Condition(lazy_gettext("希望勤務地"), place_of_code, {}),
    "employment_types": Condition(
        lazy_gettext("希望する雇用形態"), EMPLOYMENT_TYPES.text, EMPLOYMENT_TYPES
    ),
    "languages": Condition(lazy_gettext("使える言語"), TALENT_LANGUAGES.text, TALENT_LANGUAGES),
    "education": Condition(lazy_gettext("最終学歴"), EDUCATION_LEVELS.text, EDUCATION_LEVELS),
}


@pages.get("")
@allow(Role.ORGANISATION)
def search() -> Response:
    """By keyword and by several conditions, narrowed by further ones (ID-48 to ID-50)."""
    asked = _asked()
    found = backend.call("identity", "search_people", {**asked, "page": asked_page()})
    address = Address()
    return page(
        "people/search.html",
        asked=asked,
        found=found,
        conditions=CONDITIONS,
        chosen=_chosen(address, asked),
        groups=_groups(address, asked, found["facets"]),
        paging=Paging(asked_page(), found["total"]),
        facts_of=facts_of,
    )


@pages.get("/<account_id>")
@allow(Role.ORGANISATION)
def show(account_id: str) -> Response:
    """One person by user ID with 求人機関へのアピール; the view is recorded (ID-51, ID-52).

    With the button of the scout mail, or the way to the one that was sent (ME-09, ME-11).
    """
    asked = {"account_id": account_id}
    found = backend.gather(
        {
            "person": ("identity", "view_person", asked),
            "scout": ("messaging", "get_scout_form", asked),
        },
        needed={"person"},
    )
    person, scout = found["person"], found["scout"]
    return page("people/show.html", person=person, facts=facts_of(person), scout=scout)


def facts_of(person: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """The conditions a person meets, in words."""
    found = [(gettext("希望する仕事"), person["desired_work"])]
    for name, condition in CONDITIONS.items():
        held = person[name]
        values = held if isinstance(held, list) else [held] if held else []
        found.append((condition.label, listed(map(condition.words, values))))
    return found


def _asked() -> dict[str, Any]:
    """What the address asks for; what is odd in it is left out."""
    keyword = "".join(c if c.isprintable() else " " for c in request.args.get("keyword", ""))
    asked: dict[str, Any] = {"keyword": keyword.strip()[:200]}
    for name, condition in CONDITIONS.items():
        values = dict.fromkeys(request.args.getlist(name)[:MOST_VALUES])
        asked[name] = [one for one in values if _takes(condition, one)]
    return asked


def _takes(condition: Condition, value: str) -> bool:
    if condition.boxes:
        return value in condition.boxes
    return 0 < len(value) <= 5 and value.isascii() and value.replace("-", "").isalnum()


def _chosen(address: Address, asked: Mapping[str, Any]) -> list[tuple[Any, str, str]]:
    """The conditions in force as (heading, value, address without it)."""
    found: list[tuple[Any, str, str]] = []
    if asked["keyword"]:
        found.append((gettext("キーワード"), asked["keyword"], address.without("keyword")))
    for name, condition in CONDITIONS.items():
        found += [
            (condition.label, condition.words(value), address.without(name, value))
            for value in asked[name]
        ]
    return found


def _groups(
    address: Address, asked: Mapping[str, Any], facets: Mapping[str, Any]
) -> list[tuple[Any, list[Value], list[Value]]]:
    """Further conditions with how many people each would leave (ID-50)."""
    groups = []
    for name, condition in CONDITIONS.items():
        values = [
            Value(
                condition.words(one["value"]),
                one["count"],
                False,
                address.adding(name, one["value"]),
            )
            for one in facets.get(name, ())
            if one["value"] not in asked[name]
        ]
        if values and not asked[name]:
            groups.append((condition.label, values[:SHOWN_AT_FIRST], values[SHOWN_AT_FIRST:]))
    return groups
