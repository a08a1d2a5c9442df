"""What is left of somebody who has left: nothing that anybody could read (D-27, D-89).

The mailbox folder of the local mail server is not searched: it stands for the mail servers of the
recipients, which no portal can reach into. Nor is the memory of processes.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import amqp
import pytest
from bson.binary import Binary
from pymongo import MongoClient

from deploy.local.demo.stage import VISITOR, Stage
from deploy.local.processes import wait_until
from services.kernel.contracts.rpc import Refused, RpcClient
from services.kernel.contracts.rpc.connection import connector
from services.kernel.eventkit.privacy.keys import MongoPersonalData, master_key
from tests.e2e.applying_cast import PASSWORD, Cast
from tests.e2e.leaving_cast import NEVER_KEPT, TICKS, Institution, Leaver
from tests.e2e.what_is_left import check_that_no_mail_can_go_out, check_what_the_organisation_keeps
from tests.support.erasure_marks import Marks
from tests.support.erasure_scan import (
    OPENED,
    Report,
    Tap,
    places_of,
    scan,
    waiting_calls,
)
from tests.support.parts import private_folder
from tests.support.portal import LocalPortal, portal_with_parts

SECRETARIAT = {"id": "staff", "role": "secretariat"}
MESSAGING = ("messaging-worker", "messaging-service")
APPLICATIONS = ("applications-worker", "applications-service")


@dataclass
class Searched:
    """A portal and what it takes to look through all of it."""

    portal: LocalPortal
    tap: Tap
    client: MongoClient[Any]

    def for_marks(self, marks: Marks, *, pids: tuple[int, ...] = (), without: str = "") -> Report:
        """Looks everywhere, but for one kind of place."""
        places = places_of(self.portal, self.tap, self.client, pids)
        report = scan({name: held for name, held in places.items() if name != without}, marks)
        print(report, sep="\n")
        return report


@pytest.fixture(scope="module")
def portal() -> Iterator[LocalPortal]:
    with private_folder(f"erasure{os.getpid()}") as folder:
        temporary = folder / "tmp"
        temporary.mkdir()
        with portal_with_parts(folder, {"TMPDIR": str(temporary), "LOG_LEVEL": "DEBUG"}) as running:
            yield running


@pytest.fixture(scope="module")
def searched(portal: LocalPortal) -> Iterator[Searched]:
    tap = Tap(portal.parts_uri("amqp"))
    with MongoClient[Any](portal.parts_uri("mongo"), directConnection=True) as client:
        yield Searched(portal, tap, client)


@pytest.fixture(scope="module")
def cast(searched: Searched) -> Iterator[Cast]:
    client = RpcClient(searched.portal.amqp_uri, "erasure")
    prepared = Cast(searched.portal, Stage(client))
    prepared.prepare()
    yield prepared
    client.close()


@pytest.fixture(scope="module")
def institution(cast: Cast) -> Institution:
    return Institution(cast)


def arrived(cast: Cast, institution: Institution, number: int) -> Leaver:
    """Somebody who has opened an account, applied, written and been answered."""
    leaver = Leaver(cast, number)
    leaver.open_account()
    leaver.log_in()
    leaver.use(institution)
    return leaver


def totals(portal: LocalPortal) -> dict[str, int]:
    """What reporting has counted."""
    return dict(portal.ask("reporting", "get_overview", {}, SECRETARIAT)["totals"])


@pytest.mark.requirement("ID-20")
@pytest.mark.requirement("ID-46")
@pytest.mark.requirement("ME-27")
def test_nothing_of_somebody_who_left_is_found_anywhere(
    searched: Searched, cast: Cast, institution: Institution
) -> None:
    portal, leaver = searched.portal, arrived(cast, institution, 0)
    institution.notify(leaver.application_id)
    portal.mails(leaver.email, 5)
    mine = leaver.api.get(f"/applications/{leaver.application_id}")
    assert leaver.texts["remarks"] in mine["remarks"]
    assert leaver.texts["file name"] in mine["documents"][0]["name"]
    received = institution.application(leaver.application_id)
    assert received["applicant_name"] == leaver.texts["name"]
    document = received["documents"][0]["document_id"]
    path = f"/applications/{leaver.application_id}/documents/{document}"
    assert leaver.content in institution.api.ask("GET", path).content
    scouted = institution.api.get(f"/scout-messages/{leaver.scout_id}")["reply"]
    assert leaver.texts["scout reply"] in scouted["text"]
    assert scouted["reply_address"] == leaver.email
    asked = leaver.api.get(f"/own-consultations/{leaver.consultation_id}")
    assert leaver.texts["consultation"] in asked["text"]
    before = searched.for_marks(leaver.marks())
    assert before.within(OPENED) == leaver.marks().labels - NEVER_KEPT
    assert before.outside(OPENED) == set()
    counted = totals(portal)

    leaver.leave()

    assert leaver.api.ask("GET", "/viewer").status_code == 401
    with pytest.raises(Refused) as refused:
        portal.ask("identity", "log_in", leaver.login(), VISITOR)
    assert refused.value.code == "login-refused"
    assert wait_until(lambda: institution.has_seen_the_last_of(leaver), 20, 0.1)
    assert searched.for_marks(leaver.marks()).hits == set()
    assert institution.api.ask("GET", path).status_code == 404
    check_what_the_organisation_keeps(leaver, institution)
    check_that_no_mail_can_go_out(portal, leaver, mails=5)
    goal = counted["individuals_left"] + 1
    assert wait_until(lambda: totals(portal)["individuals_left"] >= goal, 10, 0.1)
    still = totals(portal)
    for name in ("individuals", "views", "submitted"):
        assert still[name] >= counted[name] > 0, name


@pytest.mark.requirement("ID-20")
@pytest.mark.requirement("ME-32")
def test_what_was_down_while_somebody_left_erases_when_it_is_back(
    searched: Searched, cast: Cast, institution: Institution
) -> None:
    portal, leaver = searched.portal, arrived(cast, institution, 1)
    for name in MESSAGING:
        portal.stop(name)
    institution.notify(leaver.application_id)
    for name in APPLICATIONS:
        portal.stop(name)
    late = RpcClient(portal.amqp_uri, "late")
    draft = {
        "listing_id": cast.listing_id,
        "confirmations": TICKS,
        "applicant_name": leaver.texts["name"],
        "remarks": leaver.texts["remarks"],
    }
    late.send("applications", "draft_application", draft, {"actor": leaver.actor()}, within=120)
    leaver.leave()

    # Those who are down cannot be asked for their feeds.
    meanwhile = searched.for_marks(leaver.marks(), without="feeds")
    # Of those who are down, nobody has heard yet; a call that waits is in memory, not on a disk.
    assert meanwhile.within("broker queues") == {"name", "remarks"}
    assert {"remarks", "file content", "subject", "body"} <= meanwhile.within(OPENED)
    assert {hit.place for hit in meanwhile.hits} == {OPENED, "broker queues"}
    late.close()
    for name in (*MESSAGING, *APPLICATIONS):
        portal.start(name)
    portal.wait_until_ready()

    assert wait_until(lambda: institution.has_seen_the_last_of(leaver), 30, 0.2)
    assert wait_until(lambda: "application-status" in _suppressed(portal, leaver), 10, 0.2)
    assert searched.for_marks(leaver.marks()).hits == set()
    check_what_the_organisation_keeps(leaver, institution)
    check_that_no_mail_can_go_out(portal, leaver, mails=4)


@pytest.mark.requirement("ID-20")
def test_who_has_left_can_register_again_with_the_same_address(
    portal: LocalPortal, cast: Cast
) -> None:
    leaver = Leaver(cast, 2)
    leaver.open_account()
    leaver.log_in()
    leaver.leave()
    first = leaver.account_id
    assert wait_until(lambda: _refusal(portal, leaver) == "login-refused", 10, 0.1)
    leaver.open_account()
    leaver.log_in()
    assert leaver.account_id != first
    assert leaver.api.get("/viewer")["account_id"] == leaver.account_id


def test_personal_data_of_those_who_stay_are_readable_only_with_their_keys(
    searched: Searched, cast: Cast, institution: Institution
) -> None:
    marks = Marks(
        {
            "applicant's address": cast.applicant,
            "applicant's name": "山田 花子",
            "person in charge": "水野 直子",
            "organisation's address for mail": cast.institution,
            "telephone": "03-0000-0001",
            "staff's address": f"sec-{cast.mark}@office.example",
            "password": PASSWORD,
        }
    )
    report = searched.for_marks(marks)
    assert report.within(OPENED) == marks.labels - {"password"}
    assert report.outside(OPENED) == set()


def test_the_scan_finds_what_is_planted_in_any_place(searched: Searched) -> None:
    text = "靫蔓りて野に満つ zqplanted"
    marks = Marks({"planted": text})
    portal, client, home = searched.portal, searched.client, searched.portal.place.home
    database = client[f"{portal.place.db_prefix}_identity"]
    # Long and repetitive, so that the database really compresses it.
    database["planted"].insert_one({"text": [text] * 2000})
    database["packed"].insert_one({"content": Binary(gzip.compress(text.encode()))})
    keys = MongoPersonalData(database, master_key(portal.place.environment()["MASTER_KEY_FILE"]))
    sealed = keys.seal("planter", {"text": text})
    database["sealed"].insert_one({"content": [sealed.owner, sealed.token]})
    (home / "spool").mkdir(exist_ok=True)
    (home / "spool" / "planted.log").write_text(text)
    (home / "log" / "planted.log").write_bytes(text.encode("utf-16-le"))
    connection = connector(portal.parts_uri("amqp"))()
    channel = connection.channel()
    channel.queue_declare("planted", durable=True, auto_delete=False)
    channel.confirm_select()
    kept = amqp.Message(text.encode(), delivery_mode=2)
    channel.basic_publish_confirm(kept, routing_key="planted")
    channel.basic_publish(amqp.Message(text.encode()), "identity.events", "Planted")
    waits = [sys.executable, "-c", "import sys; sys.stdin.read()", text]
    with subprocess.Popen(waits, stdin=subprocess.PIPE) as process:
        report = searched.for_marks(marks, pids=(process.pid,))
    connection.close()

    assert any(hit.where == "local.oplog.rs" for hit in report.hits)
    files = {hit.where for hit in report.hits if hit.place == "database files"}
    assert any(where.startswith("data/collection-") for where in files)
    assert any(where.startswith("data/journal/") for where in files)
    assert {hit.place for hit in report.hits} == {
        "documents",
        OPENED,
        "database files",
        "broker files",
        "spool, index, data",
        "logs",
        "published messages",
        "processes",
    }
    assert [held.content for held in waiting_calls(portal.parts_uri("amqp"), ["planted"])]


def _suppressed(portal: LocalPortal, leaver: Leaver) -> set[str]:
    asked = {"state": "suppressed", "limit": 100}
    found = portal.ask("messaging", "find_notice_mails", asked, SECRETARIAT)["items"]
    return {one["template"] for one in found if one["account_id"] == leaver.account_id}


def _refusal(portal: LocalPortal, leaver: Leaver) -> str:
    try:
        portal.ask("identity", "log_in", leaver.login(), VISITOR)
    except Refused as refused:
        return refused.code
    return ""
