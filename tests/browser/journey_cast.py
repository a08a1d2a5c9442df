"""The people of the journeys, with accounts made over the API, so that a journey is its own deed only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.browser.reader import Reader
from tests.e2e.main_job_accounts import agreed, register
from tests.e2e.main_job_cast import Client
from tests.e2e.main_job_listings import JOB

SECRETARIAT = {"id": "staff", "role": "secretariat"}


def name_of(reader: Reader) -> str:
    """What the reader's individual is called."""
    return reader.of("山田 花子", "Grace Banda")


def individual(reader: Reader) -> tuple[Client, str]:
    """A simple registrant of the reader's own and a session of theirs."""
    people, client = reader.people, reader.people.client()
    client.ask("POST", "/accounts/openings", 202, email=people.hanako)
    token = people.link(people.hanako, "/account/opening/").rpartition("/")[2]
    person = {"name": name_of(reader), "birth_on": "1994-04-12", **agreed(client, token)}
    client.ask("POST", f"/accounts/openings/{token}/completion", 201, **person)
    return client, str(client.log_in("individual", people.hanako)["token"])


def staff(reader: Reader, *roles: str) -> tuple[Client, str]:
    """An internal user of these roles and a session of theirs."""
    client = reader.people.client()
    login_id = reader.people.staff(*roles)
    return client, str(client.log_in("internal", login_id)["token"])


def organisation(reader: Reader, office: Client) -> tuple[Client, str]:
    """A registered organisation of the reader's own and a session of it."""
    client = reader.people.client()
    register(reader.people, client, office)
    client.ask("DELETE", "/sessions/current", 204)
    return client, str(client.log_in("organisation", reader.people.institution)["token"])


def draft(reader: Reader, body: Client, **changes: Any) -> str:
    """A saved draft of a job in the reader's language; its id."""
    content = job(reader, **changes)
    made: list[Any] = []

    def saved() -> bool:
        answer = body.call("POST", "/own-listings/drafts", terms_agreed=True, content=content)
        made[:] = [answer.json] if answer.status == 201 else []
        return bool(made)

    reader.until(saved, "listings does not know the organisation")
    return str(made[0]["listing_id"])


def job(reader: Reader, **changes: Any) -> dict[str, Any]:
    """The contents of a job that is open from today, in the reader's language."""
    people, of = reader.people, reader.of
    today = people.now().date()
    later = (today + timedelta(days=60)).isoformat()
    return {
        **JOB,
        "language": reader.language,
        "title": f"{of('給水の技術者', 'Water engineer')} {people.mark}",
        "recruiting_fields": [of("水資源／給水", "Water／Supply")],
        "locations": [{"country": "ZM", "text": of("ルサカ", "Lusaka")}],
        "application_method": of("このポータルから応募してください。", "Apply in this portal."),
        "conditions": of("雇用期間は2年です。", "The contract is for two years."),
        "description": of("井戸の建設を調整します。", "You have wells built."),
        "required_documents": [of("履歴書", "CV")],
        "recruitment": {"start_on": today.isoformat(), "end_on": later},
        "work_period": {"start": {"day": later}},
        **changes,
    }


def publish(reader: Reader, body: Client, *contents: dict[str, Any]) -> list[str]:
    """Has listings of the organisation published from tomorrow on, which is now; their numbers."""
    people, visitor = reader.people, reader.people.client()
    ids = [draft(reader, body, **content) for content in contents]
    numbers = [str(body.get(f"/listings/{one}")["data_number"]) for one in ids]
    for one in ids:
        body.ask("POST", f"/own-listings/{one}/registration-request", confirmed=True)
    midnight = people.now().replace(hour=0, minute=0, second=0) + timedelta(days=1)
    approval = {"listing_ids": ids, "reflection_on": midnight.date().isoformat()}
    done = people.portal.ask("listings", "approve_listings", approval, SECRETARIAT)
    assert {one["outcome"] for one in done["items"]} == {"approved"}, done
    people.forward_to(midnight + timedelta(minutes=1))
    reader.until(
        lambda: all(visitor.answers("GET", f"/listings/{number}") for number in numbers),
        "they are not public",
    )
    return numbers
