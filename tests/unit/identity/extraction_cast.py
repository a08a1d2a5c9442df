"""A department, the secretariat and one extraction."""

from __future__ import annotations

import dataclasses
from typing import Any

from services.kernel.eventkit.domain import Actor, Role
from tests.unit.identity.people_cast import People
from tests.unit.identity.stage import as_staff

DEPARTMENT = as_staff(Role.JICA_DEPARTMENT, "requester")
OTHER = as_staff(Role.HR_DIVISION, "another")
OFFICE = as_staff(Role.SECRETARIAT, "approver")
SAME_PERSON = as_staff(Role.SECRETARIAT, "requester")
REQUEST = {"purpose": "短期派遣の候補者さがし", "items": ["name", "email", "languages"]}


class Case:
    """One extraction in front of the portal; its result is made only when it is let."""

    def __init__(self) -> None:
        self.people = People()
        self.extraction_id = "unknown"
        self._reactions = self.people.service.reactions

    def hold(self) -> None:
        self.people.service = dataclasses.replace(self.people.service, reactions=())

    def run(self, name: str, actor: Actor, **more: Any) -> Any:
        payload = {"extraction_id": self.extraction_id, **more}
        return self.people.run(name, payload, actor)

    def ask(self) -> None:
        answer = self.people.run("request_data_extraction", REQUEST, DEPARTMENT)
        self.extraction_id = answer["extraction_id"]

    def make_result(self) -> None:
        """The reactions see everything again, as after a restart."""
        self.people.service = dataclasses.replace(self.people.service, reactions=self._reactions)
        self.people._seen = 0
        self.people._settle()

    def provided(self) -> None:
        """Asked for and approved; the result follows at once."""
        self.ask()
        self.run("approve_data_extraction", OFFICE)
