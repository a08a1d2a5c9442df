"""An account as its snapshot in MongoDB has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pymongo import MongoClient

from services.identity.adapters.event_codec import event_codec
from services.identity.domain.account.state import NOBODY, Account, Session
from services.identity.domain.individual.profile import Section
from services.kernel.eventkit.application.snapshot import Snapshot
from services.kernel.eventkit.domain import Role, Sealed
from services.kernel.eventkit.mongo.snapshots import MongoSnapshots


def test_an_account_comes_back_as_it_was(mongo: MongoClient[Any], db_prefix: str) -> None:
    sealed = Sealed("a-1", "token")
    account = replace(
        NOBODY,
        account_id="a-1",
        roles=(Role.INDIVIDUAL,),
        person=sealed,
        session=Session("s-1", "sha", False, datetime(2024, 5, 1, 3, tzinfo=UTC)),
        individual=replace(NOBODY.individual, sections={Section.BASIC: sealed}, jocv_view=True),
        job_seeker=replace(
            NOBODY.job_seeker,
            publication=replace(NOBODY.job_seeker.publication, blocked=frozenset({"org-1"})),
        ),
    )
    codec, snapshots = event_codec(), MongoSnapshots(mongo[f"{db_prefix}_identity"])
    state = codec.unstructure(account)
    snapshots.keep(Snapshot("account-a-1", 1, 1, 1, "c-1", "shape", state, b""))
    [found] = snapshots.find(["account-a-1"]).values()
    assert codec.structure(found.state, Account) == account
