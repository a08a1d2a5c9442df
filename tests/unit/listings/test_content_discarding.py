"""What is left of a story that was retired, and of a draft that was discarded."""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import Refusal, Role
from tests.support.rehearsal import as_staff
from tests.unit.listings.editorial import content_drafted, content_published, version
from tests.unit.listings.stage import open_stage

MOFA = as_staff(Role.MOFA, "mofa-1")
TELLER = {"name": "橋本 花子", "organisation": "UNDP", "duty_station": "ナイロビ", "post": "官"}


@pytest.mark.parametrize("begin", [content_drafted, content_published])
def test_nobody_can_read_the_name_of_who_told_a_story_that_is_gone(begin: object) -> None:
    stage = open_stage()
    assert callable(begin)
    content_id = begin(stage, "jpo-story", "everyone", MOFA, teller=TELLER)
    stage.run("retire_content", {"content_id": content_id}, MOFA)
    left = stage.run("get_content", {"content_id": content_id}, MOFA)
    assert (left["state"], left["content"]["teller"]["name"]) == ("retired", "")
    asked = {"kinds": ["jpo-story"], "states": ["draft", "published", "retired"]}
    listed = stage.run("find_contents", asked, MOFA)
    assert listed["items"][0]["content"]["teller"]["name"] == ""


@pytest.mark.parametrize("command", ["publish_content", "revise_content"])
def test_a_story_that_is_gone_takes_no_new_name(command: str) -> None:
    stage = open_stage()
    content_id = content_published(stage, "jpo-story", "everyone", MOFA, teller=TELLER)
    stage.run("retire_content", {"content_id": content_id}, MOFA)
    again = {"content_id": content_id, "version": version(teller=TELLER)}
    with pytest.raises(Refusal) as refused:
        stage.run(command, again, MOFA)
    assert refused.value.code == "content-is-retired"


def test_the_name_in_another_story_stays() -> None:
    stage = open_stage()
    gone, stays = (
        content_published(stage, "jpo-story", "everyone", MOFA, teller=TELLER) for _ in range(2)
    )
    stage.run("retire_content", {"content_id": gone}, MOFA)
    left = stage.run("get_content", {"content_id": stays}, MOFA)["content"]
    assert left["teller"]["name"] == "橋本 花子"


def test_the_draft_of_a_fixed_place_is_not_discarded() -> None:
    stage = open_stage()
    page = {
        "kind": "jpo-page",
        "audience": "everyone",
        "code": "jpo-figures",
        "version": {"title": "題", "body": "本文"},
    }
    content_id = stage.run("draft_content", page, MOFA)["content_id"]
    with pytest.raises(Refusal) as refused:
        stage.run("retire_content", {"content_id": content_id}, MOFA)
    assert refused.value.code == "content-not-published"
