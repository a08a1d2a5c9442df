"""Who asks for a reissue by inquiry: what they say compared with what is registered (ID-68, D-17).

Case, width, spaces and the hyphens of numbers make no difference; nothing else is forgiven.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from services.identity.domain.kinds import Standing


class Item(StrEnum):
    """What is compared: five items of a person, three of an organisation."""

    NAME = "name"
    BIRTH_ON = "birth_on"
    EMAIL = "email"
    ADDRESS = "address"
    TELEPHONE = "telephone"
    INSTITUTION_ID = "institution_id"
    PERSON_IN_CHARGE = "person_in_charge"


class Comparison(StrEnum):
    """The result of one item."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_COMPARED = "not-compared"


OF_A_PERSON = (Item.NAME, Item.BIRTH_ON, Item.EMAIL, Item.ADDRESS, Item.TELEPHONE)
OF_AN_ORGANISATION = (Item.INSTITUTION_ID, Item.PERSON_IN_CHARGE, Item.EMAIL)
ONLY_OF_FULL_REGISTRANTS = frozenset({Item.ADDRESS, Item.TELEPHONE})
_IGNORED = frozenset("-‐‑–—−ー－ｰ()（）")
"""Signs that people write or leave out in addresses and numbers as they like."""


def compare_person(
    told: Mapping[str, str], registered: Mapping[str, str], standing: Standing
) -> dict[Item, Comparison]:
    """Name, birth date and address; of full registrants also where they live and their number."""
    left_out = frozenset() if standing is Standing.FULL else ONLY_OF_FULL_REGISTRANTS
    return {
        item: Comparison.NOT_COMPARED if item in left_out else _compare(item, told, registered)
        for item in OF_A_PERSON
    }


def compare_organisation(
    told: Mapping[str, str], registered: Mapping[str, str]
) -> dict[Item, Comparison]:
    """Institution ID, person in charge and registered e-mail (D-17)."""
    return {item: _compare(item, told, registered) for item in OF_AN_ORGANISATION}


def is_identified(results: Mapping[Item, Comparison]) -> bool:
    """Whether everything that was compared is the same."""
    return Comparison.DIFFERENT not in results.values()


def _compare(item: Item, told: Mapping[str, str], registered: Mapping[str, str]) -> Comparison:
    known = _folded(item, registered.get(item, ""))
    same = known != "" and known == _folded(item, told.get(item, ""))
    return Comparison.SAME if same else Comparison.DIFFERENT


def _folded(item: Item, text: str) -> str:
    ignored = _IGNORED if item in ONLY_OF_FULL_REGISTRANTS else frozenset()
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in folded if not one.isspace() and one not in ignored)
