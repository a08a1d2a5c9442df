"""The messaging service with somebody who asks for career consultation and those who handle it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.kernel.eventkit.domain import Role
from tests.support.rehearsal import as_staff, tokyo
from tests.unit.messaging.stage import HANAKO, Stage, details

OFFICE = as_staff()
COUNSELLOR = as_staff(Role.COUNSELLOR, "counsellor-1")
OTHER_COUNSELLOR = as_staff(Role.COUNSELLOR, "counsellor-2")
JICA = as_staff(Role.JICA_DEPARTMENT, "jica-1")
OTHER_JICA = as_staff(Role.HR_DIVISION, "jica-2")
MEETS_AT = tokyo(2024, 3, 8, 14, 0)
STAFF: dict[str, tuple[str, ...]] = {
    "counsellor-1": ("counsellor",),
    "counsellor-2": ("secretariat", "counsellor"),
    "jica-1": ("jica-department",),
    "jica-2": ("hr-division",),
    "staff-1": ("secretariat",),
}


class ConsultingStage(Stage):
    """Identity knows counsellors and persons of JICA; `stopped` may do nothing any more."""

    def __init__(self) -> None:
        super().__init__()
        self.staff = dict(STAFF)
        self.stopped: set[str] = set()
        self.details |= {
            "counsellor-1": details("c1@jica.example", "相談 一郎"),
            "counsellor-2": details("c2@jica.example", "相談 二郎"),
            "jica-1": details("j1@jica.example", "Jun", "en"),
        }
        self.neighbours.answers["identity", "get_contacts_of"] = self._tell_contacts
        self.neighbours.answers["identity", "find_consultation_staff"] = self._tell_staff

    def _tell_contacts(self, question: Mapping[str, Any]) -> dict[str, Any]:
        known = [one for one in question["account_ids"] if one in self.details]
        items = [{"account_id": one, "name": self.details[one]["name"]} for one in known]
        return {"items": items, "total": len(items)}

    def _tell_staff(self, question: Mapping[str, Any]) -> dict[str, Any]:
        known = [one for one in question["account_ids"] if one in self.staff]
        items = [
            {"account_id": one, "roles": list(self.staff[one]), "active": one not in self.stopped}
            for one in known
        ]
        return {"items": items, "total": len(items)}

    def ask(self, kind: str = "mail", actor: Any = HANAKO, **changes: Any) -> str:
        """A request; the consultation's id."""
        payload = {
            "kind": kind,
            "subject": "アフリカで働くには",
            "body": "保健の経験をどう活かせますか",
            "wishes": "平日の午後",
            **changes,
        }
        return str(self.run("request_consultation", payload, actor)["consultation_id"])

    def step(self, operation: str, consultation_id: str, actor: Any = OFFICE, **more: Any) -> Any:
        """One step of those who handle it."""
        return self.run(operation, {"consultation_id": consultation_id, **more}, actor)

    def assign(self, consultation_id: str, to: str = "counsellor-1", actor: Any = OFFICE) -> Any:
        return self.step("assign_counsellor", consultation_id, actor, counsellor_id=to)

    def schedule(self, consultation_id: str, at: datetime = MEETS_AT, actor: Any = OFFICE) -> Any:
        place = {"place": "JICA市ヶ谷ビル", "note": "受付でお名前を"}
        meets = at.isoformat()
        return self.step("schedule_consultation", consultation_id, actor, meets_at=meets, **place)

    def refer(self, consultation_id: str, actor: Any = OFFICE, **named: Any) -> Any:
        asked = named or {"counsellor_ids": ["counsellor-1"], "jica_person_ids": ["jica-1"]}
        note = "制度の面を見てください"
        return self.step("refer_consultation", consultation_id, actor, note=note, **asked)

    def opine(self, consultation_id: str, actor: Any = COUNSELLOR, body: str = "内部の所見") -> Any:
        return self.step("record_consultation_opinion", consultation_id, actor, body=body)

    def reply_to(self, consultation_id: str, actor: Any = OFFICE) -> Any:
        body = "まず応募書類を整えましょう"
        return self.step("answer_consultation", consultation_id, actor, body=body)

    def mine(self, consultation_id: str, actor: Any = HANAKO) -> Any:
        return self.step("get_my_consultation", consultation_id, actor)

    def seen(self, consultation_id: str, actor: Any = OFFICE) -> Any:
        return self.step("get_consultation", consultation_id, actor)

    def listed(self, actor: Any = OFFICE, **asked: Any) -> list[str]:
        items = self.run("find_consultations", asked, actor)["items"]
        return [one["consultation_id"] for one in items]
