"""The demo portal that `make run` loads on its first start."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest

from deploy.local.demo.load import CONTENT, is_loaded, load_if_empty
from services.kernel.contracts.rpc import RpcClient
from tests.support.parts import Parts, private_folder
from tests.support.portal import LocalPortal, portal_on

VISITOR = {"role": "visitor"}


class CutOff(BaseException):
    """Ctrl-C in the middle of loading."""


class InterruptedClient:
    """A client whose user gives up before the operation of that name."""

    def __init__(self, client: RpcClient, operation: str) -> None:
        self._call = client.call
        self._operation = operation

    def call(self, service: str, operation: str, *rest: Any, **more: Any) -> Any:
        if operation == self._operation:
            raise CutOff
        return self._call(service, operation, *rest, **more)


@pytest.fixture(scope="module")
def empty_portal(parts: Parts, vhost: str, db_prefix: str) -> Iterator[LocalPortal]:
    uris = (parts.broker.uri_of(vhost), parts.mongod.uri)
    with (
        private_folder(f"demo{os.getpid()}") as folder,
        portal_on(folder, *uris, db_prefix) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def client(empty_portal: LocalPortal) -> Iterator[RpcClient]:
    made = RpcClient(empty_portal.amqp_uri, "demo")
    yield made
    made.close()


def _found(portal: LocalPortal) -> list[Mapping[str, Any]]:
    answer = portal.ask("listings", "search_listings", {}, VISITOR)
    return list(answer["items"])


def test_the_demo_is_loaded_once_also_when_it_was_cut_off(
    empty_portal: LocalPortal, client: RpcClient
) -> None:
    told: list[str] = []
    say: Callable[[str], None] = told.append
    with pytest.raises(CutOff):
        load_if_empty(
            empty_portal.place,
            InterruptedClient(client, "approve_listings"),  # type: ignore[arg-type]
            say,
        )
    assert not is_loaded(empty_portal.place.home)
    assert empty_portal.clock.offset() < timedelta(0)
    load_if_empty(empty_portal.place, client, say)
    assert is_loaded(empty_portal.place.home)
    assert empty_portal.clock.offset() == timedelta(0)
    load_if_empty(empty_portal.place, client, say)
    assert len(told) == 2

    public = [one["title"] for one in CONTENT["listings"] if not one.get("pending")]
    assert sorted(item["title"] for item in _found(empty_portal)) == sorted(public)
    browsing = {"id": "b", "role": "organisation", "organisation_id": "o"}
    full = {**browsing, "facets": ["full-organisation"]}
    assert empty_portal.ask("identity", "search_people", {}, full)["total"] == 2
    for account in (*CONTENT["individuals"], *CONTENT["organisations"]):
        links = [
            mail
            for mail in empty_portal.mails_now(account["email"])
            if "/account/opening/" in mail.text
        ]
        assert len(links) == int(account.get("registered", True))
    for kind, login_id in (
        ("individual", "hanako@people.example"),
        ("organisation", "recruit@mizu.example"),
        ("internal", "secretariat"),
    ):
        payload = {"kind": kind, "login_id": login_id, "password": CONTENT["password"]}
        assert empty_portal.ask("identity", "log_in", payload, VISITOR)["token"]
