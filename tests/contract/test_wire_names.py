"""Operations keep their names, and their payloads fit what they are loaded into."""

from __future__ import annotations

import dataclasses

import pytest

from services.kernel.eventkit.application.application import Operation
from tests.contract.wire_names import golden, operations, present

OPERATIONS = [
    (service, operation)
    for service, offered in operations().items()
    for operation in offered.values()
]


def test_operations_keep_their_names() -> None:
    assert present() == golden(), (
        "new ones: `python -m tests.contract.wire_names`; a name once offered stays"
    )


@pytest.mark.parametrize(
    ("service", "operation"), OPERATIONS, ids=[f"{s}.{o.name}" for s, o in OPERATIONS]
)
def test_the_payload_of_an_operation_has_the_fields_of_its_input(
    service: str, operation: Operation
) -> None:
    loaded = {
        field.attribute or name
        for name, field in operation.schema.fields.items()
        if not field.dump_only
    }
    assert loaded == {field.name for field in dataclasses.fields(operation.kind)}
