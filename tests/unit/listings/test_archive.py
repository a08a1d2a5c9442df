"""Past public recruitments and pre-announcements that give way (LI-44, LI-45; SM-05)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.kernel.eventkit.domain import VISITOR, NotPermitted, Refusal, Role
from services.listings.domain.listing.kinds import ListingKind, kinds_posted_by
from tests.support.rehearsal import Rehearsal, tokyo
from tests.unit.listings.jica import DEPARTMENT, department_posts
from tests.unit.listings.stage import (
    OWNER,
    SECRETARIAT,
    content,
    found_by_search,
    open_stage,
    published,
    state_of,
    told,
)


def _archive(stage: Rehearsal, listing_id: str, actor: Any = SECRETARIAT) -> None:
    stage.run("archive_listing", {"listing_id": listing_id}, actor)


@pytest.mark.requirement("LI-44")
def test_a_past_recruitment_stays_readable_and_takes_no_applications() -> None:
    stage = open_stage()
    listing_id = department_posts(stage, "public-recruitment")
    stage.until(tokyo(2024, 7, 1, 9))
    assert found_by_search(stage) == []
    _archive(stage, listing_id, DEPARTMENT)
    assert told(stage)[-1] == "ListingArchived"
    assert stage.published[-1].data["kind"] == "past-public-recruitment"
    page = stage.run("get_listing", {"listing_id": listing_id}, VISITOR)
    assert (page["kind"], page["state"], page["recruitment_state"]) == (
        "past-public-recruitment",
        "archived",
        "ended",
    )
    assert (page["takes_applications"], page["labels"]) == (False, [])
    assert not page["content"]["web_application"]
    assert found_by_search(stage) == [listing_id]
    assert stage.documents("due") == {}


@pytest.mark.requirement("LI-44")
def test_a_recruitment_is_archived_after_its_end_and_not_before() -> None:
    stage = open_stage()
    listing_id = department_posts(stage, "public-recruitment")
    stage.until(tokyo(2024, 6, 30, 23, 59, 59))
    with pytest.raises(Refusal) as refused:
        _archive(stage, listing_id)
    assert refused.value.code == "recruitment-still-running"
    stage.clock.at = tokyo(2024, 7, 1)
    _archive(stage, listing_id)
    assert told(stage)[-2:] == ["ListingRecruitmentEnded", "ListingArchived"]


@pytest.mark.requirement("LI-44")
def test_only_public_recruitments_become_past_ones() -> None:
    stage = open_stage()
    listing_id = published(stage)
    stage.until(tokyo(2024, 7, 1, 9))
    with pytest.raises(Refusal) as refused:
        _archive(stage, listing_id)
    assert refused.value.code == "only-public-recruitment-is-archived"
    with pytest.raises(NotPermitted):
        _archive(stage, listing_id, OWNER)


@pytest.mark.requirement("LI-45")
def test_a_pre_announcement_ends_when_the_recruitment_that_follows_is_published() -> None:
    stage = open_stage()
    before = department_posts(stage, "pre-announcement")
    number = stage.documents("listings")[before]["data_number"]
    after = department_posts(stage, "public-recruitment", on="2024-05-12", follows=number)
    assert state_of(stage, before) == "published"
    stage.until(tokyo(2024, 5, 12))
    assert told(stage)[-2:] == ["ListingPublished", "ListingRecruitmentEnded"]
    assert stage.published[-1].data["followed_by"] == "D000000002"
    assert found_by_search(stage) == [after]
    with pytest.raises(Refusal) as refused:
        stage.run("get_listing", {"data_number": number}, VISITOR)
    assert refused.value.code == "listing-replaced"
    assert refused.value.params == {"followed_by": "D000000002"}


@pytest.mark.requirement("LI-45")
def test_a_pre_announcement_is_not_told_to_take_applications() -> None:
    stage = open_stage()
    listing_id = department_posts(stage, "pre-announcement")
    page = stage.run("get_listing", {"listing_id": listing_id}, VISITOR)
    assert (page["public"], page["recruitment_state"]) == (True, "open")
    assert page["takes_applications"] is False


@pytest.mark.requirement("LI-45")
@pytest.mark.parametrize(
    ("kind", "follows"), [("public-recruitment", "D000000009"), ("public-notice", "D000000001")]
)
def test_only_a_recruitment_follows_and_only_a_known_pre_announcement(
    kind: str, follows: str
) -> None:
    stage = open_stage()
    department_posts(stage, "pre-announcement")
    payload = {
        "content": content(kind=kind, follows=follows),
        "terms_agreed": True,
        "confirmed": True,
    }
    with pytest.raises(Refusal) as refused:
        stage.run("request_listing_registration", payload, DEPARTMENT)
    assert list(refused.value.fields) == ["content.follows"]


def _changes(listing_id: str, follows: str) -> dict[str, Any]:
    changed = content(kind="public-recruitment", contact="人事部", follows=follows)
    return {"listing_id": listing_id, "content": changed}


def _draft(stage: Rehearsal, follows: str | None) -> str:
    filled = content(kind="public-recruitment", contact="人事部", follows=follows)
    payload = {"content": filled, "terms_agreed": True}
    return str(stage.run("draft_listing", payload, DEPARTMENT)["listing_id"])


def _requested(stage: Rehearsal, follows: str | None) -> str:
    listing_id = _draft(stage, follows)
    request = {"listing_id": listing_id, "confirmed": True, "terms_agreed": True}
    stage.run("request_listing_registration", request, DEPARTMENT)
    return listing_id


def _published(stage: Rehearsal, follows: str | None) -> str:
    listing_id = department_posts(stage, "public-recruitment", on="2024-05-12", follows=follows)
    stage.until(tokyo(2024, 5, 12, 9))
    return listing_id


@pytest.mark.requirement("LI-45")
@pytest.mark.parametrize(
    ("made", "command", "more"),
    [
        (_draft, "update_listing_draft", {}),
        (_requested, "correct_listing_request", {"note": "メールで連絡があった。"}),
        (_published, "draft_listing_amendment", {}),
        (_published, "request_listing_amendment", {"confirmed": True}),
    ],
)
def test_whatever_changes_a_listing_knows_the_pre_announcement_it_names(
    made: Callable[[Rehearsal, str | None], str], command: str, more: dict[str, Any]
) -> None:
    stage = open_stage()
    department_posts(stage, "pre-announcement")
    listing_id = made(stage, None)
    actor = SECRETARIAT if command == "correct_listing_request" else DEPARTMENT
    before = stage.documents("listings")[listing_id]
    with pytest.raises(Refusal) as refused:
        stage.run(command, {**_changes(listing_id, "D000000009"), **more}, actor)
    assert list(refused.value.fields) == ["content.follows"]
    assert stage.documents("listings")[listing_id] == before
    stage.run(command, {**_changes(listing_id, "D000000001"), **more}, actor)


@pytest.mark.requirement("LI-45")
def test_what_a_listing_follows_already_may_stay() -> None:
    stage = open_stage()
    before = department_posts(stage, "pre-announcement")
    listing_id = _published(stage, "D000000001")
    assert state_of(stage, before) == "ended"
    amendment = _changes(listing_id, "D000000001")
    checked = {**amendment, "amends": True}
    assert stage.run("check_listing", checked, DEPARTMENT)["content"]["follows"] == "D000000001"
    stage.run("request_listing_amendment", {**amendment, "confirmed": True}, DEPARTMENT)


@pytest.mark.requirement("LI-45")
@pytest.mark.parametrize("dry_run", [True, False])
def test_an_imported_recruitment_names_a_known_pre_announcement_too(dry_run: bool) -> None:
    stage = open_stage()
    department_posts(stage, "pre-announcement")

    def outcomes(source_id: str, follows: str) -> list[str]:
        given = content(kind="public-recruitment", contact="人事部", follows=follows)
        given.pop("kind")
        row = {"line": 1, "source_id": source_id, "content": given}
        command = {"kind": "public-recruitment", "source": "s", "rows": [row], "dry_run": dry_run}
        items = stage.run("import_listings", command, DEPARTMENT)["items"]
        return [item["outcome"] for item in items] + list(items[0].get("fields", ()))

    assert outcomes("1", "D000000009") == ["refused", "follows"]
    assert outcomes("1", "D000000001") == ["created"]


@pytest.mark.requirement("LI-46")
def test_a_department_posts_and_approves_its_own_notices_recruitments_and_pre_announcements() -> (
    None
):
    for kind in ("public-notice", "public-recruitment", "pre-announcement"):
        stage = open_stage()
        listing_id = department_posts(stage, kind)
        assert stage.run("get_listing", {"listing_id": listing_id}, VISITOR)["kind"] == kind


def test_other_kinds_of_a_department_are_approved_by_the_secretariat() -> None:
    stage = open_stage()
    with pytest.raises(Refusal) as refused:
        department_posts(stage, "job")
    assert refused.value.code == "kind-not-approvable"


@pytest.mark.requirement("LI-01")
def test_every_kind_is_posted_by_those_section_1_names() -> None:
    of_organisations = {"job", "internship", "training", "seminar"}
    of_jica = {"public-recruitment", "public-notice", "pre-announcement", "jocv-job"}
    made_otherwise = {"past-public-recruitment", "jpo-campaign"}
    assert {kind.value for kind in ListingKind} == of_organisations | of_jica | made_otherwise
    assert kinds_posted_by(Role.ORGANISATION) == of_organisations
    for role in (Role.JICA_DEPARTMENT, Role.HR_DIVISION, Role.SECRETARIAT):
        assert kinds_posted_by(role) == of_organisations | of_jica
    assert kinds_posted_by(Role.INDIVIDUAL) == frozenset()


@pytest.mark.requirement("LI-32")
@pytest.mark.parametrize("kind", ["training", "seminar"])
def test_trainings_and_seminars_are_amended_in_the_same_steps(kind: str) -> None:
    stage = open_stage()
    listing_id = published(stage, kind=kind, employment_type=None)
    amended = content(kind=kind, employment_type=None, title="新しい題名")
    about = {"listing_id": listing_id}
    stage.run("draft_listing_amendment", {**about, "content": amended}, OWNER)
    stage.run("request_listing_amendment", {**about, "confirmed": True}, OWNER)
    stage.run("return_listing", {**about, "reason": "会場の記載がない。"}, SECRETARIAT)
    stage.run("request_listing_amendment", {**about, "confirmed": True}, OWNER)
    stage.run("approve_listing", {**about, "reflection_on": "2024-05-12"}, SECRETARIAT)
    stage.until(tokyo(2024, 5, 11, 23, 59, 59))
    assert stage.run("get_listing", about, VISITOR)["title"] == "水資源の専門家"
    stage.until(tokyo(2024, 5, 12))
    assert stage.run("get_listing", about, VISITOR)["title"] == "新しい題名"
    assert told(stage)[-6:] == [
        "ListingAmendmentDrafted",
        "ListingAmendmentRequested",
        "ListingAmendmentReturned",
        "ListingAmendmentRequested",
        "ListingAmendmentApproved",
        "ListingAmended",
    ]


@pytest.mark.requirement("LI-19")
@pytest.mark.parametrize("web", [True, False])
@pytest.mark.parametrize("direct", [True, False])
def test_web_and_direct_application_are_stated_independently(web: bool, direct: bool) -> None:
    stage = open_stage()
    listing_id = published(stage, web_application=web, direct_application=direct)
    page = stage.run("get_listing", {"listing_id": listing_id}, VISITOR)
    assert (page["web_application"], page["direct_application"]) == (web, direct)
    assert ("web-application" in page["labels"]) is web
    told_to_applications = next(e for e in stage.published if e.type == "ListingPublished").data
    assert told_to_applications["web_application"] is web
    assert told_to_applications["direct_application"] is direct
