"""Two services as real processes: from a command to the follower of another service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from services.kernel.contracts.refused import Refused
from tests.integration.kernel.notices import PERSON, Notices


@pytest.fixture(scope="module")
def notices(
    amqp_uri: str, mongo_uri: str, db_prefix: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Notices]:
    made = Notices(amqp_uri, mongo_uri, db_prefix, tmp_path_factory.mktemp("notices"))
    try:
        made.start_all()
        yield made
    finally:
        made.close()


def test_a_command_reaches_own_projections_the_feed_and_another_service(
    notices: Notices,
) -> None:
    answer = notices.ask("board", "post_notice", {"text": "説明会"})
    notice = answer["notice_id"]
    found = notices.ask("board", "find_notices", after=answer["position"])
    assert {"notice_id": notice, "text": "説明会"} in found["items"]
    feed = notices.ask("board", "read_feed", {"after": 0, "limit": 1000})
    assert [e["type"] for e in feed["events"] if e["subject"] == notice] == ["NoticePosted"]
    notices.wait_for(lambda: notice in notices.documents("watch", "board.v1"), "watch projects")
    assert notices.documents("watch", "board.v1")[notice]["times"] == 1
    notices.wait_for(lambda: notice in notices.documents("watch", "heard.v1"), "watch reacts")
    assert notices.documents("watch", "heard.v1")[notice] == {"text": "説明会", "times": 1}


def test_the_same_command_again_answers_the_same_and_happens_once(notices: Notices) -> None:
    first = notices.ask("board", "post_notice", {"text": "once"}, command_id="c-once")
    again = notices.ask("board", "post_notice", {"text": "once"}, command_id="c-once")
    assert (first["repeated"], again["repeated"]) == (False, True)
    assert again["notice_id"] == first["notice_id"]
    assert again["position"] == first["position"]
    found = notices.ask("board", "find_notices", after=again["position"])["items"]
    assert [n["text"] for n in found].count("once") == 1


def test_a_refusal_crosses_the_wire_with_its_code_and_kind(notices: Notices) -> None:
    notice = notices.post("to be taken down")
    notices.ask("board", "take_down_notice", {"notice_id": notice})
    with pytest.raises(Refused) as refused:
        notices.ask("board", "take_down_notice", {"notice_id": notice})
    assert (refused.value.code, refused.value.kind) == ("notice-already-taken-down", "conflict")


def test_a_faulty_payload_is_refused_field_by_field(notices: Notices) -> None:
    with pytest.raises(Refused) as refused:
        notices.ask("board", "post_notice", {"text": "x" * 101, "colour": "red"})
    assert refused.value.kind == "invalid"
    assert refused.value.fields == {
        "text": [{"code": "too-long", "params": {"most": 100}}],
        "colour": [{"code": "unknown-field", "params": {}}],
    }


@pytest.mark.parametrize("envelope", [{}, {"actor": {"role": "emperor"}}, {"actor": 7}])
def test_an_envelope_without_a_proper_actor_is_refused(
    notices: Notices, envelope: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as refused:
        notices.client.call("noticeboard", "find_notices", {}, envelope, within=10.0)
    assert refused.value.kind == "invalid"


def test_the_feed_is_for_the_internal_system_only(notices: Notices) -> None:
    with pytest.raises(Refused) as refused:
        notices.ask("board", "read_feed", {"after": 0}, actor=PERSON)
    assert refused.value.code == "not-permitted"


def test_the_feed_pages_through_everything_once_and_in_order(notices: Notices) -> None:
    for number in range(25):
        notices.post(f"page {number}")
    seen: list[dict[str, Any]] = []
    after = 0
    while True:
        page = notices.ask("board", "read_feed", {"after": after, "limit": 7})
        if page["next"] == after:
            break
        seen.extend(page["events"])
        after = page["next"]
    positions = [int(e["position"]) for e in seen]
    assert positions == sorted(set(positions))
    assert [e["data"]["text"] for e in seen if e["data"].get("text", "").startswith("page")] == [
        f"page {number}" for number in range(25)
    ]
    assert all(int(e["previous"]) < int(e["position"]) for e in seen)


def test_what_falls_due_is_carried_out_and_shown_to_operators(notices: Notices) -> None:
    notice = notices.post("for a day")
    listed = notices.ask("board", "find_due", {"limit": 1000})
    notices.wait_for(
        lambda: (
            notice in {e["key"] for e in notices.ask("board", "find_due", {"limit": 1000})["items"]}
        ),
        "the entry is there",
    )
    assert listed["now"]
    notices.forward(25 * 3600)
    notices.wait_for(
        lambda: notice not in notices.documents("board", "notices.v1"), "the notice is taken down"
    )
    events = notices.ask("board", "read_feed", {"after": 0, "limit": 1000})["events"]
    assert [e["type"] for e in events if e["subject"] == notice] == [
        "NoticePosted",
        "NoticeTakenDown",
    ]
    notices.forward(0)


def test_a_reaction_that_fails_is_tried_again_and_has_one_effect(notices: Notices) -> None:
    notice = notices.post("fails 2")
    notices.wait_for(lambda: notice in notices.documents("watch", "heard.v1"), "it got through")
    assert notices.documents("watch", "moods")[notice] == {"attempts": 3}
    assert notices.documents("watch", "heard.v1")[notice]["times"] == 1


def test_a_reaction_that_keeps_failing_is_parked_seen_and_replayed(
    notices: Notices, tmp_path: Path
) -> None:
    notice = notices.post("fails always")
    behind = notices.post("behind it")
    notices.wait_for(lambda: notices.ask("watch", "find_parked")["total"] == 1, "it is parked", 60)
    [parked] = notices.ask("watch", "find_parked")["items"]
    assert (parked["reaction"], parked["error"]) == ("hear-notice", "NotInTheMood")
    assert "fails always" not in str(notices.documents("watch", "parked"))
    notices.wait_for(lambda: behind in notices.documents("watch", "heard.v1"), "others go on")
    notices.database("watch")["moods"].insert_one({"_id": f"healed {notice}"})
    assert notices.ask("watch", "replay_parked", {"id": parked["id"]}) == {"released": 1}
    notices.wait_for(lambda: notice in notices.documents("watch", "heard.v1"), "it is replayed")
    notices.wait_for(
        lambda: notices.ask("watch", "find_parked")["total"] == 0, "nothing is parked any more"
    )
    assert notices.documents("watch", "heard.v1")[notice]["times"] == 1


def test_a_projection_that_stopped_is_seen_by_operators_and_handed_over_again(
    notices: Notices,
) -> None:
    stopped = {"source": "watch", "event_id": "e-1", "error": "KeyError"}
    checkpoints = notices.database("watch")["checkpoints"]
    checkpoints.update_one({"_id": "heard.v1"}, {"$set": {"stopped": stopped}})
    assert notices.ask("watch", "ping")["stopped"] == ["heard.v1"]
    [listed] = notices.ask("watch", "find_parked")["items"]
    assert (listed["id"], listed["event_id"], listed["error"]) == ("heard.v1", "e-1", "KeyError")
    assert notices.ask("watch", "replay_parked", {"id": "heard.v1"}) == {"released": 1}
    assert notices.ask("watch", "ping")["stopped"] == []
    assert notices.ask("watch", "find_parked")["total"] == 0
