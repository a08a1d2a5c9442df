"""The whole portal in memory with somebody who asks for career consultation and those who handle it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from services.kernel.eventkit.domain import Facet, Role
from tests.support.rehearsal import as_individual, as_staff, tokyo
from tests.unit.gateway.whole_portal import WholePortal

AT = tokyo(2024, 5, 7, 10)


class ConsultingPortal(WholePortal):
    """`person` is a full registrant; `counsellor`, `other_counsellor` and `of_jica` work inside."""

    def __init__(self, at: datetime = AT) -> None:
        super().__init__(at)
        people = self.identity
        self.person = people.opened()
        people.full(self.person)
        self.counsellor = self._counsellor("counsel1", "相談 一郎")
        self.other_counsellor = self._counsellor("counsel2", "相談 二郎")
        self.of_jica = people.internal("jica0001", name="部署 三郎", roles=["jica-department"])
        self.carry()

    def _counsellor(self, login_id: str, name: str) -> str:
        account_id = self.identity.internal(login_id, name=name)
        grant = {"account_id": account_id, "title": "career-sodan"}
        operator = as_staff(Role.OPERATOR, "the-operator")
        self.identity.run("grant_counsellor_permission", grant, operator)
        return account_id

    def ask(self, kind: str = "mail", **changes: Any) -> str:
        """A request of the person; the consultation's id."""
        payload = {"kind": kind, "subject": "働き方の相談", "body": "どう備えますか", **changes}
        me = as_individual(self.person, Facet.FULL_REGISTRANT)
        made = self.run("messaging", "request_consultation", payload, me)
        return str(made["consultation_id"])

    def step(self, operation: str, consultation_id: str, **more: Any) -> None:
        """A step of the secretariat."""
        payload = {"consultation_id": consultation_id, **more}
        self.run("messaging", operation, payload, as_staff())

    def as_person(self, *facets: str) -> None:
        """The person is signed in, as full registrant unless told otherwise."""
        held = list(facets) or ["full-registrant"]
        status = "full" if "full-registrant" in held else "simple"
        self.sign_in("individual", account_id=self.person, facets=held, status=status)

    def as_counsellor(self, account_id: str = "") -> None:
        self.sign_in("counsellor", account_id=account_id or self.counsellor)
