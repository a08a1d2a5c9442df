"""What one version of a piece of content says, and the rules of form it has to fit."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.eventkit.domain import FieldProblem, InvalidInput, Sealed
from services.listings.domain.editorial.kinds import ContentKind
from services.listings.domain.editorial.pictures_in_texts import has_picture_without_text
from services.listings.domain.editorial.web_addresses import is_web_address


@dataclass(frozen=True, slots=True)
class StoryTeller:
    """Who tells an experience story: a former JPO (LI-81). The name is sealed."""

    name: Sealed
    organisation: str
    duty_station: str
    post: str
    jpo_year: int | None = None


@dataclass(frozen=True, slots=True)
class ContentVersion:
    """A text in Markdown, Japanese first; English where it is given.

    `category` and `order` place FAQ entries and lists, `edition` is the year of a library edition,
    `url` leads outside.
    """

    title: str
    summary: str = ""
    body: str = ""
    title_en: str = ""
    summary_en: str = ""
    body_en: str = ""
    category: str = ""
    order: int = 0
    edition: int | None = None
    url: str | None = None
    teller: StoryTeller | None = None


def problems_of(kind: ContentKind, version: ContentVersion) -> dict[str, tuple[FieldProblem, ...]]:
    """Every broken rule by field, named as in the payload (`version.title`)."""
    found: dict[str, tuple[FieldProblem, ...]] = {}

    def note(name: str, code: str) -> None:
        found[f"version.{name}"] = (FieldProblem(code),)

    for name in _mandatory(kind):
        if not getattr(version, name):
            note(name, "required")
    if version.url is not None and not is_web_address(version.url):
        note("url", "not-a-web-address")
    for name in ("body", "body_en"):
        if has_picture_without_text(getattr(version, name)):
            note(name, "picture-needs-alternative-text")
    teller = version.teller
    if teller is not None:
        for name in ("organisation", "duty_station", "post"):
            if not getattr(teller, name):
                note(f"teller.{name}", "required")
    return found


def _mandatory(kind: ContentKind) -> tuple[str, ...]:
    match kind:
        case ContentKind.FAQ:
            return ("title", "body", "category")
        case ContentKind.LIBRARY:
            return ("title", "body", "edition")
        case ContentKind.JPO_STORY:
            return ("title", "body", "teller")
        case ContentKind.JPO_LINK:
            return ("title", "url")
        case _:
            return ("title", "body")


def require_complete(kind: ContentKind, version: ContentVersion) -> None:
    """Refuses what breaks a rule of form. Raises `InvalidInput` naming each field."""
    found = problems_of(kind, version)
    if found:
        raise InvalidInput(fields=found)
