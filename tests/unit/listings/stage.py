"""A listings service in memory with one registered organisation, and contents to post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson

from services.kernel.eventkit.domain import SYSTEM, VISITOR, Actor
from services.listings.application.ports import PAGE_SIZE, SearchPage, SearchQuery
from services.listings.bootstrap import build
from services.listings.settings import Settings
from tests.support.rehearsal import Rehearsal, as_organisation, as_staff, tokyo

AFTERNOON = tokyo(2024, 5, 10, 15)
"""Friday 10 May 2024, 15:00 in Tokyo."""

OWNER = as_organisation("org-1")
STRANGER = as_organisation("org-2", "somebody-else")
SECRETARIAT = as_staff()


class Stage(Rehearsal):
    """A rehearsal whose answers must be what the wire can carry."""

    def run(self, name: str, payload: Mapping[str, Any], actor: Actor, **options: Any) -> Any:
        answer = super().run(name, payload, actor, **options)
        assert orjson.loads(orjson.dumps(answer)) == answer
        return answer


class ListedSearch:
    """Finds every visible document, newest first, and remembers what it was asked."""

    def __init__(self) -> None:
        self.stage: Rehearsal | None = None
        self.asked: list[SearchQuery] = []
        self.waited_for: list[int] = []

    def search(self, query: SearchQuery) -> SearchPage:
        self.asked.append(query)
        assert self.stage is not None
        found = [
            document
            for document in self.stage.documents("search_documents").values()
            if document["visible"]
            and (query.jocv_view or not document["jocv_only"])
            and (not query.kinds or document["kind"] in query.kinds)
        ]
        found.sort(key=lambda document: document["updated_at"], reverse=True)
        first = (query.page - 1) * PAGE_SIZE
        ids = [document["_id"] for document in found[first : first + PAGE_SIZE]]
        return SearchPage(ids, len(found), {"kinds": [("job", len(found))]})

    def suggest(self, typed: str, *, kinds: Sequence[str] = (), jocv_view: bool) -> list[str]:
        return [f"{typed} {','.join(kinds)} {'jocv' if jocv_view else 'everyone'}"]

    def wait_for(self, position: int, seconds: float = 1.5) -> bool:
        self.waited_for.append(position)
        return True


def open_stage(at: datetime = AFTERNOON, search: ListedSearch | None = None) -> Rehearsal:
    """The service, with the organisations org-1 (a university) and org-2."""
    search = search or ListedSearch()
    stage = Stage(build, Settings(), at=at, search=search)
    search.stage = stage
    for number, name in ((1, "架け橋大学"), (2, "よその団体")):
        stage.hear(
            "identity",
            "OrganisationRegistered",
            subject=f"org-{number}",
            data={
                "organisation_id": f"org-{number}",
                "institution_id": f"I{number}",
                "account_id": f"account-{number}",
                "name": name,
                "name_en": "Kakehashi University",
                "kind": "full",
                "category": "school",
                "institution_type": "university",
                "has_mypage": True,
                "listed": True,
            },
        )
    return stage


def content(**changes: Any) -> dict[str, Any]:
    """The contents of a job with every mandatory item."""
    return {
        "kind": "job",
        "language": "ja",
        "title": "水資源の専門家",
        "recruiting_fields": ["援助アプローチ／戦略／手法", "水資源"],
        "locations": [{"country": "KE", "prefecture": None, "text": "ナイロビ"}],
        "work_period": {"start": {"day": "2024-08-01"}, "end": {"day": "2025-07-31"}},
        "recruitment": {"start_on": "2024-05-01", "end_on": "2024-06-30"},
        "application_method": "書類を添付して応募する。",
        "conditions": "修士号。",
        "description": "流域の水資源を管理する。",
        "employment_type": "fixed-term",
        "web_application": True,
    } | changes


def drafted(stage: Rehearsal, **changes: Any) -> str:
    """The id of a new draft."""
    answer = stage.run(
        "draft_listing", {"content": content(**changes), "terms_agreed": True}, OWNER
    )
    return str(answer["listing_id"])


def requested(stage: Rehearsal, **changes: Any) -> str:
    """The id of a listing in 登録依頼中."""
    payload = {"content": content(**changes), "terms_agreed": True, "confirmed": True}
    return str(stage.run("request_listing_registration", payload, OWNER)["listing_id"])


def scheduled(stage: Rehearsal, on: str = "2024-05-10", **changes: Any) -> str:
    """The id of an approved listing."""
    listing_id = requested(stage, **changes)
    stage.run("approve_listing", {"listing_id": listing_id, "reflection_on": on}, SECRETARIAT)
    return listing_id


def published(stage: Rehearsal, **changes: Any) -> str:
    """The id of a listing published at 22:00 of 10 May 2024; it is then 23 o'clock."""
    listing_id = scheduled(stage, **changes)
    stage.until(tokyo(2024, 5, 10, 23))
    return listing_id


def state_of(stage: Rehearsal, listing_id: str) -> str:
    """The state in the read model; `gone` for a listing that is not there."""
    document = stage.documents("listings").get(listing_id)
    return "gone" if document is None else str(document["state"])


def found_by_search(stage: Rehearsal, actor: Actor = VISITOR) -> list[str]:
    """The ids on the first page of an empty search."""
    answer = stage.run("search_listings", {}, actor)
    return [item["listing_id"] for item in answer["items"]]


def told(stage: Rehearsal, *types: str) -> Sequence[str]:
    """The types of the public events so far, or those among `types`."""
    return [event.type for event in stage.published if not types or event.type in types]


def views_told(stage: Rehearsal, batch: str, *views: tuple[str, str, int]) -> Any:
    """Tells of a batch of views: listing, day, how many."""
    payload = {
        "batch_id": batch,
        "views": [{"listing_id": one, "on": on, "count": count} for one, on, count in views],
    }
    return stage.run("record_views", payload, SYSTEM)
