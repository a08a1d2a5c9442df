"""SM-18 in full: every state of content and press releases against every command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.kernel.eventkit.domain import Refusal
from tests.support.rehearsal import Rehearsal
from tests.unit.listings.editorial import (
    ORGANISATION_SAYS,
    content_drafted,
    content_published,
    edition,
    version,
)
from tests.unit.listings.stage import OWNER, SECRETARIAT, open_stage, told


def _retired(stage: Rehearsal, kind: str) -> str:
    content_id = content_published(stage, kind=kind)
    stage.run("retire_content", {"content_id": content_id}, SECRETARIAT)
    return content_id


CONTENT_STATES: dict[str, Callable[[Rehearsal, str], str]] = {
    "none": lambda stage, kind: "no-such-content",
    "draft": lambda stage, kind: content_drafted(stage, kind=kind),
    "published": lambda stage, kind: content_published(stage, kind=kind),
    "retired": _retired,
}
CONTENT_COMMANDS: dict[str, tuple[str, Callable[[str], dict[str, Any]]]] = {
    "publish": ("publish_content", lambda kind: {"checked": True}),
    "revise": ("revise_content", lambda kind: {"version": edition(kind, 2025, title="改訂")}),
    "retire": ("retire_content", lambda kind: {}),
}
# From (state), trigger (command): the event and the state after it, as SM-18 has it; beyond it a
# draft may be discarded.
CONTENT_ALLOWED = {
    ("article", "draft", "publish"): ("ContentPublished", "published"),
    ("article", "published", "revise"): ("ContentRevised", "published"),
    ("article", "published", "retire"): ("ContentRetired", "retired"),
    ("article", "draft", "retire"): ("ContentRetired", "retired"),
    ("library", "draft", "retire"): ("ContentRetired", "retired"),
    ("library", "draft", "publish"): ("ContentPublished", "published"),
    ("library", "published", "revise"): ("LibraryUpdated", "published"),
    ("library", "published", "retire"): ("ContentRetired", "retired"),
}
CONTENT_IDLE = {("retired", "retire")}
KINDS = ("article", "library")


@pytest.mark.requirement("LI-66")
@pytest.mark.requirement("LI-67")
@pytest.mark.requirement("LI-71")
@pytest.mark.parametrize(("case", "outcome"), CONTENT_ALLOWED.items(), ids=lambda v: "-".join(v))
def test_an_allowed_command_emits_its_event_and_changes_the_state(
    case: tuple[str, str, str], outcome: tuple[str, str]
) -> None:
    kind, state, command = case
    stage = open_stage()
    content_id = CONTENT_STATES[state](stage, kind)
    name, payload = CONTENT_COMMANDS[command]
    stage.run(name, {"content_id": content_id, **payload(kind)}, SECRETARIAT)
    assert told(stage)[-1] == outcome[0]
    assert stage.documents("contents")[content_id]["state"] == outcome[1]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", CONTENT_STATES)
@pytest.mark.parametrize("command", CONTENT_COMMANDS)
def test_any_other_command_on_content_changes_nothing(kind: str, state: str, command: str) -> None:
    if (kind, state, command) in CONTENT_ALLOWED:
        return
    stage = open_stage()
    content_id = CONTENT_STATES[state](stage, kind)
    before = stage.events()
    name, payload = CONTENT_COMMANDS[command]
    asked = {"content_id": content_id, **payload(kind)}
    if (state, command) in CONTENT_IDLE:
        stage.run(name, asked, SECRETARIAT)
    else:
        with pytest.raises(Refusal):
            stage.run(name, asked, SECRETARIAT)
    assert stage.events() == before


def _asked(stage: Rehearsal) -> str:
    return str(stage.run("request_press_release", ORGANISATION_SAYS, OWNER)["press_release_id"])


def _after(command: str, **payload: Any) -> Callable[[Rehearsal], str]:
    def bring_about(stage: Rehearsal) -> str:
        release_id = _asked(stage)
        stage.run(command, {"press_release_id": release_id, **payload}, SECRETARIAT)
        return release_id

    return bring_about


def _withdrawn(stage: Rehearsal) -> str:
    release_id = _after("publish_press_release", checked=True)(stage)
    payload = {"press_release_id": release_id, "note": "電話で依頼"}
    stage.run("withdraw_press_release", payload, SECRETARIAT)
    return release_id


PRESS_STATES: dict[str, Callable[[Rehearsal], str]] = {
    "none": lambda stage: "no-such-release",
    "requested": _asked,
    "published": _after("publish_press_release", checked=True),
    "returned": _after("return_press_release", reason="日付がない。"),
    "withdrawn": _withdrawn,
}
PRESS_COMMANDS: dict[str, tuple[str, dict[str, Any]]] = {
    "publish": ("publish_press_release", {"checked": True}),
    "return": ("return_press_release", {"reason": "日付がない。"}),
    "withdraw": ("withdraw_press_release", {"note": "電話で依頼"}),
}
PRESS_ALLOWED = {
    ("requested", "publish"): ("PressReleasePublished", "published"),
    ("requested", "return"): ("PressReleaseReturned", "returned"),
    ("published", "withdraw"): ("PressReleaseWithdrawn", "withdrawn"),
}
PRESS_IDLE = {("withdrawn", "withdraw")}


@pytest.mark.requirement("LI-69")
@pytest.mark.parametrize(("case", "outcome"), PRESS_ALLOWED.items(), ids=lambda v: "-".join(v))
def test_a_press_release_goes_the_way_of_the_table(
    case: tuple[str, str], outcome: tuple[str, str]
) -> None:
    stage = open_stage()
    release_id = PRESS_STATES[case[0]](stage)
    name, payload = PRESS_COMMANDS[case[1]]
    stage.run(name, {"press_release_id": release_id, **payload}, SECRETARIAT)
    assert told(stage)[-1] == outcome[0]
    assert stage.documents("press_releases")[release_id]["state"] == outcome[1]


@pytest.mark.requirement("LI-69")
@pytest.mark.parametrize("state", PRESS_STATES)
@pytest.mark.parametrize("command", PRESS_COMMANDS)
def test_any_other_command_on_a_press_release_changes_nothing(state: str, command: str) -> None:
    if (state, command) in PRESS_ALLOWED:
        return
    stage = open_stage()
    release_id = PRESS_STATES[state](stage)
    before = stage.events()
    name, payload = PRESS_COMMANDS[command]
    asked = {"press_release_id": release_id, **payload}
    if (state, command) in PRESS_IDLE:
        stage.run(name, asked, SECRETARIAT)
    else:
        with pytest.raises(Refusal):
            stage.run(name, asked, SECRETARIAT)
    assert stage.events() == before


def test_content_is_drafted_once_for_a_place_and_published_only_after_a_check() -> None:
    stage = open_stage()
    page = {
        "kind": "page",
        "audience": "everyone",
        "code": "residents-abroad",
        "version": version(),
    }
    content_id = stage.run("draft_content", page, SECRETARIAT)["content_id"]
    with pytest.raises(Refusal) as refused:
        stage.run("draft_content", page, SECRETARIAT)
    assert refused.value.code == "content-exists"
    with pytest.raises(Refusal) as refused:
        stage.run("publish_content", {"content_id": content_id}, SECRETARIAT)
    assert refused.value.code == "content-not-checked"
