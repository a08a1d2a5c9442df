"""JPO campaigns found as listings are: by keyword, destination and field (LI-80)."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import VISITOR, Role
from services.listings.domain.jpo.matching import says
from tests.support.rehearsal import Rehearsal, as_staff, tokyo
from tests.unit.listings.stage import open_stage

MOFA = as_staff(Role.MOFA, "mofa-1")


def _announced(year: int = 2024, **terms: Any) -> Rehearsal:
    stage = open_stage()
    dates = {"opens_on": "2024-06-01", "closes_on": "2024-06-30"}
    created = {"application_year": year, "terms": {**dates, **terms}}
    campaign_id = stage.run("create_jpo_campaign", created, MOFA)["campaign_id"]
    stage.run("announce_jpo_campaign", {"campaign_id": campaign_id}, MOFA)
    return stage


def _total(stage: Rehearsal, **asked: Any) -> int:
    return int(stage.run("find_jpo_campaigns", asked, VISITOR)["total"])


@pytest.mark.requirement("LI-80")
@pytest.mark.parametrize(
    "keyword",
    [
        *("", "JPO", "ｊｐｏ", "国連 会計", "undp", "世界保健機関", "World Health"),
        *("Peacebuilding", "2024年度", "国際機関", "外務省", "水衛生"),
    ],
)
def test_a_campaign_is_found_by_its_name_destinations_and_fields(keyword: str) -> None:
    assert _total(_announced(), keyword=keyword, current=True) == 1


@pytest.mark.requirement("LI-80")
@pytest.mark.parametrize("keyword", ["ケニア", "国連 ケニア", "ited", "看護師", "2023"])
def test_a_campaign_is_not_found_by_what_it_does_not_say(keyword: str) -> None:
    assert _total(_announced(), keyword=keyword, current=True) == 0


@pytest.mark.requirement("LI-80")
def test_one_of_several_fields_is_enough() -> None:
    stage = _announced(specialities=[{"ja": "宇宙", "en": "Space"}])
    assert _total(stage, specialities=["水資源", "宇宙"]) == 1
    assert _total(stage, specialities=["水資源"]) == 0
    assert _total(stage, keyword="space", specialities=["宇宙"]) == 1


def test_current_ones_are_those_announced_or_open() -> None:
    stage = _announced()
    for moment, total in ((tokyo(2024, 6, 1), 1), (tokyo(2024, 7, 1), 0)):
        stage.until(moment)
        assert _total(stage, current=True) == total
    assert _total(stage) == 1
    assert stage.run("find_jpo_campaigns", {"current": True}, MOFA)["total"] == 0


def test_the_moment_of_the_last_change_is_told() -> None:
    stage = _announced()
    stage.until(tokyo(2024, 6, 1))
    (campaign,) = stage.run("find_jpo_campaigns", {}, VISITOR)["items"]
    assert campaign["changed_at"] == tokyo(2024, 6, 1).isoformat()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["IT"], False),
        (["it"], False),
        (["Unit"], True),
        (["C++"], False),
        (["連合"], True),
        ([], True),
    ],
)
def test_latin_words_stand_at_the_beginning_of_a_word(words: list[str], said: bool) -> None:
    assert says(words, ["United Nations", "国際連合"]) is said
