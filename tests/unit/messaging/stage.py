"""The messaging service in memory, with neighbours that answer and mail that goes nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from email.headerregistry import Address
from typing import Any

from services.kernel.contracts.events.messaging import EVENTS
from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.domain import Facet
from services.messaging.adapters.memory_transport import MemoryTransport
from services.messaging.bootstrap import build
from services.messaging.settings import Settings
from tests.support.rehearsal import Rehearsal, as_individual, as_organisation, tokyo

HANAKO = as_individual("hanako", Facet.FULL_REGISTRANT)
TARO = as_individual("taro", Facet.FULL_REGISTRANT)
SIMPLE = as_individual("hanako")
BODY = as_organisation("org-1")
OTHER_BODY = as_organisation("org-2")
SETTINGS = Settings(
    smtp_uri="smtp://127.0.0.1:2525",
    mail_from=Address("架け橋", addr_spec="no-reply@portal.example"),
    public_url="https://portal.example",
)
STATUS = {
    "application_id": "a-1",
    "reception_id": "AP00000001",
    "listing_id": "job-1",
    "organisation_id": "org-1",
    "person_id": "hanako",
    "status": "under-selection",
}


class Stage(Rehearsal):
    """An organisation with a published job; identity knows Hanako, Taro and the organisation."""

    def __init__(self) -> None:
        self.transport = MemoryTransport()
        super().__init__(build, SETTINGS, tokyo(2024, 3, 1, 10, 0), transport=self.transport)
        self.details: dict[str, dict[str, Any]] = {
            "hanako": details("hanako@mail.example", "山田花子"),
            "taro": details("taro@mail.example", "Taro", "en"),
            "org-1": details("body@org.example", "担当者"),
        }
        self.neighbours.answers["identity", "get_mail_details"] = self._tell_details
        self.shown = {"hanako": "U0000001", "taro": "U0000002"}
        self.neighbours.answers["identity", "get_profile_showing"] = self._tell_showing
        self.neighbours.answers["listings", "get_listing_for_mail"] = lambda question: {
            "reason": "期間を確かめてください"
        }
        self.hear(
            "identity",
            "OrganisationRegistered",
            "org-1",
            {"organisation_id": "org-1", "name": "国際協力の会", "name_en": "Cooperation Body"},
        )
        self.hear(
            "listings",
            "ListingPublished",
            "job-1",
            {
                "listing_id": "job-1",
                "data_number": "D0000001",
                "organisation_id": "org-1",
                "organisation_name": "国際協力の会",
                "title": "保健の専門家",
            },
        )
        self.deliver()
        self.transport.sent.clear()

    def _tell_details(self, question: Mapping[str, Any]) -> dict[str, Any]:
        whom = question.get("account_id") or question.get("organisation_id")
        if whom not in self.details:
            raise Refused({"code": "not-found", "kind": "not-found"})
        return self.details[whom]

    def _tell_showing(self, question: Mapping[str, Any]) -> dict[str, Any]:
        whom = question["account_id"]
        if whom not in self.details:
            raise Refused({"code": "not-found", "kind": "not-found"})
        return {"shown": whom in self.shown, "user_id": self.shown.get(whom)}

    def values(self, whom: str, **values: Any) -> None:
        """What identity will have to say in the mail to this recipient."""
        self.details[whom]["values"] |= values

    def deliver(self) -> None:
        """Lets the scheduler send what is due now."""
        self.until(self.clock.at)

    def mails(self, template: str | None = None) -> list[Any]:
        """What was sent; with a template only mails of it."""
        documents = self.documents("notice_mails")
        kept = [
            mail
            for mail in self.transport.sent
            if template in (None, documents[mail.message_id[1:].split("@")[0]]["template"])
        ]
        return kept

    def state_of_mails(self) -> list[str]:
        return [one["state"] for one in self.documents("notice_mails").values()]

    def write(self, **changes: Any) -> str:
        actor = changes.pop("actor", HANAKO)
        payload = {
            "organisation_id": "org-1",
            "listing_id": "job-1",
            "type": "question-on-listing",
            "subject": "質問です",
            "body": "勤務地は？",
            "sender_name": "山田花子",
            **changes,
        }
        return str(self.run("send_organisation_mail", payload, actor)["mail_id"])

    def answer(self, mail_id: str, **changes: Any) -> str:
        payload = {
            "mail_id": mail_id,
            "subject": "回答です",
            "body": "ナイロビです",
            "reply_address": "jinji@org.example",
            **changes,
        }
        return str(self.run("answer_organisation_mail", payload, BODY)["answer_id"])

    def scout(self, whom: str = "hanako", actor: Any = BODY, **changes: Any) -> str:
        payload = {"account_id": whom, "language": "ja", "body": "お話を伺えませんか", **changes}
        return str(self.run("send_scout_message", payload, actor)["scout_id"])

    def reply(self, scout_id: str, actor: Any = HANAKO, **changes: Any) -> str:
        payload = {
            "scout_id": scout_id,
            "body": "ぜひお願いします",
            "disclose_address": False,
            **changes,
        }
        return str(self.run("reply_to_scout_message", payload, actor)["message_id"])

    def opened(self, scout_id: str, actor: Any = BODY) -> dict[str, Any]:
        answer: dict[str, Any] = self.run("open_scout_message", {"scout_id": scout_id}, actor)
        return answer

    def box(self, box: str, actor: Any = HANAKO, language: str = "ja") -> list[Any]:
        found = self.run("find_my_mails", {"box": box}, actor, language=language)
        assert found["total"] == len(found["items"])
        return list(found["items"])

    def told(self) -> list[str]:
        """The types of the public events so far; each is checked against its contract."""
        for event in self.published:
            EVENTS[event.type][1]().load(event.data)
        return [event.type for event in self.published]


def details(address: str, name: str, language: str = "ja") -> dict[str, Any]:
    """What identity answers about a recipient."""
    values = {
        "login_url": "https://portal.example/login",
        "link": "https://x",
        "institution_id": "I1",
    }
    return {"address": address, "name": name, "language": language, "values": values}
