"""The registered data of an individual by section, and what a full registrant must have (D-20)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any


class Section(StrEnum):
    """The sections of the registered data, in the order of the page (ID-18)."""

    BASIC = "basic"
    CONTACT = "contact"
    EXPERTISE = "expertise"
    EDUCATION = "education"
    CAREER = "career"
    LANGUAGES = "languages"
    QUALIFICATIONS = "qualifications"
    INTENTION = "intention"


MANDATORY: Mapping[Section, tuple[str, ...]] = {
    Section.BASIC: ("name", "birth_on", "nationality"),
    Section.CONTACT: ("address", "telephone"),
    Section.EXPERTISE: ("areas",),
    Section.EDUCATION: ("entries",),
    Section.CAREER: ("entries",),
    Section.LANGUAGES: ("entries",),
    Section.QUALIFICATIONS: ("entries",),
    Section.INTENTION: ("intention",),
}
"""D-20: e-mail, name and birth date as at the opening, and what a full registration adds."""

MAY_BE_NONE = frozenset({Section.CAREER, Section.QUALIFICATIONS})
"""Sections of which a person can say that there is nothing to enter."""

AT_OPENING: tuple[str, ...] = tuple(
    f"{section}.{item}"
    for section, items in MANDATORY.items()
    for item in items
    if (section, item) not in ((Section.BASIC, "name"), (Section.BASIC, "birth_on"))
)
"""What a simple registrant who has just opened the account lacks (D-20)."""


def missing_of(section: Section, content: Mapping[str, Any]) -> tuple[str, ...]:
    """The mandatory items of a section that its content lacks, as `section.item`."""
    if section in MAY_BE_NONE and content.get("none"):
        return ()
    return tuple(f"{section}.{item}" for item in MANDATORY[section] if not content.get(item))


def still_missing(
    before: Sequence[str], updated: Mapping[Section, Sequence[str]]
) -> tuple[str, ...]:
    """What is missing in all sections after some were updated, in the order of the page."""
    kept = {item for item in before if Section(item.partition(".")[0]) not in updated}
    kept.update(item for items in updated.values() for item in items)
    return tuple(
        f"{section}.{item}"
        for section, items in MANDATORY.items()
        for item in items
        if f"{section}.{item}" in kept
    )
