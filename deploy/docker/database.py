"""Prepares an empty replica set: founds it, makes the administrator and one user per service.

`python -m deploy.docker.database`, once, where MongoDB takes this process for a local one (in its
network namespace): only then may the first user be made. Running it again changes passwords to what
the environment says and nothing else.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from typing import Any

from pymongo import MongoClient
from pymongo.errors import AutoReconnect, OperationFailure

SERVICES = ("identity", "listings", "applications", "messaging", "reporting")
ADMINISTRATOR = "admin"
WITHIN_SECONDS = 120.0

_UNAUTHORIZED = 13
_ALREADY_INITIALISED = 23
_USER_IS_THERE = 51003


class Incomplete(Exception):
    """A setting is missing; the message names all of them."""


def passwords_from(environ: Mapping[str, str]) -> dict[str, str]:
    """The password of the administrator and of every service. Raises Incomplete."""
    names = {ADMINISTRATOR: "DATABASE_PASSWORD_ADMIN"} | {
        service: f"DATABASE_PASSWORD_{service.upper()}" for service in SERVICES
    }
    missing = [name for name in names.values() if not environ.get(name)]
    if missing:
        raise Incomplete(f"not set: {', '.join(missing)}")
    return {user: environ[name] for user, name in names.items()}


def rights_of(service: str, prefix: str) -> list[dict[str, str]]:
    """What a service may do: everything with the data of its own database, nothing elsewhere."""
    database = f"{prefix}_{service}"
    return [{"role": role, "db": database} for role in ("readWrite", "dbAdmin")]


def found_set(client: MongoClient[Any], member: str) -> None:
    """Founds the replica set unless it is there, and waits until it has a primary."""
    settings = {"_id": "rs0", "members": [{"_id": 0, "host": member}]}
    end = time.monotonic() + WITHIN_SECONDS
    while True:
        try:
            state = client.admin.command("hello")
            if state.get("isWritablePrimary"):
                return
            if state.get("isreplicaset"):
                client.admin.command("replSetInitiate", settings)
        except AutoReconnect:
            pass
        except OperationFailure as refused:
            if refused.code not in (_UNAUTHORIZED, _ALREADY_INITIALISED):
                raise
        if time.monotonic() > end:
            raise TimeoutError(f"no primary after {WITHIN_SECONDS:.0f} s")
        time.sleep(0.2)


def make_administrator(client: MongoClient[Any], password: str) -> None:
    """Makes the first user, unless there is one."""
    try:
        client.admin.command("createUser", ADMINISTRATOR, pwd=password, roles=["root"])
    except OperationFailure as refused:
        if refused.code not in (_UNAUTHORIZED, _USER_IS_THERE):
            raise


def make_users(client: MongoClient[Any], passwords: Mapping[str, str], prefix: str) -> None:
    """Makes the users of the services, or renews their passwords and rights."""
    for service in SERVICES:
        roles = rights_of(service, prefix)
        try:
            client.admin.command("createUser", service, pwd=passwords[service], roles=roles)
        except OperationFailure as refused:
            if refused.code != _USER_IS_THERE:
                raise
            client.admin.command("updateUser", service, pwd=passwords[service], roles=roles)


def main(environ: Mapping[str, str]) -> int:
    """Prepares the database at 127.0.0.1; 2 when a setting is missing."""
    try:
        passwords = passwords_from(environ)
    except Incomplete as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    place = environ.get("DATABASE_PLACE", "127.0.0.1:27017")
    member = environ.get("DATABASE_MEMBER", "mongo:27017")
    with MongoClient[Any](
        f"mongodb://{place}/?directConnection=true", serverSelectionTimeoutMS=2000
    ) as client:
        found_set(client, member)
        make_administrator(client, passwords[ADMINISTRATOR])
    with MongoClient[Any](
        f"mongodb://{place}/?directConnection=true",
        username=ADMINISTRATOR,
        password=passwords[ADMINISTRATOR],
        authSource="admin",
    ) as client:
        make_users(client, passwords, environ.get("DB_PREFIX", "kakehashi"))
    sys.stdout.write("the database is prepared\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(os.environ))
