"""Every refusal of every service, as its callers meet it."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import orjson
import pytest

import services
from gateway.backend.errors import problem_of
from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.domain import FieldProblem, Kind, Refusal
from services.kernel.eventkit.nameko.process import wire_form

SERVICES = ("identity", "listings", "applications", "messaging", "reporting")


def _import_domains() -> None:
    for name in SERVICES:
        package = importlib.import_module(f"services.{name}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".entrypoints." not in module.name:
                importlib.import_module(module.name)


def _refusals(parent: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for child in parent.__subclasses__():
        if child.__module__.startswith(services.__name__):
            yield child
        yield from _refusals(child)


_import_domains()
REFUSALS = sorted(set(_refusals()), key=lambda one: (one.__module__, one.__name__))
each_refusal = pytest.mark.parametrize("refusal", REFUSALS, ids=lambda one: one.__name__)


def test_no_two_refusals_have_the_same_code() -> None:
    owners: dict[str, list[str]] = {}
    for refusal in REFUSALS:
        owners.setdefault(refusal.code, []).append(f"{refusal.__module__}.{refusal.__name__}")
    assert {code: names for code, names in owners.items() if len(names) > 1} == {}


@each_refusal
def test_a_refusal_has_a_code_of_its_own_in_kebab_case(refusal: type[Refusal]) -> None:
    assert "code" in vars(refusal)
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", refusal.code)
    assert isinstance(refusal.kind, Kind)
    assert refusal.__doc__


@each_refusal
def test_a_refusal_survives_the_wire(refusal: type[Refusal]) -> None:
    raised: Any = refusal.__new__(refusal)
    Refusal.__init__(raised, fields={"title": [FieldProblem("too-long", {"most": 3})]}, most=3)
    arrived = Refused(orjson.loads(orjson.dumps(wire_form(raised))))
    assert arrived.code == refusal.code
    assert arrived.kind == refusal.kind.value
    assert arrived.fields == {"title": [{"code": "too-long", "params": {"most": 3}}]}
    assert arrived.params == {"most": 3}


@each_refusal
def test_a_refusal_has_the_status_of_its_kind(refusal: type[Refusal]) -> None:
    arrived = Refused({"code": refusal.code, "kind": refusal.kind.value})
    problem = problem_of(arrived)
    expected = {
        Kind.INVALID: {422},
        Kind.NOT_FOUND: {404},
        Kind.FORBIDDEN: {403, 401},
        Kind.CONFLICT: {409, 401},
    }
    assert problem.status in expected[refusal.kind]
    assert problem.code == refusal.code
