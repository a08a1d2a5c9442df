"""What the services answer about applications and mails, for tests of pages and API."""

from __future__ import annotations

import base64
import re
from typing import Any

from flask.testing import FlaskClient

from tests.unit.gateway.fake_services import FakeServices

JOB_TICKS = ["method-agreed", "qualifications-met", "documents-ready"]
LISTING: dict[str, Any] = {
    "listing_id": "job-1",
    "data_number": "D0000001",
    "title": "保健の専門家",
    "kind": "job",
    "language": "ja",
    "organisation_id": "org-1",
    "organisation_name": "国際協力の会",
    "state": "published",
    "recruitment_end_on": "2024-05-31",
    "required_documents": ["履歴書", "職務経歴書"],
}
FORM: dict[str, Any] = {
    "listing": LISTING,
    "application_method": "Webから応募してください。",
    "confirmations": JOB_TICKS,
    "required_documents": ["履歴書", "職務経歴書"],
    "offered_documents": [],
    "route": "web",
    "limits": {"bytes_each": 1024 * 1024, "documents": 10},
    "refusal": None,
    "application_id": None,
    "status": None,
}
PROFILE = {"account_id": "account-1", "name": "山田 花子"}
DOCUMENT: dict[str, Any] = {
    "document_id": "doc-1",
    "name": "履歴書.pdf",
    "media_type": "application/pdf",
    "size": 8,
    "pieces": 2,
    "fulfils": "履歴書",
}
CORE: dict[str, Any] = {
    "application_id": "a-1",
    "reception_id": "AP00000001",
    "listing_id": "job-1",
    "route": "web",
    "status": "received",
    "finished": False,
    "submitted_at": "2024-05-07T01:00:00+00:00",
    "version": 4,
}
MINE: dict[str, Any] = {
    **CORE,
    "cancellable": True,
    "cancellable_until": "2024-05-08T01:00:00+00:00",
    "listing": LISTING,
    "applicant_name": "山田 花子",
    "remarks": "よろしくお願いします",
    "motivation": "",
    "confirmations": JOB_TICKS,
    "documents": [DOCUMENT],
    "history": [],
}
DRAFT: dict[str, Any] = {
    **MINE,
    "status": "draft",
    "reception_id": None,
    "submitted_at": None,
    "cancellable": False,
    "cancellable_until": None,
    "documents": [],
}
RECEIVED: dict[str, Any] = {
    **CORE,
    "listing": LISTING,
    "person_id": "account-1",
    "applicant_name": "山田 花子",
    "remarks": "よろしくお願いします",
    "motivation": "",
    "documents": [DOCUMENT],
    "remarks_of_institution": "書類は良好",
    "result_at": None,
    "history": [],
}
MAIL: dict[str, Any] = {
    "message_id": "m-1",
    "mail_id": "mail-1",
    "kind": "answer",
    "subject": "回答です",
    "organisation_id": "org-1",
    "counterpart": "国際協力の会",
    "listing": {"listing_id": "job-1", "data_number": "D0000001", "title": "保健の専門家"},
    "at": "2024-05-07T01:00:00+00:00",
    "unread": True,
}
LETTER: dict[str, Any] = {
    **MAIL,
    "unread": False,
    "position": 5,
    "version": 1,
    "repeated": False,
    "box": "received",
    "type": None,
    "text": "ナイロビです。",
    "reply_address": "jinji@org.example",
    "application_id": None,
    "scout": None,
}
INBOX_ENTRY: dict[str, Any] = {
    "mail_id": "mail-1",
    "type": "question-on-listing",
    "subject": "質問です",
    "sender_name": "山田 花子",
    "listing": MAIL["listing"],
    "sent_at": "2024-05-07T01:00:00+00:00",
    "answered": False,
    "left": False,
    "version": 1,
}
THREAD: dict[str, Any] = {
    "mail_id": "mail-1",
    "type": "question-on-listing",
    "listing": MAIL["listing"],
    "sent_at": "2024-05-07T01:00:00+00:00",
    "answered": False,
    "can_answer": True,
    "messages": [
        {
            "message_id": "mail-1",
            "author": "person",
            "name": "山田 花子",
            "subject": "質問です",
            "text": "勤務地は？",
            "reply_address": None,
            "at": "2024-05-07T01:00:00+00:00",
        }
    ],
    "version": 1,
}
NOTICE_MAIL: dict[str, Any] = {
    "mail_id": "n-1",
    "template": "application-status",
    "account_id": "account-1",
    "organisation_id": None,
    "state": "suppressed",
    "attempts": 1,
    "reason": "not-found",
    "queued_at": "2024-05-07T01:00:00+00:00",
    "settled_at": None,
}


def receipt(**more: Any) -> dict[str, Any]:
    """The answer of a command."""
    return {"position": 5, "version": 5, "repeated": False, **more}


def found(*items: dict[str, Any]) -> dict[str, Any]:
    """The answer of a list."""
    return {"items": list(items), "total": len(items)}


def piece_of(payload: dict[str, Any]) -> dict[str, Any]:
    """The pieces of the document: two of four bytes each."""
    content = (b"%PDF", b"-1.7")[payload["index"]]
    data = base64.b64encode(content).decode()
    return {**DOCUMENT, "index": payload["index"], "last": payload["index"] == 1, "data": data}


def tokens(client: FlaskClient, path: str, action: str = "") -> dict[str, str]:
    """The hidden tokens of a form of a page; of the one with this action if there are several."""
    shown = client.get(path).text
    if action:
        shown = shown[shown.index(f'action="{action}"') :]
    elif "<main" in shown:
        shown = shown[shown.index("<main") :]
    values = re.findall(r'name="(csrf_token|_token)" value="([^"]*)"', shown)
    return dict(values[:2])


def log_in_to_apply(client: FlaskClient, services: FakeServices) -> None:
    """Hanako is logged in, the job is open, and what she sends is accepted."""
    services.sign_in("individual")
    client.set_cookie("session", "token")
    services.answer("identity.get_profile", PROFILE)
    services.answer("applications.get_application_form", FORM)
    services.answer("applications.get_my_application", DRAFT)
    services.answer("applications.draft_application", receipt(application_id="a-1"))
    services.answer("applications.put_document_piece", receipt(complete=True))
    services.answer("applications.remove_document", receipt())
    services.answer("applications.submit_application", receipt(reception_id="AP00000001"))
