"""Content as payloads and documents have it, and who edits it (LI-66 to LI-72)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Unreadable
from services.kernel.eventkit.domain import NotFound, Role, Sealed
from services.listings.application.ownership import JICA
from services.listings.domain.editorial.content import Content, NoContent
from services.listings.domain.editorial.kinds import ContentKind, kinds_edited_by
from services.listings.domain.editorial.refusals import ContentIsRetired, KindOfOthers
from services.listings.domain.editorial.version import ContentVersion, StoryTeller

EDITORS = frozenset({Role.SECRETARIAT, Role.MOFA})

HEAD = (
    "content_id",
    "kind",
    "audience",
    "code",
    "state",
    "published_at",
    "updated_at",
    "version",
)
"""What is told of a piece of content beside its text."""

_READS_FOR_ORGANISATIONS = EDITORS | JICA | {Role.ORGANISATION, Role.INTERNAL_SYSTEM}


def version_of(
    given: Mapping[str, Any], content_id: str, personal_data: PersonalData
) -> ContentVersion:
    """A checked payload as a version; the name of whoever tells a story is sealed.

    Raises `ContentIsRetired`: the key of retired content is destroyed.
    """
    teller = given["teller"]
    try:
        sealed = (
            None if teller is None else personal_data.seal(content_id, {"name": teller["name"]})
        )
    except Unreadable:
        raise ContentIsRetired from None
    return ContentVersion(
        **{name: given[name] for name in _PLAIN},
        url=given["url"] or None,
        teller=None
        if sealed is None
        else StoryTeller(
            name=sealed,
            organisation=teller["organisation"],
            duty_station=teller["duty_station"],
            post=teller["post"],
            jpo_year=teller["jpo_year"],
        ),
    )


_PLAIN = (
    "title",
    "summary",
    "body",
    "title_en",
    "summary_en",
    "body_en",
    "category",
    "order",
    "edition",
)


def opened(document: Mapping[str, Any], personal_data: PersonalData) -> dict[str, Any]:
    """A version as answers have it: the name of the story's teller in the clear."""
    teller = document["teller"]
    if teller is None:
        return dict(document)
    try:
        name = str(personal_data.open(Sealed(*teller["name"]))["name"])
    except Unreadable:
        name = ""
    return {**document, "teller": {**teller, "name": name}}


def require_editor(kind: ContentKind, context: Context) -> None:
    """Refuses kinds this role does not edit. Raises `KindOfOthers`."""
    if kind not in kinds_edited_by(context.actor.role):
        raise KindOfOthers


def require_editor_of(content: Content, context: Context) -> None:
    """Refuses what does not exist or is edited by others. Raises `NotFound`, `KindOfOthers`."""
    if isinstance(content, NoContent):
        raise NotFound
    require_editor(content.about.kind, context)


def may_edit(document: Mapping[str, Any], role: Role) -> bool:
    """Whether this role edits the content."""
    return ContentKind(document["kind"]) in kinds_edited_by(role)


def audiences_of(role: Role) -> tuple[str, ...]:
    """For whom content is that this role may read (GW-45)."""
    if role in _READS_FOR_ORGANISATIONS:
        return ("everyone", "individuals", "organisations")
    return ("everyone", "individuals")
