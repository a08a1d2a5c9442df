"""SM-10, scout mails: every pair of state and deed, permitted or refused.

The rows of requirements.md 9.10 are quoted as they stand there; a pair without a row must be refused
without an event.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from services.kernel.eventkit.domain import Actor, Facet, NotFound, Refusal, Role
from services.messaging.application.scouting import scout_id_of
from services.messaging.domain.scout_message.scout_message import (
    ScoutAlreadyReplied,
    ScoutAlreadySent,
    ScoutMailsForFullOrganisations,
    ScoutStatus,
)
from tests.support.rehearsal import as_individual, tokyo
from tests.unit.messaging.stage import BODY, HANAKO, OTHER_BODY, TARO, Stage

SIMPLE_BODY = Actor(Role.ORGANISATION, "person-in-charge", "org-1", frozenset())
INACTIVE = as_individual("hanako", Facet.INACTIVE_JOB_SEEKER)
SCOUT = scout_id_of("org-1", "hanako")


def _sent(stage: Stage) -> None:
    stage.scout()


def _unread(stage: Stage) -> None:
    stage.scout()
    stage.reply(SCOUT)


def _read(stage: Stage) -> None:
    _unread(stage)
    stage.opened(SCOUT)


def _erased(stage: Stage) -> None:
    stage.scout()
    stage.until(tokyo(2025, 3, 1))


def _left(stage: Stage) -> None:
    stage.scout()
    stage.hear("identity", "UserWithdrawn", "hanako", {"account_id": "hanako"})


STATES: dict[str, tuple[ScoutStatus, Callable[[Stage], None]]] = {
    "-": (ScoutStatus.NONE, lambda stage: None),
    "Sent": (ScoutStatus.SENT, _sent),
    "Replied unread": (ScoutStatus.REPLIED_UNREAD, _unread),
    "Replied read": (ScoutStatus.REPLIED_READ, _read),
    "Sent, the year over": (ScoutStatus.SENT, _erased),
    "Sent, the person gone": (ScoutStatus.SENT, _left),
}


def _send_to_private(stage: Stage) -> None:
    stage.shown.clear()
    stage.scout()


DEEDS: dict[str, Callable[[Stage], object]] = {
    "send": lambda stage: stage.scout(),
    "send, by a simple organisation": lambda stage: stage.scout(actor=SIMPLE_BODY),
    "send, to somebody not shown": _send_to_private,
    "reply": lambda stage: stage.reply(SCOUT),
    "reply, by somebody else": lambda stage: stage.reply(SCOUT, TARO),
    "reply, while inactive": lambda stage: stage.reply(SCOUT, INACTIVE),
    "open": lambda stage: stage.opened(SCOUT),
    "open, by another organisation": lambda stage: stage.opened(SCOUT, OTHER_BODY),
}
# From, deed -> To, public event. The row of requirements.md 9.10 stands above.
PERMITTED: dict[tuple[str, str], tuple[ScoutStatus, str]] = {
    # | - | Sent | Organisation (full) | profile public, not blocked, no earlier thread with this
    #   person, D-85 | `ScoutMessageSent` |
    ("-", "send"): (ScoutStatus.SENT, "ScoutMessageSent"),
    # | Sent | Replied unread | Individual | first reply only; address disclosed or not |
    #   `ScoutMessageReplied` |
    ("Sent", "reply"): (ScoutStatus.REPLIED_UNREAD, "ScoutMessageReplied"),
    # | Replied unread | Replied read | Organisation | opens the reply | `ScoutReplyRead` |
    ("Replied unread", "open"): (ScoutStatus.REPLIED_READ, "ScoutReplyRead"),
}
QUIET = {(state, "open") for state in STATES if state not in ("-", "Replied unread")}
"""The organisation looks at its own mail: there is nothing to read or it was read; no event."""
EVERY_PAIR = [(state, deed) for state in STATES for deed in DEEDS]


def _status(stage: Stage) -> ScoutStatus:
    document = stage.documents("scout_messages").get(SCOUT)
    return ScoutStatus(document["status"]) if document else ScoutStatus.NONE


@pytest.mark.requirement("ME-11")
@pytest.mark.parametrize(("state", "deed"), EVERY_PAIR)
def test_each_pair_of_state_and_deed(state: str, deed: str) -> None:
    stage = Stage()
    expected, arrive = STATES[state]
    arrive(stage)
    before, told = len(stage.events(f"scout_message-{SCOUT}")), len(stage.told())
    refused = False
    try:
        DEEDS[deed](stage)
    except Refusal:
        refused = True
        stage._settle()
    events = stage.events(f"scout_message-{SCOUT}")[before:]
    if (state, deed) in PERMITTED:
        to, event = PERMITTED[state, deed]
        assert (_status(stage), refused) == (to, False)
        assert [type(one).__name__ for one in events] == stage.told()[told:] == [event]
    else:
        assert (_status(stage), events, stage.told()[told:]) == (expected, [], [])
        assert refused == ((state, deed) not in QUIET)


def test_the_table_holds_only_states_and_deeds_that_exist() -> None:
    assert set(PERMITTED) | QUIET <= set(EVERY_PAIR)
    assert {state for state, _ in STATES.values()} == set(ScoutStatus)


@pytest.mark.requirement("ME-11")
@pytest.mark.parametrize(
    ("state", "deed", "refusal"),
    [
        ("-", "send, by a simple organisation", ScoutMailsForFullOrganisations),
        ("-", "send, to somebody not shown", NotFound),
        ("-", "reply", NotFound),
        ("-", "open", NotFound),
        ("Sent", "send", ScoutAlreadySent),
        ("Sent", "send, to somebody not shown", NotFound),
        ("Sent", "reply, by somebody else", NotFound),
        ("Sent", "open, by another organisation", NotFound),
        ("Replied unread", "reply", ScoutAlreadyReplied),
        ("Replied read", "reply", ScoutAlreadyReplied),
        ("Replied read", "send", ScoutAlreadySent),
        ("Sent, the year over", "reply", NotFound),
        ("Sent, the person gone", "reply", NotFound),
    ],
)
def test_a_refusal_says_which_rule_it_is(state: str, deed: str, refusal: type[Refusal]) -> None:
    stage = Stage()
    STATES[state][1](stage)
    with pytest.raises(refusal):
        DEEDS[deed](stage)


def test_the_same_command_sent_twice_sends_and_replies_once() -> None:
    stage = Stage()
    payload = {"account_id": "hanako", "language": "en", "body": "May we talk?"}
    answers = [stage.run("send_scout_message", payload, BODY, command_id="c-1") for _ in range(2)]
    reply = {"scout_id": SCOUT, "body": "はい", "disclose_address": True}
    answers += [
        stage.run("reply_to_scout_message", reply, HANAKO, command_id="c-2") for _ in range(2)
    ]
    assert [one["repeated"] for one in answers] == [False, True, False, True]
    assert stage.told() == ["ScoutMessageSent", "ScoutMessageReplied"]
