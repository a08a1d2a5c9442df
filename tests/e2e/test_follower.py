"""An internal system follows the whole portal: stopped, killed, its queue and the broker lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from deploy.follower.broker import SOURCES
from deploy.local.processes import wait_until
from tests.e2e.applying_cast import cast_on
from tests.e2e.follower_cast import Bustle, Following, published
from tests.support.parts import private_folder
from tests.support.portal import LocalPortal, portal_with_parts

PATIENCE = 120.0


@pytest.fixture(scope="module")
def own_portal() -> Iterator[LocalPortal]:
    """A portal with a broker that may lose everything."""
    with (
        private_folder(f"follower{os.getpid()}") as folder,
        portal_with_parts(folder) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def bustle(own_portal: LocalPortal) -> Bustle:
    return Bustle(cast_on(own_portal))


@pytest.fixture
def following(own_portal: LocalPortal, tmp_path: Path) -> Iterator[Following]:
    made = Following(own_portal, tmp_path)
    yield made
    made.process.kill()


def test_every_event_of_every_service_arrives_once_and_in_order_whatever_is_lost(
    own_portal: LocalPortal, bustle: Bustle, following: Following
) -> None:
    following.process.start()
    bustle.go(6)
    _wait_until_all(own_portal, following)

    # Stopped in good order; its queue is gone when it comes back.
    assert following.process.stop()
    missed = len(_flat(published(own_portal)))
    following.lose_queue()
    bustle.go(50)
    assert len(_flat(published(own_portal))) - missed >= 250
    assert len(_flat(following.written())) == missed
    following.process.start()
    _wait_until_all(own_portal, following)

    # Killed in the middle, and the broker forgets all it ever knew.
    bustle.go(3)
    following.process.kill()
    bustle.go(10)
    own_portal.wipe_broker()
    own_portal.wait_until_ready()
    bustle.go(10)
    following.process.start()
    bustle.go(5)
    _wait_until_all(own_portal, following)

    # The broker is lost once more, while the follower listens.
    own_portal.wipe_broker()
    own_portal.wait_until_ready()
    bustle.go(5)
    _wait_until_all(own_portal, following)
    assert following.process.stop()
    assert following.process.exit_code() == 0


@pytest.mark.requirement("LI-42")
def test_a_newcomer_begins_with_the_snapshot_and_hears_of_what_goes(
    own_portal: LocalPortal,
) -> None:
    # The listing that goes is no other test's.
    cast = cast_on(own_portal)
    snapshot: dict[str, Any] = {}

    def nothing_after_it() -> bool:
        # What was set off before may still come.
        snapshot.update(_get(own_portal, "/api/v1/snapshot"))
        return bool(_get(own_portal, "/api/v1/events", after=snapshot["cursor"])["events"] == [])

    assert wait_until(nothing_after_it, PATIENCE, 1.0), "the feed does not come to rest"
    known = {one["listing_id"]: one for one in snapshot["listings"]}
    assert known[cast.listing_id]["data_number"] == cast.data_number

    reason = {"listing_id": cast.listing_id, "reason": "団体の都合"}
    secretariat = {"id": "secretariat", "role": "secretariat"}
    cast.stage.ask("listings", "withdraw_listing", reason, secretariat, "withdraw")
    types = "ListingPublished,ListingAmended,ListingRecruitmentEnded,ListingWithdrawn"
    told = _get(own_portal, "/api/v1/events", after=snapshot["cursor"], types=types, wait="10")
    assert [event["type"] for event in told["events"]] == ["ListingWithdrawn"]
    assert told["events"][0]["data"]["listing_id"] == cast.listing_id
    later = _get(own_portal, "/api/v1/snapshot")
    assert cast.listing_id not in {one["listing_id"] for one in later["listings"]}


def test_the_feed_needs_a_key_and_says_when_nothing_is_new(own_portal: LocalPortal) -> None:
    url = f"{own_portal.url}/api/v1/events"
    assert requests.get(url, timeout=30).status_code == 401
    wrong = {"Authorization": "Bearer kk_wrong"}
    assert requests.get(url, headers=wrong, timeout=30).status_code == 401
    headers = _headers(own_portal)
    end = _get(own_portal, "/api/v1/snapshot")["cursor"]

    def nothing_is_new() -> bool:
        # What the tests before this one set off may still come.
        nonlocal end
        first = requests.get(url, headers=headers, params={"after": end}, timeout=30)
        if first.json()["next"] != end:
            end = first.json()["next"]
            return False
        again = {**headers, "If-None-Match": first.headers["ETag"]}
        second = requests.get(url, headers=again, params={"after": end}, timeout=30)
        return second.status_code == 304

    assert wait_until(nothing_is_new, PATIENCE), "the feed never says that nothing is new"


def _wait_until_all(portal: LocalPortal, following: Following) -> None:
    """Waits until the output has exactly what the services have published; no more, no less."""
    settled: list[Any] = []

    def same() -> bool:
        truth = published(portal)
        settled[:] = [truth, following.written()]
        return bool(settled[0] == settled[1])

    assert wait_until(same, PATIENCE, 1.0), _difference(*settled)
    assert all(settled[0][source] for source in SOURCES)
    assert len(set(_flat(settled[1]))) == len(_flat(settled[1]))


def _difference(truth: dict[str, list[str]], written: dict[str, list[str]]) -> str:
    return ", ".join(
        f"{source}: {len(written.get(source, []))} of {len(ids)}" for source, ids in truth.items()
    )


def _flat(ids: dict[str, list[str]]) -> list[str]:
    return [one for source in ids.values() for one in source]


def _headers(portal: LocalPortal) -> dict[str, str]:
    return {"Authorization": f"Bearer {portal.place.api_key_file.read_text().strip()}"}


def _get(portal: LocalPortal, path: str, **query: str) -> dict[str, Any]:
    """The answer, asked for again while the portal says that it cannot answer yet."""
    url = f"{portal.url}{path}"
    answers: list[requests.Response] = []

    def answered() -> bool:
        answers.append(requests.get(url, params=query, headers=_headers(portal), timeout=60))
        return answers[-1].status_code != requests.codes.service_unavailable

    wait_until(answered, PATIENCE, 1.0)
    assert answers[-1].status_code == 200, answers[-1].text
    found: dict[str, Any] = answers[-1].json()
    return found
