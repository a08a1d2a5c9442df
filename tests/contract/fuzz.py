"""Generated requests against every operation of the API, as every role.

`python -m tests.contract.fuzz` (`make fuzz`) sends FUZZ_REQUESTS (20,000) of them to a portal of
its own on this machine and prints what did not keep to the OpenAPI document; the last line is
`requests N operations N faults N`.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from pymongo import MongoClient
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.contract.fuzz_world import ROLES, World, within, world_on
from tests.support.parts import drop_databases, private_folder, shared_parts
from tests.support.portal import LocalPortal, portal_on

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
NO_LIMITS = {"REQUESTS_PER_MINUTE": "0", "ATTEMPTS_PER_MINUTE": "0", "ATTEMPTS_PER_ACCOUNT": "0"}
MODES = (GenerationMode.POSITIVE, GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
SHUT = {401, 403}
LOOKS = 2
"""So many requests of a role that an operation is shut to are enough for a round."""


@dataclass
class Outcome:
    """What was asked and what went wrong; a fault is kept once, with an example."""

    requests: int = 0
    operations: set[str] = field(default_factory=set)
    statuses: Counter[int] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def line(self) -> str:
        return (
            f"requests {self.requests} operations {len(self.operations)} faults {len(self.faults)}"
        )


class Fuzz:
    """Rounds over all operations and roles until enough was asked."""

    def __init__(
        self, url: str, world: World, *, most: int, seconds: float, only: str = ""
    ) -> None:
        self._url, self._world = url, world
        self._only = only
        self._document = requests.get(f"{url}/api/v1/openapi.json", timeout=30).json()
        self._most, self._end = most, time.monotonic() + seconds
        self._session = requests.Session()
        self._dice = random.Random(0)
        self.outcome = Outcome()

    def forget(self, path: str, method: str, status: str) -> None:
        """Takes a response out of the document, to see that its absence is noticed."""
        del self._document["paths"][path][method]["responses"][status]

    def run(self, each: int) -> Outcome:
        """Asks `each` times a round, operation and role.

        Every operation has its turn by somebody before any has it by everybody.
        """
        number = 0
        schema = schemathesis.openapi.from_dict(self._document)
        operations = [_sound(found) for found in schema.get_all_operations()]
        chosen = [one for one in operations if self._only in one.path]
        while not self._enough():
            for turn in range(len(ROLES)):
                for place, operation in enumerate(chosen, start=turn):
                    if not self._enough():
                        self._ask(operation, ROLES[place % len(ROLES)], each, number)
            number += 1
        return self.outcome

    def _enough(self) -> bool:
        return self.outcome.requests >= self._most or time.monotonic() > self._end

    def _ask(self, operation: Any, role: str, each: int, number: int) -> None:
        mode = MODES[number % len(MODES)]
        shut = 0

        @seed(number * 1000 + ROLES.index(role))
        @settings(
            max_examples=each,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def one(case: Case[Any]) -> None:
            nonlocal shut
            if shut < LOOKS and not self._enough():
                shut += self._send(case, role) in SHUT

        one()

    def _send(self, case: Case[Any], role: str) -> int:
        self._make_real(case)
        response = case.call(
            base_url=self._url,
            session=self._session,
            headers=self._world.headers(role),
            timeout=30,
        )
        done = self.outcome
        done.requests += 1
        done.operations.add(case.operation.label)
        done.statuses[response.status_code] += 1
        done.roles[role] += 1
        try:
            case.validate_response(response, checks=CHECKS)
        except FailureGroup as group:
            for fault in group.exceptions:
                title = getattr(fault, "title", type(fault).__name__)
                key = f"{case.operation.label} {response.status_code} {title}"
                done.faults.setdefault(key, f"as {role}: {fault}\n{case.as_curl_command()}")
        if response.status_code == 401 or case.operation.path.endswith(("/leaving", "/password")):
            self._world.check_session(role)
        return int(response.status_code)

    def _make_real(self, case: Case[Any]) -> None:
        def change(name: str, value: Any) -> Any:
            return self._world.make_real(name, value, self._dice)

        for values in (case.path_parameters, case.query):
            if values:
                for name in list(values):
                    values[name] = change(name, values[name])
        if isinstance(case.body, (dict, list)):
            case.body = within(case.body, change)


def _sound(found: Any) -> Any:
    """The operation; raises the error of a document that is none."""
    return found.ok()


@contextmanager
def portal_for_fuzz() -> Iterator[tuple[LocalPortal, World]]:
    """A portal of its own without limits, with something of every kind in it."""
    name = f"fuzz{os.getpid()}"
    with shared_parts() as parts:
        parts.management.create_vhost(name)
        try:
            with (
                private_folder(name) as folder,
                portal_on(
                    folder, parts.broker.uri_of(name), parts.mongod.uri, name, NO_LIMITS
                ) as portal,
            ):
                yield portal, world_on(portal, portal.place.api_key_file.read_text().strip())
        finally:
            parts.management.delete_vhost(name)
            with MongoClient[dict[str, Any]](parts.mongod.uri) as client:
                drop_databases(client, name)


def main() -> int:
    """The long form."""
    most = int(os.environ.get("FUZZ_REQUESTS", "20000"))
    seconds = float(os.environ.get("FUZZ_SECONDS", "3600"))
    with portal_for_fuzz() as (portal, world):
        outcome = Fuzz(portal.url, world, most=most, seconds=seconds).run(each=10)
    for key, example in sorted(outcome.faults.items()):
        print(f"--- {key}\n{example}\n")
    print("by status", json.dumps(dict(sorted(outcome.statuses.items()))))
    print("by role", json.dumps(dict(outcome.roles)))
    print(outcome.line)
    return 1 if outcome.faults or outcome.requests < most else 0


if __name__ == "__main__":
    sys.exit(main())
