"""The load generator: people and organisations made by the portal's real commands over RPC.

Tokens of links are derived as the service derives them, in place of reading so many mails.
"""

from __future__ import annotations

import itertools
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from deploy.local.demo.registration import SECTIONS
from deploy.local.demo.stage import VISITOR, patiently
from services.identity.adapters.derived_secrets import DerivedSecrets
from services.identity.domain.kinds import AccountKind
from services.identity.settings import PRIVACY_VERSION, TERMS_VERSION
from services.kernel.contracts.rpc import RpcClient
from services.kernel.eventkit.application.context import derived_id
from tests.bench.identity.people import information, organisation, person

SECRETARIAT = {"id": "bench-secretariat", "role": "secretariat"}
PASSWORD = "Bench-passw0rd"
AGREED = {"agreed_terms": TERMS_VERSION, "agreed_privacy": PRIVACY_VERSION}
SEEKERS_OF_100 = 25
FULL_OF_100 = 10
AT_ONCE = 12
"""As many as a client lets wait for one service."""
WITHIN_SECONDS = 60.0
PATIENCE_SECONDS = 300.0
_NAMES = uuid.UUID("0d9a1c9e-51c4-5d2f-9d5e-8a3b1f1c7a10")


@dataclass
class Generator:
    """Makes the world; every command has an id of its own, so it can be carried on after a break."""

    client: RpcClient
    secrets: DerivedSecrets
    account_ids: dict[int, str] = field(default_factory=dict)
    organisation_ids: dict[int, str] = field(default_factory=dict)
    commands: int = 0
    _counting: threading.Lock = field(default_factory=threading.Lock)

    def people(self, numbers: range, until: float = float("inf"), **more: Any) -> float:
        """Opens accounts, and whatever follows for some of them; returns the seconds it took."""
        return _side_by_side(lambda number: self.person(number, **more), numbers, until)

    def organisations(self, numbers: range, until: float = float("inf")) -> float:
        """Registers organisations and gives their accounts a password."""
        return _side_by_side(self.organisation, numbers, until)

    def person(self, number: int, own: Callable[[int], dict[str, Any]] = person) -> None:
        """One individual: a job seeker with a public profile, a full registrant, or neither."""
        details = own(number)
        seeker = number % 100 < SEEKERS_OF_100
        path = {"path": "job-seeker-online"} if seeker else {}
        email = details.pop("email")
        asked = self.ask("request_opening", {"email": email, **path}, VISITOR, email)
        key = self.secrets.login_key(AccountKind.INDIVIDUAL, email)
        account_id = derived_id("account", key, "0")
        shown = {**information(number), **details.pop("information", {})} if seeker else None
        opening = {
            "token": self.secrets.link_token(account_id, derived_id(asked, "opening")),
            "password": PASSWORD,
            **details,
            **AGREED,
            **({"school": "none", "information": shown} if seeker else {}),
        }
        self.ask("complete_opening", opening, VISITOR, email)
        actor = {"id": account_id, "role": "individual"}
        if seeker:
            self.ask("publish_profile", {"public": True}, actor, email)
        elif number % 100 >= 100 - FULL_OF_100:
            self._full(details, actor, email)
        self.account_ids[number] = account_id

    def _full(self, details: Mapping[str, str], actor: Mapping[str, str], email: str) -> None:
        basic = {name: details[name] for name in ("name", "name_kana", "birth_on")}
        sections = {**SECTIONS, "basic": {**basic, "nationality": "JP"}}
        self.ask("update_profile", sections, actor, email)
        asked = self.ask("request_full_registration", {}, actor, email, answer="request_id")
        approval = {
            "account_id": actor["id"],
            "request_id": asked,
            "intention_confirmed": True,
            "expertise_confirmed": True,
        }
        self.ask("approve_full_registration", approval, SECRETARIAT, email)

    def organisation(self, number: int) -> None:
        """One organisation: requested, approved, activated."""
        details = organisation(number)
        email = details["email"]
        organisation_id = self.ask(
            "request_organisation_registration", details, VISITOR, email, answer="organisation_id"
        )
        approval = {"organisation_id": organisation_id}
        step = command_id("approve_organisation", email)
        account_id = self.ask(
            "approve_organisation", approval, SECRETARIAT, email, answer="account_id"
        )
        token = self.secrets.link_token(account_id, derived_id(step, "activation"))
        activation = {"token": token, "password": PASSWORD, **AGREED}
        self.ask("activate_account", activation, VISITOR, email)
        self.organisation_ids[number] = organisation_id

    def ask(
        self,
        operation: str,
        payload: Mapping[str, Any],
        actor: Mapping[str, Any],
        step: str,
        answer: str = "",
    ) -> str:
        """Carries out a command; returns a field of its answer, or else the id of the command."""
        chosen = command_id(operation, step)
        envelope = {"actor": actor, "language": "ja", "command_id": chosen}
        found = patiently(
            lambda: self.client.call(
                "identity", operation, payload, envelope, within=WITHIN_SECONDS
            ),
            PATIENCE_SECONDS,
        )
        with self._counting:
            self.commands += 1
        return str(found[answer]) if answer else chosen


def command_id(operation: str, step: str) -> str:
    """The id of a command, the same whenever it is sent again."""
    return str(uuid.uuid5(_NAMES, f"{operation}/{step}"))


def _side_by_side(make: Callable[[int], None], numbers: range, until: float) -> float:
    """Makes them all, or as many as there is time for; a failure ends it."""
    began = time.monotonic()
    waiting = iter(numbers)
    turns = itertools.count()
    failures: list[Exception] = []
    lock = threading.Lock()

    def work() -> None:
        while not failures and time.monotonic() < until:
            with lock:
                number = next(waiting, None)
                turn = next(turns)
            if number is None:
                return
            try:
                make(number)
            except Exception as failure:
                failures.append(failure)
            if turn and turn % 5000 == 0:
                print(f"  {turn} made after {time.monotonic() - began:.0f} s", flush=True)

    threads = [threading.Thread(target=work) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return time.monotonic() - began
