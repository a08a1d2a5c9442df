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


def scout_and_reply(person: Client, body: Client) -> str:
    """A full registrant shows the profile, is written to by the organisation and replies."""
    person.ask("PUT", "/job-seekers/current/information", **PROFILE)
    person.ask("PUT", "/job-seekers/current/publication", public=True)
    account_id = person.get("/viewer")["account_id"]
    scout_id = str(scout(body, account_id)["scout_id"])
    reply = {"body": "ぜひお話を伺いたいです。", "disclose_address": True}
    person.ask("POST", f"/scout-messages/{scout_id}/reply", 201, **reply)
    return scout_id


def ask_for_consultation(person: Client, kind: str = "mail") -> str:
    """A full registrant asks for career consultation; its id."""
    question = {"kind": kind, "subject": "働き方の相談", "body": "どう備えればよいでしょうか。"}
    return str(person.ask("POST", "/own-consultations", 201, **question)["consultation_id"])


def scout(body: Client, account_id: str) -> Any:
    """The organisation sends its scout mail to a person."""
    mail = {"language": "en", "body": "We are looking for a health specialist. May we talk?"}
    return body.ask("POST", f"/talents/{account_id}/scout-message", 201, **mail)


def become_seeker(person: Client, staff: Client) -> str:
    """Makes a Hello Work user with a public profile; the account's id."""
    account_id = apply_online(person)
    staff.ask("POST", f"/job-seekers/{account_id}/office-use", office=OFFICE)
    person.ask("PUT", "/job-seekers/current/information", **PROFILE)
    person.ask("PUT", "/job-seekers/current/publication", public=True)
    return account_id
