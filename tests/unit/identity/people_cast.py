"""Individuals at work: registered data, full registration and what follows from it."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.domain import SYSTEM, VISITOR, Role
from tests.unit.identity.stage import Stage, as_individual, as_staff

BASIC = {
    "name": "山田 花子",
    "name_kana": "ヤマダ ハナコ",
    "name_roman": "YAMADA Hanako",
    "birth_on": "1990-04-01",
    "nationality": "JP",
}
CONTACT = {
    "postal_code": "100-0001",
    "address": "東京都千代田区千代田1-1",
    "telephone": "03-1111-2222",
}
COMPLETE: dict[str, Any] = {
    "basic": BASIC,
    "contact": CONTACT,
    "expertise": {"areas": ["health", "environment"], "experience": "保健行政"},
    "education": {
        "entries": [{"school": "かけはし大学", "degree": "bachelor", "ended": "2012-03"}]
    },
    "career": {"entries": [{"employer": "かけはし病院", "started": "2012-04"}]},
    "languages": {"entries": [{"language": "英語", "level": "business"}]},
    "qualifications": {"none": True},
    "intention": {"intention": "now", "motive": "現場で働きたい"},
}
CHECKED = {"intention_confirmed": True, "expertise_confirmed": True}


class People(Stage):
    """A stage that knows how people become full registrants."""

    def complete(self, account_id: str, **sections: Any) -> dict[str, Any]:
        """Fills in every section."""
        answer: dict[str, Any] = self.run(
            "update_profile", {**COMPLETE, **sections}, as_individual(account_id)
        )
        return answer

    def requested(self, account_id: str) -> str:
        """The id of a request for full registration."""
        self.complete(account_id)
        answer = self.run("request_full_registration", {}, as_individual(account_id))
        request_id: str = answer["request_id"]
        return request_id

    def decision(self, account_id: str, request_id: str, **more: Any) -> dict[str, Any]:
        return {"account_id": account_id, "request_id": request_id, **more}

    def full(self, account_id: str) -> None:
        """Makes a full registrant."""
        request_id = self.requested(account_id)
        self.run(
            "approve_full_registration",
            self.decision(account_id, request_id, **CHECKED),
            as_staff(),
        )

    def own(self, account_id: str) -> dict[str, Any]:
        """The registration as the person sees it."""
        answer: dict[str, Any] = self.run("get_own_registration", {}, as_individual(account_id))
        return answer

    def facets(self, email: str) -> set[str]:
        """What a person who logs in holds."""
        token = self.log_in(email)["token"]
        session = self.run("resolve_session", {"token": token}, VISITOR)
        self.run("log_out", {"token": token}, VISITOR)
        return set(session["facets"])


def everything_of_individuals(stage: Stage) -> None:
    """Every stored and public event of SM-01 happens once."""
    people = stage
    assert isinstance(people, People)
    email = "everything@example.jp"
    who = people.opened(email)
    me, office = as_individual(who), as_staff()
    first = people.requested(who)
    returned = {"items": ["career"], "message": "職歴を詳しくご記入ください。"}
    people.run("return_full_registration", people.decision(who, first, **returned), office)
    people.wait(days=30)
    people.run("clean_full_registration_requests", {"account_ids": [who]}, office)
    second = people.run("request_full_registration", {}, me)["request_id"]
    reason = people.decision(who, second, reason="実務経験が確認できませんでした。")
    people.run("reject_full_registration", reason, office)
    people.full(who)
    people.run("record_jocv_returnee", {"account_id": who, "returnee": True}, office)
    people.wait(days=330)
    people.run("extend_talent_registration", {}, me)
    people.wait(days=420)
    people.run("confirm_registered_information", {}, me)
    people.run("suspend_user", {"account_id": who, "reason": "規約違反"}, as_staff(Role.HELLO_WORK))
    people.run("reinstate_user", {"account_id": who}, as_staff(Role.HELLO_WORK))
    obituary = {"account_id": who, "matched": True, "obituary": "社内掲示 2025-10"}
    people.run("record_death", obituary, office)
    people.run("revoke_death_record", {"account_id": who, "reason": "同姓同名"}, office)
    people.run("leave", {"confirmed": True}, me)


__all__ = [
    "BASIC",
    "CHECKED",
    "COMPLETE",
    "CONTACT",
    "SYSTEM",
    "People",
    "everything_of_individuals",
]
