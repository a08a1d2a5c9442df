"""Nobody learns from the time of an answer whether an address has an account (ID-58, ID-62).

The real service on a real database, at a real cost of its password hash: 200 tries with addresses of
accounts and 200 with addresses of nobody, in turns by chance. Their medians may differ by no more
than single tries of one kind usually do, by which an attacker would have to tell them apart.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

import pytest
from pymongo import MongoClient

from services.identity.adapters.argon2_passwords import Argon2Passwords
from services.identity.adapters.derived_secrets import DerivedSecrets
from services.identity.adapters.session_activity import MongoSessionActivity
from services.identity.bootstrap import build
from services.identity.domain.kinds import AccountKind
from services.identity.settings import Settings
from services.kernel.eventkit.application.context import derived_id
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.service import Service
from services.kernel.eventkit.clock import RandomIds
from services.kernel.eventkit.domain import Refusal
from services.kernel.eventkit.memory.parts import (
    FixedClock,
    MemoryFiles,
    MemoryPersonalData,
    StubNeighbours,
    WeekdaysOnly,
)
from services.kernel.eventkit.memory.views import MemoryViews
from services.kernel.eventkit.mongo.event_store import MongoEventStore
from services.kernel.eventkit.mongo.numbers import MongoNumbers
from services.kernel.eventkit.mongo.snapshots import MongoSnapshots
from services.kernel.eventkit.privacy.keys import MongoPersonalData
from tests.unit.identity.stage import KEY, NOON, PASSWORD, WRONG, opening

TRIES = 200
LOGINS = 300
KINDS = (True, False)
"""Of somebody, of nobody."""
VISITING = {"actor": {"role": "visitor"}}
PEPPER = b"p" * 32
_numbers = itertools.count(1)

Ask = Callable[[str], tuple[str, dict[str, Any]]]
QUESTIONS: dict[str, Ask] = {
    "login": lambda email: (
        "log_in",
        {"kind": "individual", "login_id": email, "password": WRONG},
    ),
    "birth date": lambda email: (
        "check_reissue_identity",
        {"login_id": email, "birth_on": "1955-05-05"},
    ),
    "secret answer": lambda email: (
        "reissue_password",
        {"login_id": email, "birth_on": "1990-04-01", "answer": "ポチ1号"},
    ),
    "opening": lambda email: ("request_opening", {"email": email}),
}


class Thrifty(Argon2Passwords):
    """Everybody here has the same password and answer, which are hashed once."""

    def __init__(self) -> None:
        self._made: dict[str, str] = {}
        super().__init__(PEPPER, memory_kib=8192, time_cost=2)

    def hash(self, text: str) -> str:
        if text not in self._made:
            self._made[text] = super().hash(text)
        return self._made[text]


class Hasty(Thrifty):
    """Wrong: does not do the work of checking a password where there is none."""

    def verify(self, hashed: str, text: str) -> bool:
        return hashed != self.decoy and super().verify(hashed, text)


@dataclass
class Asked:
    """The service, and addresses of people who have been there since yesterday."""

    service: Service
    clock: FixedClock
    secrets: DerivedSecrets

    def ask(self, operation: str, payload: Mapping[str, Any], command_id: str = "") -> Any:
        envelope = {**VISITING, "command_id": command_id or f"try {next(_numbers)}"}
        return self.service.application.handle(operation, payload, envelope)

    def open(self, email: str) -> None:
        """An account for this address."""
        command_id = f"opening {email}"
        self.ask("request_opening", {"email": email}, command_id)
        account_id = derived_id(
            "account", self.secrets.login_key(AccountKind.INDIVIDUAL, email), "0"
        )
        token = self.secrets.link_token(account_id, derived_id(command_id, "opening"))
        self.ask("complete_opening", opening(token, password=PASSWORD))

    def seconds(self, ask: Ask, email: str) -> float:
        """How long an attempt takes that has to fail, or to say nothing."""
        operation, payload = ask(email)
        began = time.perf_counter()
        with contextlib.suppress(Refusal):
            self.ask(operation, payload)
        return time.perf_counter() - began


@contextlib.contextmanager
def asked_of(
    mongo: MongoClient[dict[str, Any]],
    name: str,
    passwords: Argon2Passwords,
    tries: int,
    stopwatch: Callable[[], float] = time.monotonic,
) -> Iterator[Asked]:
    """The service with so many accounts, a day later."""
    database = mongo[name]
    store, data = MongoEventStore(database), MongoPersonalData(database, KEY)
    store.prepare()
    data.prepare()
    clock = FixedClock(NOON - timedelta(days=1))
    activity = MongoSessionActivity(database)
    activity.prepare()
    parts = Parts(
        store=store,
        snapshots=MongoSnapshots(database),
        # what is asked here reads streams; without projections nobody has to wait for them
        views=MemoryViews(),
        personal_data=data,
        numbers=MongoNumbers(database),
        files=MemoryFiles(MemoryPersonalData()),
        clock=clock,
        ids=RandomIds(),
        holidays=WeekdaysOnly(),
        neighbours=StubNeighbours(),
        pause=time.sleep,
    )
    settings = Settings(secret_key=KEY, public_url="https://portal.example")
    service = build(settings, parts, activity=activity, passwords=passwords, stopwatch=stopwatch)
    asked = Asked(service, clock, DerivedSecrets(KEY))
    for number in range(tries):
        asked.open(address(number, known=True))
    clock.advance(timedelta(days=1))
    yield asked
    mongo.drop_database(name)


@pytest.fixture(scope="module")
def asked(mongo: MongoClient[dict[str, Any]], db_prefix: str) -> Iterator[Asked]:
    with asked_of(mongo, f"{db_prefix}_time", Thrifty(), TRIES) as made:
        yield made


def compared(asked: Asked, ask: Ask, numbers: Sequence[int] = range(TRIES)) -> tuple[float, float]:
    """By how much the medians differ, and how far a try usually is from the median of its kind."""
    turns = [(known, address(number, known=known)) for number in numbers for known in KINDS]
    random.Random(1).shuffle(turns)
    spans: dict[bool, list[float]] = {kind: [] for kind in KINDS}
    for known, email in turns:
        spans[known].append(asked.seconds(ask, email))
    middle = {kind: median(found) for kind, found in spans.items()}
    noise = median(abs(one - middle[kind]) for kind, found in spans.items() for one in found)
    print(f"known {middle[True]:.5f} s, unknown {middle[False]:.5f} s, noise {noise:.5f} s")
    return abs(middle[True] - middle[False]), noise


@pytest.mark.requirement("ID-58")
@pytest.mark.requirement("ID-62")
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_time_of_an_answer_does_not_tell_who_has_an_account(
    asked: Asked, question: str
) -> None:
    difference, noise = compared(asked, QUESTIONS[question])
    assert difference <= noise


@pytest.mark.requirement("ID-58")
def test_nor_does_it_tell_of_somebody_who_has_logged_in_for_years(asked: Asked) -> None:
    email = address(TRIES, known=True)
    asked.open(email)
    password = {"kind": "individual", "login_id": email, "password": PASSWORD}
    for _ in range(LOGINS):
        asked.ask("log_in", password)
        asked.clock.advance(timedelta(hours=2))
    difference, noise = compared(asked, QUESTIONS["login"], [TRIES] * 50)
    assert difference <= noise


def test_leaving_out_the_work_for_unknown_addresses_would_be_seen(
    mongo: MongoClient[dict[str, Any]], db_prefix: str
) -> None:
    # By a stopwatch that always says that it is too late nothing waits for its fixed time.
    too_late = itertools.count(step=3600).__next__
    with asked_of(mongo, f"{db_prefix}_hasty", Hasty(), 50, too_late) as asked:
        difference, noise = compared(asked, QUESTIONS["login"], range(50))
    assert difference > noise


def address(number: int, *, known: bool) -> str:
    """Of the same length for all."""
    letters = hashlib.sha256(f"{number}/{known}".encode()).hexdigest()[:12]
    return f"{letters}@people.example"
