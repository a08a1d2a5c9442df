"""The main job by the API: applying, handling, writing, leaving."""

from __future__ import annotations

from typing import Any

from tests.e2e.main_job_cast import NEW_PASSWORD, PDF, Client, People, eventually


def apply(hanako: Client, listing: dict[str, Any]) -> str:
    form_path = f"/listings/{listing['listing_id']}/application-form"

    def opened() -> bool:
        answer = hanako.fetch("GET", f"/api/v1{form_path}")
        return answer.status == 200 and answer.json["refusal"] is None

    eventually(opened, "it takes no applications")
    form = hanako.get(form_path)
    begun = {"listing_id": listing["listing_id"], "confirmations": form["confirmations"][:1]}
    refused = hanako.ask("POST", "/applications", 422, **begun)
    assert refused["code"] == "confirmations-incomplete"
    begun = {**begun, "confirmations": form["confirmations"], "remarks": "早く働けます。"}
    made = hanako.ask("POST", "/applications", 201, **begun)["application_id"]
    early = hanako.ask("POST", f"/applications/{made}/submission", 422)
    assert early["code"] == "required-documents-missing"
    hanako.upload(f"/applications/{made}/documents", PDF, name="履歴書.pdf", fulfils="履歴書")
    sent = hanako.ask("POST", f"/applications/{made}/submission")
    assert sent["reception_id"].startswith("AP")
    mine = hanako.get(f"/applications/{made}")
    assert (mine["status"], mine["documents"][0]["size"]) == ("received", len(PDF))
    twice = hanako.ask("POST", "/applications", 409, **begun)
    assert twice["code"] == "already-applied"
    return str(made)


def handle(
    people: People, hanako: Client, body: Client, listing: dict[str, Any], application_id: str
) -> None:
    """The organisation reads, downloads and decides; only one change is told by mail."""
    path = f"/applications/{application_id}"
    eventually(lambda: body.answers("GET", path), "the application does not arrive")
    listed = body.get(f"/listings/{listing['listing_id']}/applications")["items"]
    assert [one["applicant_name"] for one in listed] == ["山田 花子"]
    received = body.get(path)
    assert received["remarks"] == "早く働けます。"
    [document] = received["documents"]
    answer = body.fetch("GET", f"/api/v1{path}/documents/{document['document_id']}")
    assert answer.content == PDF
    assert answer.headers["content-disposition"].startswith("attachment; ")
    people.client().ask("GET", f"{path}/documents/{document['document_id']}", 401)

    before = len(people.portal.mails_now(people.hanako))
    quiet = {"status": "under-selection", "notify": False, "remarks_of_institution": "書類は良好"}
    body.ask("PUT", f"{path}/status", **quiet)
    eventually(lambda: _status(hanako, path) == "under-selection", "she does not see it")
    body.ask("PUT", f"{path}/status", status="hired", notify=True)
    assert "採用" in people.letter(people.hanako, "応募状況")
    assert len(people.portal.mails_now(people.hanako)) == before + 1
    eventually(lambda: _status(hanako, path) == "hired", "she does not see that she is hired")
    assert "書類は良好" not in hanako.fetch("GET", f"/api/v1{path}").text
    again = body.ask("PUT", f"{path}/status", 409, status="received", notify=False)
    assert again["code"] in ("selection-already-ended", "selection-cannot-go-back")


def _status(client: Client, path: str) -> str:
    return str(client.get(path)["status"])


def write_and_answer(
    people: People,
    hanako: Client,
    body: Client,
    organisation_id: str,
    listing: dict[str, Any],
) -> None:
    """Hanako writes, the organisation answers, both read it in their boxes."""
    mail = {
        "organisation_id": organisation_id,
        "listing_id": listing["listing_id"],
        "type": "question-on-listing",
        "subject": "勤務地について",
        "body": "ルサカのどこですか。",
    }
    sent = hanako.ask("POST", "/organisation-mails", 201, **mail)["mail_id"]
    path = f"/organisation-mails/{sent}"
    eventually(lambda: body.answers("GET", path), "the mail does not arrive")
    [entry] = body.get("/organisation-mails")["items"]
    assert (entry["subject"], entry["sender_name"]) == ("勤務地について", "山田 花子")
    answer = {"subject": "Re: 勤務地について", "body": "町の中心です。"}
    body.ask("POST", f"{path}/answers", 201, **answer)
    told = people.letter(people.hanako, "町の中心です。")
    assert people.hanako not in told

    def answered() -> bool:
        subjects = [one["subject"] for one in hanako.get("/messages")["items"]]
        return "Re: 勤務地について" in subjects

    eventually(answered, "the answer does not arrive")
    boxed = [one["subject"] for one in hanako.get("/messages", box="sent")["items"]]
    assert boxed == ["勤務地について"]
    texts = [one["text"] for one in body.get(path)["messages"]]
    assert texts == ["ルサカのどこですか。", "町の中心です。"]


def leave(people: People, hanako: Client, body: Client, application_id: str) -> None:
    """Hanako leaves; nobody can read anything about her any more."""
    refused = hanako.ask("POST", "/accounts/current/leaving", 409, confirmed=False)
    assert refused["code"] == "leaving-not-confirmed"
    hanako.ask("POST", "/accounts/current/leaving", confirmed=True)
    assert hanako.ask("GET", "/accounts/current", 401)["code"] == "session-ended"
    login = {"kind": "individual", "login_id": people.hanako, "password": NEW_PASSWORD}
    refused = people.client().ask("POST", "/sessions", 403, **login)
    assert refused["code"].startswith("login-refused")

    def nameless() -> bool:
        found = body.get(f"/applications/{application_id}")
        return found["applicant_name"] is None and found["documents"] == []

    eventually(nameless, "the organisation still reads her name")
    mails = body.fetch("GET", "/api/v1/organisation-mails").text
    assert "山田" not in mails
