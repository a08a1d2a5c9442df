"""What messaging holds about a person, for the download of everything held."""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import NotPermitted
from tests.unit.messaging.stage import BODY, HANAKO, STATUS, TARO, Stage


def test_the_mailbox_and_the_mails_sent_are_held_about_a_person_and_nobody_else() -> None:
    stage = Stage()
    stage.write()
    changed = {**STATUS, "notify": True}
    stage.hear("applications", "ApplicationStatusChanged", "a-1", changed)
    parts = {
        part["name"]: part["items"] for part in stage.run("get_held_data", {}, HANAKO)["parts"]
    }
    assert {one["kind"] for one in parts["messages"]} == {"organisation-mail", "notice"}
    written = next(one for one in parts["messages"] if one["kind"] == "organisation-mail")
    assert written["text"]
    assert [one["template"] for one in parts["sent-mails"]] == ["application-status"]
    others = stage.run("get_held_data", {}, TARO)["parts"]
    assert [part["items"] for part in others] == [[], [], []]
    with pytest.raises(NotPermitted):
        stage.run("get_held_data", {}, BODY)
