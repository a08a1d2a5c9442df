"""Job seekers by the API: how they come to be and what they show."""

from __future__ import annotations

from typing import Any

from tests.e2e.main_job_cast import Client

PROFILE: dict[str, Any] = {
    "postal_code": "160-0022",
    "address": "東京都新宿区架空町4-5-6",
    "telephone": "03-0000-0009",
    "desired_work": "保健事業の運営",
    "fields_wanted": ["health"],
    "places": ["KE", "JP-13"],
    "employment_types": ["full-time"],
    "languages": ["ja", "en"],
    "education": "master",
    "experience": "ケニアの母子保健プロジェクトで専門家を務めた。",
    "qualifications": "看護師",
    "appeal": "現場で人を育てることが得意です。",
}
OFFICE = "13060"


def apply_online(person: Client) -> str:
    """The job-seeker application of somebody logged in; the account's id."""
    texts = person.get("/job-seekers/agreement")
    person.ask(
        "POST",
        "/job-seekers/current",
        201,
        school="none",
        agreed_terms=texts["terms_version"],
        agreed_privacy=texts["privacy_version"],
        information={"postal_code": PROFILE["postal_code"]},
    )
    return str(person.get("/viewer")["account_id"])


def become_seeker(person: Client, staff: Client) -> str:
    """Makes a Hello Work user with a public profile; the account's id."""
    account_id = apply_online(person)
    staff.ask("POST", f"/job-seekers/{account_id}/office-use", office=OFFICE)
    person.ask("PUT", "/job-seekers/current/information", **PROFILE)
    person.ask("PUT", "/job-seekers/current/publication", public=True)
    return account_id
