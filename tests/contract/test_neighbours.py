"""What services ask of each other exists: a name that nobody answers would wait for ever."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.contract.wire_names import operations

SERVICES = Path(__file__).parents[2] / "services"


def _asked() -> Iterator[tuple[Path, str, str]]:
    for file in SERVICES.glob("*/application/**/*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "ask"
                and len(node.args) >= 2
                and all(isinstance(one, ast.Constant) for one in node.args[:2])
            ):
                service, operation = (ast.literal_eval(one) for one in node.args[:2])
                yield file, service, operation


def test_every_question_to_a_neighbour_is_an_operation_of_that_neighbour() -> None:
    offered = operations()
    asked = list(_asked())
    assert asked
    unknown = [
        f"{file.relative_to(SERVICES)} asks {service}.{operation}"
        for file, service, operation in asked
        if operation not in offered[service]
    ]
    assert unknown == []
