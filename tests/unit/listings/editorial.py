"""Content and press releases on the stage."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.domain import Actor
from tests.support.rehearsal import Rehearsal
from tests.unit.listings.stage import SECRETARIAT

ORGANISATION_SAYS = {"title": "新しい研修を始めます", "body": "**5月**から始めます。"}


def version(**changes: Any) -> dict[str, Any]:
    """A text with what every kind but stories, links and the library needs."""
    return {
        "title": "国際協力の仕事",
        "body": "国際協力の**仕事**を紹介します。",
        "category": "ログイン",
    } | changes


def edition(kind: str, year: int, **changes: Any) -> dict[str, Any]:
    """A version; of the library the edition of that year."""
    return version(**({"edition": year} if kind == "library" else {}), **changes)


def content_drafted(
    stage: Rehearsal,
    kind: str = "article",
    audience: str = "individuals",
    actor: Actor = SECRETARIAT,
    **changes: Any,
) -> str:
    """The id of a draft."""
    payload = {"kind": kind, "audience": audience, "version": edition(kind, 2024, **changes)}
    return str(stage.run("draft_content", payload, actor)["content_id"])


def content_published(
    stage: Rehearsal,
    kind: str = "article",
    audience: str = "individuals",
    actor: Actor = SECRETARIAT,
    **changes: Any,
) -> str:
    """The id of public content."""
    content_id = content_drafted(stage, kind, audience, actor, **changes)
    stage.run("publish_content", {"content_id": content_id, "checked": True}, actor)
    return content_id
