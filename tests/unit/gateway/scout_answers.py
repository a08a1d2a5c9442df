"""What messaging answers about scout mails."""

from __future__ import annotations

from typing import Any

SCOUT_FORM: dict[str, Any] = {
    "account_id": "p-1",
    "user_id": "U0000007",
    "languages": ["ja", "en"],
    "scout_id": None,
    "number": None,
}
ALREADY = {**SCOUT_FORM, "scout_id": "s-1", "number": 3}
LINE: dict[str, Any] = {
    "scout_id": "s-1",
    "number": 3,
    "user_id": "U0000007",
    "language": "en",
    "status": "replied-unread",
    "sent_at": "2024-05-07T01:00:00+00:00",
    "text": "May we talk?",
    "replied_at": "2024-05-08T02:00:00+00:00",
    "reply_text": "ぜひお願いします。",
}
WAITING = {
    **LINE,
    "scout_id": "s-2",
    "number": 4,
    "status": "sent",
    "replied_at": None,
    "reply_text": None,
}
HISTORY = {"items": [LINE, WAITING], "total": 2, "unread": 1}
OPENED: dict[str, Any] = {
    "position": 7,
    "version": 3,
    "repeated": False,
    **{key: value for key, value in LINE.items() if key not in ("replied_at", "reply_text")},
    "status": "replied-read",
    "left": False,
    "reply": {
        "replied_at": LINE["replied_at"],
        "text": LINE["reply_text"],
        "address_disclosed": True,
        "reply_address": "hanako@mail.example",
    },
}
RECEIVED: dict[str, Any] = {
    "message_id": "m-1",
    "mail_id": "s-1",
    "box": "received",
    "kind": "scout",
    "type": None,
    "subject": "求職者照会メール",
    "text": "May we talk?",
    "reply_address": None,
    "organisation_id": "org-1",
    "counterpart": "国際協力の会",
    "listing": None,
    "application_id": None,
    "scout": {
        "scout_id": "s-1",
        "language": "en",
        "address_disclosed": None,
        "can_reply": True,
    },
    "at": "2024-05-07T01:00:00+00:00",
}
REPLIED = {**RECEIVED, "scout": {**RECEIVED["scout"], "can_reply": False}}
