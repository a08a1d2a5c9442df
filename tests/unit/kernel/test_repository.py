from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from services.kernel.eventkit.application.commit import NewCommit
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import VersionConflict
from services.kernel.eventkit.application.repository import ATTEMPTS, Repository
from services.kernel.eventkit.domain import Actor, NotFound, Role, StaleForm
from services.kernel.eventkit.memory.event_store import MemoryEventStore
from tests.support.noticeboard import Notice, NoticePosted, NoticeTakenDown, evolve

NOON = datetime(2024, 5, 1, 3, tzinfo=UTC)


def context(command_id: str = "c-1") -> Context:
    actor = Actor(Role.SECRETARIAT, "staff-1")
    return Context("post_notice", command_id, actor, NOON, "corr-1", causation_id="cause-1")


class Racing(MemoryEventStore):
    """Another writer is faster a number of times."""

    def __init__(self) -> None:
        super().__init__()
        self.before_append: list[Callable[[], None]] = []

    def append(self, commit: NewCommit) -> int:
        if self.before_append:
            self.before_append.pop(0)()
        return super().append(commit)


class Stage:
    def __init__(self) -> None:
        from services.kernel.eventkit.application.codec import EventCodec

        self.store = Racing()
        codec = EventCodec()
        codec.register(NoticePosted, "NoticePosted")
        codec.register(NoticeTakenDown, "NoticeTakenDown")
        self.pauses: list[float] = []
        self.notices = Repository(self.store, codec, "notice", Notice(), evolve, self.pauses.append)

    def rival(self, command_id: str) -> Callable[[], None]:
        def append() -> None:
            _, version = self.notices.load("n-1")
            commit = self.notices._commit("n-1", version, context(command_id), (posted(),))
            MemoryEventStore.append(self.store, commit)

        return append


@pytest.fixture
def stage() -> Stage:
    return Stage()


def posted() -> NoticePosted:
    return NoticePosted("n-1", "text", NOON)


def test_what_is_decided_is_appended_and_answered(stage: Stage) -> None:
    done = stage.notices.change("n-1", context(), lambda notice: [posted(), NoticeTakenDown("n-1")])
    assert (done.state, done.version, done.repeated) == (Notice(True, True), 2, False)
    assert done.events == (posted(), NoticeTakenDown("n-1"))
    assert stage.notices.load("n-1") == (Notice(True, True), 2)


def test_a_commit_keeps_who_did_what_when_and_why(stage: Stage) -> None:
    stage.notices.change("n-1", context(), lambda notice: [posted()])
    [commit] = stage.store.read_stream("notice-n-1")
    assert commit.meta == {
        "at": NOON.isoformat(),
        "actor": "staff-1",
        "role": "secretariat",
        "organisation": None,
        "command": "post_notice",
        "correlation": "corr-1",
        "causation": "cause-1",
    }


def test_nothing_to_do_appends_nothing(stage: Stage) -> None:
    done = stage.notices.change("n-1", context(), lambda notice: [])
    assert (done.position, done.version, done.events) == (0, 0, ())
    assert stage.store.last_position() == 0


def test_a_refusal_appends_nothing(stage: Stage) -> None:
    def refuse(notice: Notice) -> list[Any]:
        raise NotFound

    with pytest.raises(NotFound):
        stage.notices.change("n-1", context(), refuse)
    assert stage.store.last_position() == 0


def test_after_a_lost_race_it_decides_again_on_what_is_there_now(stage: Stage) -> None:
    stage.store.before_append = [stage.rival("rival")]
    seen: list[Notice] = []

    def decide(notice: Notice) -> list[Any]:
        seen.append(notice)
        return [NoticeTakenDown("n-1")] if notice.posted else [posted()]

    done = stage.notices.change("n-1", context(), decide)
    assert seen == [Notice(), Notice(posted=True)]
    assert (done.events, done.version) == ((NoticeTakenDown("n-1"),), 2)
    assert len(stage.pauses) == 1


def test_a_race_that_is_lost_too_often_is_given_up(stage: Stage) -> None:
    stage.store.before_append = [stage.rival(f"rival-{n}") for n in range(ATTEMPTS)]
    with pytest.raises(VersionConflict):
        stage.notices.change("n-1", context(), lambda notice: [posted()])
    assert len(stage.pauses) == ATTEMPTS


def test_a_command_sent_again_answers_as_before_and_decides_nothing(stage: Stage) -> None:
    first = stage.notices.change("n-1", context(), lambda notice: [posted()])
    stage.notices.change("n-1", context("other"), lambda notice: [NoticeTakenDown("n-1")])

    def never(notice: Notice) -> list[Any]:
        raise AssertionError("decided twice")

    again = stage.notices.change("n-1", context(), never)
    assert (again.repeated, again.position, again.events) == (True, first.position, first.events)
    assert (again.version, again.state) == (2, Notice(True, True))


def test_a_command_that_was_carried_out_elsewhere_meanwhile_is_recognised(stage: Stage) -> None:
    stage.store.before_append = [stage.rival("c-1")]
    done = stage.notices.change("n-1", context("c-1"), lambda notice: [posted()])
    assert done.version == 1
    assert stage.store.last_position() == 1


def test_a_form_that_was_opened_before_a_change_is_stale(stage: Stage) -> None:
    stage.notices.change("n-1", context(), lambda notice: [posted()])
    with pytest.raises(StaleForm):
        stage.notices.change("n-1", context("c-2"), lambda notice: [posted()], expected_version=0)
    done = stage.notices.change(
        "n-1", context("c-3"), lambda notice: [NoticeTakenDown("n-1")], expected_version=1
    )
    assert done.version == 2


def test_a_stale_form_of_a_command_that_was_carried_out_is_a_success(stage: Stage) -> None:
    stage.notices.change("n-1", context(), lambda notice: [posted()], expected_version=0)
    again = stage.notices.change("n-1", context(), lambda notice: [posted()], expected_version=0)
    assert again.repeated


def test_ids_of_events_and_things_derive_from_the_command(stage: Stage) -> None:
    assert context("c-1").id_for("notice") == context("c-1").id_for("notice")
    assert context("c-1").id_for("notice") != context("c-1").id_for("mail")
    assert context("c-1").id_for("notice") != context("c-2").id_for("notice")
    stage.notices.change("n-1", context(), lambda notice: [posted(), NoticeTakenDown("n-1")])
    [commit] = stage.store.read_stream("notice-n-1")
    assert len({event.id for event in commit.events}) == 2


def test_several_aggregates_are_loaded_as_each_alone(stage: Stage) -> None:
    for number in ("n-1", "n-2"):
        stage.notices.change(number, context(f"c-{number}"), lambda notice: [posted()])
    alone = {one: stage.notices.load(one)[0] for one in ("n-2", "nobody", "n-1")}
    assert stage.notices.load_many(["n-2", "nobody", "n-1"]) == alone
    assert list(stage.notices.load_many(["n-2", "n-1"])) == ["n-2", "n-1"]
