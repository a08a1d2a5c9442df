"""Nobody reaches what belongs to somebody else by its id: a walk over all there is.

Routes come from the URL map, operations from the services' own tables, ids from what the victims
made: whatever is added is walked as well. An id that nobody has made yet fails the walk by name.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from marshmallow import Schema, fields
from werkzeug.routing import Rule

from deploy.docs.examples import data_of
from gateway.auth.allow import allow, allowed_of
from gateway.auth.form_token import new_form_token
from gateway.auth.viewer import Role as Viewing
from services.kernel.eventkit.domain import Actor, InvalidInput, NotPermitted, Refusal, Role
from tests.unit.gateway.victims import MARK, Victims
from tests.unit.gateway.whole_portal import WholePortal

PLAIN = {
    "section": "contact",
    "state": "open",
    "group": "current",
    "part": 0,
    "block": 0,
    "number": 1,
    "name": "site.css",
    "code": "residents-abroad",
    "action": "additional",
    "place": "favourites",
    "deed": "examination",
    "proves": "english",
}
"""Parameters of routes that name nothing of anybody's."""
OFFICE = frozenset({Role.SECRETARIAT, Role.HELLO_WORK, Role.OPERATOR, Role.INTERNAL_SYSTEM})
"""Roles whose work is with what others made; they are held by the permission table alone."""
WORK_WITH = {Role.MOFA: "jpo"}
"""A part of the names of what others made that is everyday work of a role outside the office."""
OUTSIDERS = [role for role in Role if role not in OFFICE]
LEAVING = ("leave", "withdraw_organisation")
STEPS = ("", "confirm", "send")
REFUSED = (303, 401, 403)


@pytest.fixture
def victims() -> Iterator[Victims]:
    log = logging.getLogger("gateway")
    level = log.level
    log.setLevel(logging.CRITICAL)
    found = Victims()
    found.prepare()
    yield found
    log.setLevel(level)


@pytest.fixture
def services(victims: Victims) -> WholePortal:
    return victims.portal


@pytest.fixture
def walker(app: Flask, services: WholePortal) -> FlaskClient:
    """A browser, and a client of the API, whose forms are all in order."""
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.set_cookie("session", "token")
    return client


def sign_in(services: WholePortal, actor: Actor) -> None:
    """The token "token" is the session of this caller."""
    if actor.role is Role.VISITOR:
        services.refuse("identity.resolve_session", "session-expired", "forbidden")
        return
    facets = [facet.value for facet in actor.facets]
    services.sign_in(
        actor.role.value,
        account_id=actor.id,
        organisation_id=actor.organisation_id,
        facets=facets,
    )


def rules(app: Flask) -> list[Rule]:
    """Every route with an id in it."""
    return [rule for rule in app.url_map.iter_rules() if rule.arguments]


def addresses(app: Flask, rule: Rule, victims: Victims, *, all_of_them: bool) -> Iterator[str]:
    """The addresses of a route with what belongs to the victims."""
    values: list[dict[str, Any]] = [{}]
    for name in sorted(rule.arguments):
        offered = getattr(rule._converters[name], "items", None)
        if offered or name in PLAIN:
            choices: list[Any] = [next(iter(offered)) if offered else PLAIN[name]]
        else:
            assert name in victims.ids, f"the victims made nothing that has a {name}"
            choices = list(victims.some(name))
        values = [{**one, name: choice} for one in values for choice in choices]
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for one in values if all_of_them else values[:1]:
            yield adapter.build(rule.endpoint, one, method=next(iter(rule.methods or ())))


def body_of(app: Flask, rule: Rule, victims: Victims) -> dict[str, Any] | None:
    """A body that the API takes; None where there is none."""
    documented = getattr(app.view_functions[rule.endpoint], "_apidoc", {})
    for parameter in documented.get("arguments", {}).get("parameters", []):
        if parameter.get("in") == "json":
            schema = parameter["schema"]
            return aimed(schema() if isinstance(schema, type) else schema, victims)
    return None


def aimed(schema: Schema, victims: Victims) -> dict[str, Any]:
    """A valid payload in which every id is one of the victims'."""
    return {
        field.data_key or name: _aimed(name, field, filled, victims)
        for name, field in schema.fields.items()
        if (filled := data_of(type(schema)).get(field.data_key or name)) is not None
    }


def _aimed(name: str, field: Any, filled: Any, victims: Victims) -> Any:
    if isinstance(field, fields.Nested):
        return aimed(field.schema, victims)
    several = isinstance(field, fields.List)
    known = victims.some(name.removesuffix("s") if several else name)
    if not known:
        return filled
    return known[:1] if several else known[0]


def requests_of(
    app: Flask, rule: Rule, victims: Victims, *, all_of_them: bool
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, address and what goes with it."""
    for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
        for address in addresses(app, rule, victims, all_of_them=all_of_them):
            if address.startswith("/api/"):
                yield (
                    method,
                    address,
                    {
                        "json": body_of(app, rule, victims),
                        "headers": {"Authorization": "Bearer token"},
                    },
                )
            elif method == "GET":
                yield method, address, {}
            else:
                for step in STEPS:
                    with app.test_request_context():
                        token = new_form_token(1)
                    yield method, address, {"data": {"_token": token, "_step": step}}


class Watch:
    """Tells what went wrong: words of the victims in an answer, or a change of what is theirs."""

    def __init__(self, victims: Victims) -> None:
        self._victims = victims
        self._position = victims.position()
        self._held = victims.streams()
        self._own = list(self._held)

    def told(self, body: str) -> list[str]:
        """Since the last time."""
        wrong = ["their words"] if MARK in body else []
        if self._victims.position() != self._position:
            before, self._held = self._held, self._victims.streams()
            self._position = self._victims.position()
            wrong += [name for name in self._own if self._held[name] != before[name]]
        return wrong


Fault = tuple[str, str, int, list[str]]


def walk(app: Flask, client: FlaskClient, victims: Victims, role: Role) -> tuple[int, list[Fault]]:
    """How many requests were made, and what went wrong with which."""
    sign_in(victims.portal, victims.outsider(role))
    faults: list[Fault] = []
    walked, watch = 0, Watch(victims)
    for rule in rules(app):
        allowed = allowed_of(app.view_functions[rule.endpoint])
        assert allowed is not None
        permitted = Viewing(role.value) in allowed.roles
        if permitted and WORK_WITH.get(role, "\0") in rule.rule:
            continue
        for method, address, more in requests_of(app, rule, victims, all_of_them=permitted):
            answer = client.open(address, method=method, **more)
            walked += 1
            wrong = watch.told(answer.data.decode(errors="replace"))
            if answer.status_code >= 500:
                wrong.append("failed")
            if not permitted and answer.status_code not in REFUSED:
                wrong.append("not refused")
            if wrong:
                faults.append((method, address, answer.status_code, wrong))
    return walked, faults


@pytest.mark.requirement("GW-06")
@pytest.mark.parametrize("role", OUTSIDERS)
def test_no_route_leads_to_what_belongs_to_somebody_else(
    app: Flask, walker: FlaskClient, victims: Victims, role: Role
) -> None:
    walked, faults = walk(app, walker, victims, role)
    assert walked > 200
    assert faults == []


def test_the_walk_finds_a_careless_route_that_is_new(
    app: Flask, walker: FlaskClient, victims: Victims
) -> None:
    @allow(Viewing.INDIVIDUAL)
    def careless(application_id: str) -> str:
        asked = {"application_id": application_id}
        return repr(
            victims.portal.run("applications", "get_my_application", asked, victims.owner())
        )

    @allow(Viewing.INDIVIDUAL)
    def meddling(mail_id: str) -> str:
        answer = {"mail_id": mail_id, "subject": "件", "body": "本文"}
        victims.portal.run("messaging", "answer_organisation_mail", answer, victims.body())
        return ""

    app.add_url_rule("/careless/<application_id>", view_func=careless)
    app.add_url_rule("/meddling/<mail_id>", view_func=meddling)
    _, found = walk(app, walker, victims, Role.INDIVIDUAL)
    faults = [(address.split("/")[1], one) for _, address, _, wrong in found for one in wrong]
    assert ("careless", "their words") in faults
    assert any(name == "meddling" and one.startswith("messaging/") for name, one in faults)


def operations(portal: WholePortal) -> list[tuple[str, str]]:
    """Every operation of every service; who has left cannot try anything else."""
    found = [
        (service, name)
        for service, stage in portal.stages.items()
        for name in sorted(stage.service.application.operations)
    ]
    return sorted(found, key=lambda one: one[1] in LEAVING)


@pytest.mark.requirement("GW-06")
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.INTERNAL_SYSTEM])
def test_no_operation_reaches_what_belongs_to_somebody_else(victims: Victims, role: Role) -> None:
    actor = victims.outsider(role)
    faults, watch = [], Watch(victims)
    for service, name in operations(victims.portal):
        operation = victims.portal.stages[service].service.application.operations[name]
        payload = aimed(operation.schema, victims)
        permitted = role in operation.allow
        if permitted and (role in OFFICE or WORK_WITH.get(role, "\0") in name):
            continue
        answer: Any = None
        try:
            answer = victims.portal.run(service, name, payload, actor)
            outcome = "done"
        except NotPermitted:
            outcome = "not permitted"
        except InvalidInput as refusal:
            outcome = f"invalid {dict(refusal.fields)}"
        except Refusal as refusal:
            outcome = refusal.code
        wrong = watch.told(repr(answer))
        if not permitted and outcome != "not permitted":
            wrong.append("not refused")
        if wrong:
            faults.append((service, name, outcome, wrong))
    assert faults == []
