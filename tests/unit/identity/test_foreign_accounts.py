"""Nobody reaches another person's account through an operation that takes its id.

Walks over all operations: those that an individual, an organisation or a visitor may call and whose
payload names an account are called with the account of somebody else.
"""

from __future__ import annotations

from typing import Any

import pytest
from marshmallow import Schema, fields

from deploy.docs.examples import data_of
from services.kernel.eventkit.domain import VISITOR, Actor, NotFound, NotPermitted, Role
from tests.unit.identity.people_cast import People
from tests.unit.identity.stage import as_individual, as_organisation

SHOWN_BY_THEIR_WISH = {"view_person"}
"""What people publish."""
OPERATIONS = People().service.application.operations
OUTSIDERS = {
    Role.INDIVIDUAL: as_individual("somebody-else"),
    Role.ORGANISATION: as_organisation("org-9"),
    Role.VISITOR: VISITOR,
}
CASES = [
    (name, role)
    for name, operation in sorted(OPERATIONS.items())
    for role in OUTSIDERS
    if role in operation.allow
    and {"account_id", "account_ids", "person_id"} & set(operation.schema.fields)
    and name not in SHOWN_BY_THEIR_WISH
]


def _payload(schema: Schema, account_id: str) -> dict[str, Any]:
    filled: dict[str, Any] = data_of(type(schema))
    for name, field in schema.fields.items():
        if name in ("account_id", "person_id"):
            filled[name] = account_id
        elif name == "account_ids":
            filled[name] = [account_id]
        elif isinstance(field, fields.Nested):
            filled.pop(name, None)
    return filled


@pytest.mark.requirement("GW-06")
@pytest.mark.parametrize(("name", "role"), CASES)
def test_the_account_of_somebody_else_is_out_of_reach(name: str, role: Role) -> None:
    stage = People()
    victim = stage.opened()
    stage.full(victim)
    actor: Actor = OUTSIDERS[role]
    payload = _payload(OPERATIONS[name].schema, victim)
    before = stage.store.last_position()
    answer = None
    try:
        answer = stage.run(name, payload, actor)
    except (NotFound, NotPermitted):
        stage._settle()
    assert stage.store.last_position() == before
    assert "山田" not in repr(answer)
    assert "東京都" not in repr(answer)
