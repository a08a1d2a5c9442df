"""Answers of identity on job seekers, and sending the forms of pages."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient

OFFICE = {"code": "13010", "name": "飯田橋", "name_en": "Iidabashi", "prefecture": "13"}
NUMBER = "13010-00000042"
INFORMATION: dict[str, Any] = {
    "postal_code": "1000001",
    "address": "東京都千代田区1-1",
    "telephone": "03-0000-0000",
    "desired_work": "保健事業の運営",
    "fields_wanted": ["health"],
    "places": ["KE", "JP-13"],
    "employment_types": ["full-time"],
    "languages": ["ja", "en"],
    "education": "master",
    "experience": "ケニアで専門家",
    "qualifications": "看護師",
    "appeal": "人を育てることが得意です。",
}
RECEIPT = {"position": 1, "version": 2, "repeated": False}
PERSON = {
    "account_id": "p-1",
    "user_id": "U0000007",
    "updated_at": "2024-05-01T03:00:00+00:00",
    **{k: v for k, v in INFORMATION.items() if k not in ("postal_code", "address", "telephone")},
}


def seeker(*, uses_office: bool = True, active: bool = True, **more: Any) -> dict[str, Any]:
    """An answer of identity."""
    return {
        "account_id": "account-1",
        "name": "山田 花子",
        "name_kana": "ヤマダ ハナコ",
        "birth_on": "1990-04-01",
        "counter_office": None,
        "may_publish": active,
        "information": INFORMATION,
        "information_at": "2024-05-01T03:00:00+00:00",
        "information_revision": 1714532400000,
        "publication": {"user_id": "U0000007", "public": False, "shown_to": []},
        "registration": {
            "number": NUMBER,
            "service_kind": "hello-work-user" if uses_office else "online-registrant",
            "active": active,
            "inactive_on": None if active else "2024-05-01",
            "inactive_reason": None if active else "employed",
            "office": OFFICE,
            "application_on": "2024-05-01",
            "valid_until": "2024-07-31",
            "switching_back_until": None if active else "2025-05-01",
            "may_switch_back": not active,
            "terms_version": "2024-04",
            "privacy_version": "2024-04",
            "agreed_at": "2024-05-01T03:00:00+00:00",
            "consultations": [{"held_on": "2024-05-02", "office": OFFICE}],
        },
        **more,
    }


def send(client: FlaskClient, path: str, _from: str = "", **values: Any) -> Any:
    """Sends the form of a page."""
    return client.post(path, data={**hidden(client.get(_from or path).text), **values})


def hidden(page: str) -> dict[str, str]:
    """The tokens of the form on a page."""
    found = re.findall(r'name="(csrf_token|_token)" value="([^"]*)"', page[page.index("<main") :])
    return dict(found)
