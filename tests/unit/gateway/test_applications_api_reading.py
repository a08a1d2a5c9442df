"""What the API answers about applications and mails, and to whom."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.unit.gateway.application_answers import (
    CORE,
    FORM,
    INBOX_ENTRY,
    LETTER,
    LISTING,
    MAIL,
    MINE,
    NOTICE_MAIL,
    RECEIVED,
    THREAD,
    found,
)
from tests.unit.gateway.fake_services import FakeServices

BEARER = {"Authorization": "Bearer token"}


def answer_schema(app: Flask, path: str, method: str, status: str) -> dict[str, Any]:
    document = app.test_client().get("/api/v1/openapi.json").get_json()
    content = document["paths"][path][method]["responses"][status]["content"]
    schema: dict[str, Any] = content["application/json"]["schema"]
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


ENTRY = {**CORE, "applicant_name": "山田 花子", "documents": 1}


READS: list[tuple[str, str, str, str, Any]] = [
    ("individual", "/applications", "", "applications.find_my_applications", found(MINE)),
    (
        "individual",
        "/applications/{application_id}",
        "a-1",
        "applications.get_my_application",
        MINE,
    ),
    (
        "organisation",
        "/applications/{application_id}",
        "a-1",
        "applications.get_application",
        RECEIVED,
    ),
    (
        "individual",
        "/listings/{listing_id}/application-form",
        "job-1",
        "applications.get_application_form",
        FORM,
    ),
    (
        "organisation",
        "/listings/{listing_id}/applications",
        "job-1",
        "applications.find_applications_of_listing",
        {**found(ENTRY), "listing": LISTING},
    ),
    (
        "organisation",
        "/application-counts",
        "",
        "applications.find_application_counts",
        found({**LISTING, "applicants": 3}),
    ),
    ("individual", "/messages", "", "messaging.find_my_mails", found(MAIL) | {"unread": 1}),
    ("individual", "/messages/{message_id}", "m-1", "messaging.open_my_mail", LETTER),
    (
        "organisation",
        "/organisation-mails",
        "",
        "messaging.find_organisation_mails",
        found(INBOX_ENTRY),
    ),
    (
        "organisation",
        "/organisation-mails/{mail_id}",
        "mail-1",
        "messaging.get_organisation_mail",
        THREAD,
    ),
    ("operator", "/notice-mails", "", "messaging.find_notice_mails", found(NOTICE_MAIL)),
]


@pytest.mark.parametrize(("role", "path", "one", "operation", "answer"), READS)
def test_what_is_read_is_for_its_reader_and_as_documented(
    app: Flask,
    services: FakeServices,
    role: str,
    path: str,
    one: str,
    operation: str,
    answer: Any,
) -> None:
    services.sign_in(role, organisation_id="org-1" if role == "organisation" else None)
    services.answer(operation, answer)
    address = f"/api/v1{path}"
    real = f"{address.partition('{')[0]}{one}{address.partition('}')[2]}"
    read = app.test_client().get(real, headers=BEARER)
    assert read.status_code == 200
    shown = read.get_json()
    schema = answer_schema(app, address, "get", "200")
    assert set(schema["required"]) <= set(shown) <= set(schema["properties"])
    services.sign_in("analyst")
    assert app.test_client().get(real, headers=BEARER).status_code == 403
    assert app.test_client().get(real).status_code == 401
