from __future__ import annotations

import json

import pytest

from services.identity.adapters.event_codec import event_codec
from services.identity.domain.account.state import NOBODY, Account, evolve
from services.kernel.contracts.events.identity import EVENTS
from services.kernel.eventkit.domain import SYSTEM, VISITOR, Role
from tests.unit.identity.credential_happenings import Vouching, credentials_happen
from tests.unit.identity.office_happenings import (
    extractions_happen,
    internal_users_happen,
    organisations_happen,
)
from tests.unit.identity.people_cast import People, everything_of_individuals
from tests.unit.identity.seekers import seekers_happen
from tests.unit.identity.stage import MAIL, NEW_PASSWORD, Stage, as_individual, as_staff


class Everything(People):
    single_sign_on = Vouching()


@pytest.fixture
def stage() -> Stage:
    return Everything()


def _everything_happens(stage: Stage) -> None:
    everything_of_individuals(stage)
    seekers_happen(stage)
    account_id = stage.opened()
    token = stage.log_in()["token"]
    stage.run("log_out", {"token": token}, VISITOR)
    stage.log_in()
    stage.wait(minutes=61)
    for _ in range(3):
        stage.login_refusal()
    payload = {"login_id": MAIL, "birth_on": "1990-04-01", "answer": "ポチ2号"}
    stage.run("reissue_password", payload, VISITOR)
    temporary = stage.temporary_password(account_id)
    change = {"current_password": temporary, "new_password": NEW_PASSWORD}
    stage.run("change_password", change, as_individual(account_id))
    stage.run("leave", {"confirmed": True}, as_individual(account_id))
    stage.active_organisation()
    rejected = stage.requested_organisation(email="other@example.jp")
    decision = {"organisation_id": rejected, "reason": "x"}
    stage.run("reject_organisation", decision, as_staff())
    stage.internal()
    organisations_happen(stage)
    internal_users_happen(stage)
    extractions_happen(stage)
    credentials_happen(stage)


def test_whatever_an_account_comes_to_is_kept_as_it_is(stage: Stage) -> None:
    _everything_happens(stage)
    codec = event_codec()
    log = stage.store.read_log(0, stage.store.last_position())
    streams = sorted({one.stream for one in log if one.stream.startswith("account-")})
    kept = stage.snapshots.find(streams)
    assert len(kept) > 2
    for stream in streams:
        state = NOBODY
        for version, event in enumerate(stage.events(stream), start=1):
            state = evolve(state, event)
            stored = json.loads(json.dumps(codec.unstructure(state)))
            assert codec.structure(stored, Account) == state
            if stream in kept and kept[stream].version == version:
                assert kept[stream].state == stored


def test_every_public_event_happens_and_fits_its_schema(stage: Stage) -> None:
    _everything_happens(stage)
    assert set(stage.types()) == set(EVENTS)
    for event in stage.published:
        version, schema = EVENTS[event.type]
        assert event.version == version
        assert schema().validate(dict(event.data)) == {}
        assert event.subject in event.data.values()


def test_no_public_event_carries_personal_data(stage: Stage) -> None:
    _everything_happens(stage)
    told = repr([event.data for event in stage.published])
    for personal in (MAIL, "山田", "佐藤", "1990-04-01", "03-0000-0000", "office@", "事務局"):
        assert personal not in told


def test_every_stored_event_survives_its_codec(stage: Stage) -> None:
    _everything_happens(stage)
    stage.asked_opening("again@example.jp")
    stage.wait(minutes=5)
    stage.run("request_opening", {"email": "again@example.jp"}, VISITOR)
    stage.wait(days=31)
    stage.log_in("staff01", kind="internal", command_id="login")
    stage.log_in("staff01", kind="internal", command_id="login")
    token = stage.log_in("staff01", kind="internal", command_id="login")["token"]
    stage.wait(minutes=30)
    stage.run("resolve_session", {"token": token}, VISITOR)
    stage.wait(minutes=31)
    wrong = {"login_id": MAIL, "birth_on": "1990-04-01"}
    stage.refusal("check_reissue_identity", wrong)
    codec = stage.service.codec
    seen = set()
    for event in stage.events():
        name, version, data = codec.encode(event)
        assert codec.decode(name, version, data) == event
        seen.add(name)
    assert seen == {name for name, _ in codec.kinds().values()}


def test_unknown_ids_and_reissue_tries_stay_private(stage: Stage) -> None:
    for _ in range(3):
        stage.login_refusal()
        payload = {"login_id": MAIL, "birth_on": "1990-04-01"}
        stage.refusal("check_reissue_identity", payload)
    assert stage.published == []
    assert stage.run("find_internal_users", {}, as_staff(Role.OPERATOR))["total"] == 0
    assert stage.refusal("log_in", {}, SYSTEM).code == "invalid-input"
