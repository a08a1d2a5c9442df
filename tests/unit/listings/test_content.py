"""Content, press room, library and FAQ (LI-66 to LI-72, LI-81, LI-83, GW-45)."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from services.kernel.eventkit.domain import VISITOR, NotFound, NotPermitted, Refusal, Role
from tests.support.rehearsal import Rehearsal, as_individual, as_staff, tokyo
from tests.unit.listings.editorial import (
    ORGANISATION_SAYS,
    content_drafted,
    content_published,
    edition,
    version,
)
from tests.unit.listings.stage import AFTERNOON, OWNER, SECRETARIAT, STRANGER, open_stage, told

MOFA = as_staff(Role.MOFA, "mofa-1")
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 40).decode()
TELLER = {
    "name": "橋本 花子",
    "organisation": "UNDP",
    "duty_station": "ナイロビ",
    "post": "計画官",
    "jpo_year": 2015,
}


def _titles(stage: Rehearsal, actor: Any = VISITOR, **asked: Any) -> list[str]:
    answer = stage.run("find_contents", asked, actor)
    assert answer["total"] == len(answer["items"])
    return [item["content"]["title"] for item in answer["items"]]


@pytest.mark.requirement("LI-66")
def test_content_for_individuals_is_drafted_checked_and_then_public() -> None:
    stage = open_stage()
    content_id = content_drafted(stage)
    assert _titles(stage) == []
    with pytest.raises(NotFound):
        stage.run("get_content", {"content_id": content_id}, VISITOR)
    assert _titles(stage, SECRETARIAT, states=["draft"]) == ["国際協力の仕事"]
    corrected = {"content_id": content_id, "checked": True, "version": version(title="直した題")}
    stage.run("publish_content", corrected, SECRETARIAT)
    assert _titles(stage, as_individual("hana")) == ["直した題"]
    assert told(stage) == ["ContentDrafted", "ContentPublished"]


@pytest.mark.requirement("LI-67")
def test_a_revision_keeps_the_earlier_versions_for_the_editors() -> None:
    stage = open_stage()
    content_id = content_published(stage)
    for title in ("二版", "三版"):
        payload = {"content_id": content_id, "version": version(title=title)}
        stage.run("revise_content", payload, SECRETARIAT)
    assert stage.run("get_content", {"content_id": content_id}, VISITOR)["number"] == 3
    kept = stage.run("get_content", {"content_id": content_id}, SECRETARIAT)["versions"]
    assert [one["title"] for one in kept] == ["国際協力の仕事", "二版", "三版"]
    earlier = {"content_id": content_id, "number": 1}
    first = stage.run("get_content", earlier, SECRETARIAT)
    assert first["content"]["title"] == "国際協力の仕事"
    with pytest.raises(NotFound):
        stage.run("get_content", earlier, VISITOR)
    assert told(stage)[-2:] == ["ContentRevised", "ContentRevised"]


@pytest.mark.requirement("LI-68")
@pytest.mark.requirement("GW-45")
def test_content_for_organisations_is_read_by_organisations_only() -> None:
    stage = open_stage()
    content_id = content_published(stage, audience="organisations")
    assert _titles(stage, OWNER) == ["国際協力の仕事"]
    for actor in (VISITOR, as_individual("hana")):
        assert _titles(stage, actor, audiences=["organisations"]) == []
        with pytest.raises(NotFound):
            stage.run("get_content", {"content_id": content_id}, actor)
    assert stage.run("get_content", {"content_id": content_id}, OWNER)["state"] == "published"


@pytest.mark.requirement("LI-71")
def test_each_edition_of_the_library_is_of_a_later_year_and_the_earlier_one_is_kept() -> None:
    stage = open_stage()
    content_id = content_published(stage, kind="library", audience="everyone")
    stage.until(tokyo(2025, 5, 1))
    same_year = {"content_id": content_id, "version": edition("library", 2024, title="二版")}
    with pytest.raises(Refusal) as refused:
        stage.run("revise_content", same_year, SECRETARIAT)
    assert refused.value.code == "library-edition-not-newer"
    newer = {"content_id": content_id, "version": edition("library", 2025, title="2025年版")}
    stage.run("revise_content", newer, SECRETARIAT)
    assert told(stage)[-1] == "LibraryUpdated"
    assert stage.published[-1].data["edition"] == 2025
    seen = stage.run("get_content", {"content_id": content_id}, VISITOR)
    assert [one["edition"] for one in seen["versions"]] == [2024, 2025]
    earlier = stage.run("get_content", {"content_id": content_id, "number": 1}, VISITOR)
    assert earlier["content"]["title"] == "国際協力の仕事"


@pytest.mark.requirement("LI-72")
def test_faq_entries_stand_by_category_and_order() -> None:
    stage = open_stage()
    for title, category, order in (
        ("履歴書の作り方", "履歴書", 1),
        ("対応ブラウザ", "動作保証環境", 1),
        ("ログインできない", "ログイン", 2),
        ("パスワードを忘れた", "ログイン", 1),
    ):
        content_published(
            stage, kind="faq", audience="everyone", title=title, category=category, order=order
        )
    shown = stage.run("find_contents", {"kinds": ["faq"]}, VISITOR)["items"]
    assert [item["content"]["title"] for item in shown] == [
        "パスワードを忘れた",
        "ログインできない",
        "対応ブラウザ",
        "履歴書の作り方",
    ]
    assert shown[0]["content"]["body"]
    with pytest.raises(Refusal) as refused:
        content_drafted(stage, kind="faq", audience="everyone", category="")
    assert list(refused.value.fields) == ["version.category"]


@pytest.mark.requirement("LI-81")
def test_a_story_names_its_teller_whose_name_is_stored_sealed() -> None:
    stage = open_stage()
    content_id = content_published(
        stage, kind="jpo-story", audience="everyone", actor=MOFA, teller=TELLER
    )
    shown = stage.run("get_content", {"content_id": content_id}, VISITOR)
    assert shown["content"]["teller"] == TELLER
    assert "橋本" not in repr(stage.events()) + repr(stage.documents("contents"))


@pytest.mark.requirement("LI-83")
def test_links_of_the_mofa_centre_lead_to_web_addresses() -> None:
    stage = open_stage()
    for url in (None, "javascript:alert(1)"):
        with pytest.raises(Refusal) as refused:
            content_drafted(stage, kind="jpo-link", audience="everyone", actor=MOFA, url=url)
        assert list(refused.value.fields) == ["version.url"]
    content_published(
        stage,
        kind="jpo-link",
        audience="everyone",
        actor=MOFA,
        title="パンフレット",
        url="https://www.mofa-irc.example/pamphlet",
    )
    assert _titles(stage, kinds=["jpo-link"]) == ["パンフレット"]


def test_the_mofa_centre_edits_what_concerns_the_jpo_and_nothing_else() -> None:
    stage = open_stage()
    with pytest.raises(Refusal) as refused:
        content_drafted(stage, kind="faq", audience="everyone", actor=MOFA)
    assert refused.value.code == "content-kind-of-others"
    content_id = content_published(stage)
    with pytest.raises(Refusal):
        stage.run("retire_content", {"content_id": content_id}, MOFA)
    with pytest.raises(NotPermitted):
        content_drafted(stage, actor=OWNER)


@pytest.mark.parametrize("body", ["![](/content/pictures/1)", "文 ![ ](https://example.org/a.png)"])
def test_a_picture_needs_alternative_text(body: str) -> None:
    with pytest.raises(Refusal) as refused:
        content_drafted(open_stage(), body=body)
    assert refused.value.fields["version.body"][0].code == "picture-needs-alternative-text"


def test_a_picture_is_known_by_its_content() -> None:
    stage = open_stage()
    stored = stage.run("add_content_picture", {"content": PNG}, SECRETARIAT)
    shown = stage.run("get_content_picture", {"picture_id": stored["picture_id"]}, VISITOR)
    assert shown == {"content": PNG, "media_type": "image/png"}
    svg = base64.b64encode(b"<svg onload='alert(1)'/>").decode()
    for content, code in ((svg, "not-a-picture"), ("%%%", "not-base64")):
        with pytest.raises(Refusal) as refused:
            stage.run("add_content_picture", {"content": content}, SECRETARIAT)
        assert refused.value.fields["content"][0].code == code
    with pytest.raises(NotFound):
        stage.run("get_content_picture", {"picture_id": "none"}, VISITOR)


@pytest.mark.requirement("LI-69")
def test_a_press_release_is_public_after_the_check_only() -> None:
    stage = open_stage()
    asked = stage.run("request_press_release", ORGANISATION_SAYS, OWNER)
    about = {"press_release_id": asked["press_release_id"]}
    for actor in (VISITOR, STRANGER):
        with pytest.raises(NotFound):
            stage.run("get_press_release", about, actor)
    assert stage.run("get_press_release", about, OWNER)["state"] == "requested"
    with pytest.raises(Refusal) as refused:
        stage.run("publish_press_release", about, SECRETARIAT)
    assert refused.value.code == "press-release-not-checked"
    stage.run("publish_press_release", {**about, "checked": True}, SECRETARIAT)
    room = stage.run("find_press_releases", {}, VISITOR)
    assert [item["title"] for item in room["items"]] == ["新しい研修を始めます"]
    assert "reason" not in room["items"][0]
    assert told(stage) == ["PressReleaseRequested", "PressReleasePublished"]


@pytest.mark.requirement("LI-69")
def test_a_returned_press_release_tells_its_organisation_why() -> None:
    stage = open_stage()
    asked = stage.run("request_press_release", ORGANISATION_SAYS, OWNER)
    about = {"press_release_id": asked["press_release_id"]}
    stage.run("return_press_release", {**about, "reason": "開催日がない。"}, SECRETARIAT)
    mine = stage.run("find_press_releases", {"own": True}, OWNER)["items"]
    assert [(one["state"], one["reason"]) for one in mine] == [("returned", "開催日がない。")]
    assert "開催日" not in repr(stage.events())
    assert stage.run("find_press_releases", {"own": True}, STRANGER)["total"] == 0


@pytest.mark.requirement("LI-70")
def test_the_secretariat_sees_every_request_with_its_state_and_age() -> None:
    stage = open_stage(AFTERNOON)
    stage.run("request_press_release", ORGANISATION_SAYS, OWNER)
    stage.until(tokyo(2024, 5, 13, 9))
    later = {**ORGANISATION_SAYS, "title": "あとの依頼"}
    second = stage.run("request_press_release", later, STRANGER)["press_release_id"]
    payload = {"press_release_id": second, "checked": True}
    stage.run("publish_press_release", payload, SECRETARIAT)
    states = {"states": ["requested", "published", "returned", "withdrawn"]}
    seen = stage.run("find_press_releases", states, SECRETARIAT)["items"]
    assert [(one["state"], one["age_days"]) for one in seen] == [("requested", 3), ("published", 0)]
    assert stage.run("find_press_releases", states, VISITOR)["total"] == 1
