"""The applications service in memory with a listing to apply to."""

from __future__ import annotations

import base64
import io
import zipfile
from typing import Any

import pytest

from services.applications.bootstrap import build
from services.applications.settings import Settings
from services.kernel.contracts.events.applications import EVENTS
from services.kernel.eventkit.domain import Actor, Facet, Refusal
from tests.support.rehearsal import Rehearsal, as_individual, as_organisation, tokyo

PDF = b"%PDF-1.7\nhello"
TICKS = ["method-agreed", "qualifications-met", "documents-ready"]
JICA_TICKS = ["procedure-checked", "expert-treatment-checked", "residents-abroad-checked"]
HANAKO = as_individual("hanako")
TARO = as_individual("taro")
BODY = as_organisation("org-1")
OTHER_BODY = as_organisation("org-2")
FULL = as_individual("hanako", Facet.FULL_REGISTRANT)

CHANGED = "ApplicationStatusChanged"
RESULT = "SelectionResultRegistered"
DECLINED = "ApplicationDeclined"
FINISHED = "ApplicationFinished"
ENDED = "selection-already-ended"


def base64_of(content: bytes) -> str:
    return base64.b64encode(content).decode()


def office(member: str, *more: str) -> bytes:
    """An OOXML file as far as its members go."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in ("[Content_Types].xml", member, *more):
            archive.writestr(name, "<xml/>")
    return made.getvalue()


class Stage(Rehearsal):
    """One job is published and open; documents are not required unless a test says so."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(build, settings or Settings(), at=tokyo(2024, 5, 7, 10, 0))
        self.publish_listing()

    def publish_listing(self, listing_id: str = "job-1", **changes: Any) -> None:
        data = {
            "listing_id": listing_id,
            "data_number": "D0000001",
            "organisation_id": "org-1",
            "organisation_name": "国際協力の会",
            "kind": "job",
            "title": "保健の専門家",
            "language": "ja",
            "recruitment_start_on": "2024-05-01",
            "recruitment_end_on": "2024-05-31",
            "web_application": True,
            "direct_application": False,
            "required_documents": [],
            "full_registrants_only": False,
            "jocv_only": False,
            "application_method": "Web応募",
            "published_at": "2024-05-01T00:00:00+09:00",
        }
        self.hear("listings", "ListingPublished", listing_id, {**data, **changes})

    def close_listing(self, type_: str, listing_id: str = "job-1") -> None:
        data = {
            "listing_id": listing_id,
            "data_number": "D0000001",
            "organisation_id": "org-1",
            "invalid_on": "2024-05-08",
        }
        self.hear("listings", type_, listing_id, data)

    def draft(self, actor: Actor = HANAKO, **changes: Any) -> str:
        payload = {
            "listing_id": "job-1",
            "confirmations": TICKS,
            "applicant_name": "山田花子",
            "remarks": "よろしくお願いします",
            **changes,
        }
        return str(self.run("draft_application", payload, actor)["application_id"])

    def attach(
        self,
        application_id: str,
        content: bytes = PDF,
        *,
        document_id: str = "doc-1",
        actor: Actor = HANAKO,
        name: str = "履歴書.pdf",
        **changes: Any,
    ) -> Any:
        payload = {
            "application_id": application_id,
            "document_id": document_id,
            "name": name,
            "index": 0,
            "last": True,
            "data": base64_of(content),
            **changes,
        }
        return self.run("put_document_piece", payload, actor)

    def submit(self, application_id: str, actor: Actor = HANAKO) -> Any:
        return self.run("submit_application", {"application_id": application_id}, actor)

    def apply(self, actor: Actor = HANAKO, **changes: Any) -> str:
        """A submitted application."""
        application_id = self.draft(actor, **changes)
        self.submit(application_id, actor)
        return application_id

    def change_status(
        self, application_id: str, status: str, actor: Actor = BODY, **changes: Any
    ) -> Any:
        payload = {
            "application_id": application_id,
            "status": status,
            "notify": False,
            **changes,
        }
        return self.run("change_application_status", payload, actor)

    def in_state(self, state: str) -> str:
        """An application of Hanako's in a state of SM-08."""
        application_id = self.draft()
        if state != "draft":
            self.submit(application_id)
        if state == "cancelled":
            self.run("cancel_application", {"application_id": application_id}, HANAKO)
        elif state not in ("draft", "received"):
            self.change_status(application_id, state)
        return application_id

    def mine(self, application_id: str, actor: Actor = HANAKO) -> Any:
        return self.run("get_my_application", {"application_id": application_id}, actor)

    def told(self) -> list[str]:
        """The types of the public events so far; each is checked against its contract."""
        for event in self.published:
            EVENTS[event.type][1]().load(event.data)
        return [event.type for event in self.published]


def refusal_of(stage: Stage, **changes: object) -> Refusal:
    """What is said against an application form with these changes."""
    with pytest.raises(Refusal) as refused:
        stage.draft(**changes)
    return refused.value
