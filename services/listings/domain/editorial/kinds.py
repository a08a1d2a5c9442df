"""The words content is classified with (LI-66 to LI-72, LI-81, LI-83)."""

from __future__ import annotations

from enum import StrEnum

from services.kernel.eventkit.domain import Role


class ContentKind(StrEnum):
    """What a piece of content is; a page has a fixed place of the site, named by its code."""

    ARTICLE = "article"
    FAQ = "faq"
    LIBRARY = "library"
    PAGE = "page"
    JPO_PAGE = "jpo-page"
    JPO_STORY = "jpo-story"
    JPO_LINK = "jpo-link"


class Audience(StrEnum):
    """For whom it is; content for organisations is not shown to others (GW-45)."""

    INDIVIDUALS = "individuals"
    ORGANISATIONS = "organisations"
    EVERYONE = "everyone"


PLACES = {
    ContentKind.PAGE: frozenset(
        {
            "public-recruitment-procedure",
            "public-notice-procedure",
            "jica-expert-treatment",
            "residents-abroad",
        }
    ),
    ContentKind.JPO_PAGE: frozenset({"jpo-scheme", "jpo-figures", "jpo-competition"}),
}
"""The fixed places whose texts are edited (LI-46, LI-47, LI-74, LI-75, GW-47)."""

_OF_THE_MOFA_CENTRE = frozenset({ContentKind.JPO_PAGE, ContentKind.JPO_STORY, ContentKind.JPO_LINK})


def kinds_edited_by(role: Role) -> frozenset[ContentKind]:
    """The kinds a role drafts, publishes, revises and retires (section 1, SM-18)."""
    match role:
        case Role.SECRETARIAT:
            return frozenset(ContentKind)
        case Role.MOFA:
            return _OF_THE_MOFA_CENTRE
        case _:
            return frozenset()
