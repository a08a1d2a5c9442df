"""The analysts' read-only user of the reporting database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pymongo.database import Database

from services.reporting.adapters.analyst_views import VIEWS, AnalystView

ROLE = "kakehashi_analyst"


def role_command(verb: str, database: str, views: Sequence[AnalystView] = VIEWS) -> dict[str, Any]:
    """The command that makes (`createRole`) or renews (`updateRole`) the role.

    It may find in the documented views and nothing else: not in the projections beneath, not in
    the event log.
    """
    return {
        verb: ROLE,
        "privileges": [
            {
                "resource": {"db": database, "collection": view.name},
                "actions": ["find", "collStats", "listIndexes"],
            }
            for view in views
        ],
        "roles": [],
    }


def user_command(verb: str, database: str, name: str, password: str) -> dict[str, Any]:
    """The command that makes (`createUser`) or renews (`updateUser`) the user."""
    return {verb: name, "pwd": password, "roles": [{"role": ROLE, "db": database}]}


def has_authorisation(database: Database[Any]) -> bool:
    """Whether the server knows who is asking; without that, users and roles mean nothing."""
    status = database.client.admin.command("connectionStatus")
    return bool(status["authInfo"]["authenticatedUsers"])


def grant_analyst(database: Database[Any], name: str, password: str) -> bool:
    """Makes or renews role and user; False, and nothing done, on a server without authorisation."""
    if not has_authorisation(database):
        return False
    known_roles = database.command({"rolesInfo": {"role": ROLE, "db": database.name}})["roles"]
    database.command(role_command("updateRole" if known_roles else "createRole", database.name))
    known_users = database.command({"usersInfo": {"user": name, "db": database.name}})["users"]
    verb = "updateUser" if known_users else "createUser"
    database.command(user_command(verb, database.name, name, password))
    return True
