"""The main job by the API: a job is drafted, requested, returned, approved and found."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tests.e2e.main_job_cast import MACHINE, TOKYO, Client, People, eventually

JOB: dict[str, Any] = {
    "kind": "job",
    "language": "ja",
    "recruiting_fields": ["水資源／給水"],
    "locations": [{"country": "ZM", "text": "ルサカ"}],
    "employment_type": "fixed-term",
    "application_method": "このポータルから応募してください。",
    "conditions": "雇用期間は2年です。",
    "description": "南部州で井戸の建設を調整します。",
    "required_documents": ["履歴書"],
    "web_application": True,
}


def draft_and_request(people: People, body: Client, **changes: Any) -> dict[str, Any]:
    today = people.now().date()
    later = (today + timedelta(days=60)).isoformat()
    content = {
        **JOB,
        "title": f"給水コーディネーター{people.mark}",
        "recruitment": {"start_on": today.isoformat(), "end_on": later},
        "work_period": {"start": {"day": later}},
        **changes,
    }
    draft = {"terms_agreed": True, "content": content}

    def known() -> bool:
        """Listings learns of a new organisation a moment later."""
        return body.answers("POST", "/own-listings/check", content=content)

    eventually(known, "listings does not know the organisation")
    without = {**content, "title": "", "application_method": ""}
    refused = body.ask("POST", "/own-listings/drafts", 422, terms_agreed=True, content=without)
    assert {"content.title", "content.application_method"} <= set(refused["errors"])
    disagreed = {**draft, "terms_agreed": False}
    assert body.ask("POST", "/own-listings/drafts", 422, **disagreed)["code"] == "terms-not-agreed"
    made = body.ask("POST", "/own-listings/drafts", 201, **draft)
    path = f"/own-listings/{made['listing_id']}"
    content["description"] += "経験は問いません。"
    body.ask("PUT", f"{path}/draft", content=content, expected_version=made["version"])
    stale = {"content": content, "expected_version": made["version"]}
    assert body.ask("PUT", f"{path}/draft", 409, **stale)["code"] == "stale-form"
    drafts = body.get("/own-listings/drafts")["items"]
    assert [one["data_number"] for one in drafts] == [made["data_number"]]
    refused = body.ask("POST", f"{path}/registration-request", 422, confirmed=False)
    assert refused["code"] == "not-confirmed"
    body.ask("POST", f"{path}/registration-request", confirmed=True)
    people.client().ask("GET", f"/listings/{made['data_number']}", 404)
    return {**made, "title": content["title"]}


def return_then_approve(
    people: People, body: Client, office: Client, listing: dict[str, Any]
) -> datetime:
    request = f"/listing-requests/{listing['listing_id']}"

    def pending() -> bool:
        page = office.get("/listing-requests", per_page=100)
        pages = -(-page["total"] // 100)
        found = [*page["items"]]
        for number in range(2, pages + 1):
            found += office.get("/listing-requests", per_page=100, page=number)["items"]
        return listing["listing_id"] in {one["listing_id"] for one in found}

    eventually(pending, "the request does not arrive")
    reason = "応募方法を具体的に書いてください。"
    office.ask("POST", f"{request}/return", reason=reason)
    assert reason in people.letter(people.institution, "差し戻し")
    own = body.get(f"/listings/{listing['listing_id']}")
    assert (own["state"], own["returned_reason"]) == ("draft", reason)
    content = {**own["content"], "application_method": "履歴書を添えて応募してください。"}
    path = f"/own-listings/{listing['listing_id']}"
    body.ask("PUT", f"{path}/draft", content=content, expected_version=own["version"])
    body.ask("POST", f"{path}/registration-request", confirmed=True)
    eventually(pending, "the second request does not arrive")

    return approve_for_tomorrow(people, office, listing)


def approve_for_tomorrow(people: People, office: Client, listing: dict[str, Any]) -> datetime:
    """The secretariat approves the pending request (LI-21); when it becomes public."""
    request = f"/listing-requests/{listing['listing_id']}"
    tomorrow = people.now().date() + timedelta(days=1)
    past = (tomorrow - timedelta(days=2)).isoformat()
    refused = office.ask("POST", f"{request}/approval", 422, reflection_on=past)
    assert refused["code"] == "reflection-in-past"
    done = office.ask("POST", f"{request}/approval", reflection_on=tomorrow.isoformat())
    opens = datetime.fromisoformat(done["reflection_at"]).astimezone(TOKYO)
    assert opens == datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=TOKYO)
    return opens


def becomes_public(people: People, listing: dict[str, Any], opens: datetime) -> None:
    visitor, path = people.client(MACHINE), f"/listings/{listing['data_number']}"
    people.forward_to(opens - timedelta(seconds=40))
    visitor.ask("GET", path, 404)
    people.forward_to(opens + timedelta(seconds=5))
    eventually(lambda: visitor.answers("GET", path), "it does not become public")
    published = datetime.fromisoformat(visitor.get(path)["published_at"])
    assert timedelta(0) <= published - opens < timedelta(minutes=2)
    conditions = {"keyword": f"コーディネーター{people.mark}", "locations": "ZM", "kinds": "job"}

    def found() -> bool:
        items = visitor.get("/listings", **conditions)["items"]
        return [one["data_number"] for one in items] == [listing["data_number"]]

    eventually(found, "the search does not find it")
    assert visitor.get("/listings", **{**conditions, "locations": "KE"})["items"] == []
    whole = visitor.get("/listings", keyword="給水")
    assert len(whole["items"]) <= whole["per_page"] == 20
    assert visitor.ask("GET", "/listings", 422, kinds="voyage")["code"] == "invalid-input"
