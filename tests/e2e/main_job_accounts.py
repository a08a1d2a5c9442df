"""The main job by the API: how a person and an organisation come to their accounts."""

from __future__ import annotations

from deploy.local.demo.registration import SECTIONS
from tests.e2e.main_job_cast import NEW_PASSWORD, PASSWORD, Client, People, eventually


def agreed(client: Client, token: str) -> dict[str, str]:
    opening = client.get(f"/accounts/openings/{token}")
    return {
        "password": PASSWORD,
        "agreed_terms": opening["terms_version"],
        "agreed_privacy": opening["privacy_version"],
    }


def open_account(people: People, hanako: Client) -> None:
    hanako.ask("POST", "/accounts/openings", 202, email=people.hanako)
    token = people.link(people.hanako, "/account/opening/").rpartition("/")[2]
    person = {
        "name": "山田 花子",
        "birth_on": "1994-04-12",
        "secret_question": "初めて飼ったペットの名前は？",
        "secret_answer": "ポチ",
    }
    path = f"/accounts/openings/{token}/completion"
    future = hanako.ask(
        "POST", path, 422, **{**person, "birth_on": "2094-04-12"}, **agreed(hanako, token)
    )
    assert future["errors"]["birth_on"][0]["code"] == "birth-date-in-future"
    hanako.ask("POST", path, 201, **person, **agreed(hanako, token))
    hanako.log_in("individual", people.hanako)
    assert hanako.get("/accounts/current")["name"] == "山田 花子"
    second = {"kind": "individual", "login_id": people.hanako, "password": PASSWORD}
    assert people.client().ask("POST", "/sessions", 409, **second)["code"] == "already-logged-in"
    hanako.log_out()
    assert hanako.ask("GET", "/accounts/current", 401)["code"] == "session-ended"


def lock_and_reissue(people: People, hanako: Client) -> None:
    visitor = people.client()
    login = {"kind": "individual", "login_id": people.hanako}
    wrong = {**login, "password": "wrong-1234"}
    codes = [visitor.ask("POST", "/sessions", 403, **wrong)["code"] for _ in range(3)]
    assert codes[-1] == "account-locked"
    assert visitor.ask("POST", "/sessions", 403, **login, password=PASSWORD)["code"] == codes[-1]
    own = {"login_id": people.hanako, "birth_on": "1994-04-12"}
    asked = visitor.ask("POST", "/accounts/reissues/question", **own)
    assert asked["question"] == "初めて飼ったペットの名前は？"
    visitor.ask("POST", "/accounts/reissues", 202, **own, answer="ポチ")
    temporary = people.temporary_password(people.hanako)
    assert hanako.log_in("individual", people.hanako, temporary)["must_change_password"]
    assert hanako.ask("GET", "/accounts/current", 403)["code"] == "password-change-required"
    change = {"current_password": temporary, "new_password": NEW_PASSWORD}
    hanako.ask("POST", "/accounts/current/password", **change)
    assert hanako.get("/accounts/current")["email"] == people.hanako


def register(people: People, body: Client, office: Client) -> str:
    request = {
        "kind": "full",
        "category": "other",
        "institution_type": "ngo",
        "name": f"みずのかけはし{people.mark}",
        "name_en": f"Bridge of Water {people.mark}",
        "address": "東京都新宿区架空町1-2-3",
        "telephone": "03-0000-0001",
        "email": people.institution,
        "person_in_charge": "水野 直子",
        "activity": "給水施設をつくっています。",
        "listed": True,
    }
    asked = body.ask("POST", "/organisations/requests", 201, **request)["organisation_id"]
    path = f"/organisations/{asked}"
    eventually(lambda: office.answers("GET", path), "the request does not arrive")
    whole = office.get(path)
    assert (whole["status"], whole["person_in_charge"]) == ("requested", "水野 直子")
    office.ask("POST", f"{path}/approval", expected_version=whole["version"])
    token = people.link(people.institution, "/account/opening/").rpartition("/")[2]
    body.ask("POST", f"/accounts/openings/{token}/activation", 201, **agreed(body, token))
    made = body.log_in("organisation", people.institution)
    assert made["organisation_id"] == asked
    assert "person_in_charge" not in people.client().get(path)
    return str(asked)


def become_full(people: People, hanako: Client, office: Client) -> None:
    """Hanako fills in what is missing and asks; the secretariat approves and she is told."""
    asked = hanako.ask("POST", "/registrations/own/full-registration", 409)
    assert asked["code"] == "full-registration-items-missing"
    own = hanako.get("/registrations/own")
    kept = {name: own["sections"]["basic"][name] for name in ("name", "name_kana", "birth_on")}
    sections = {**SECTIONS, "basic": {**kept, "nationality": "JP"}}
    assert hanako.ask("PATCH", "/registrations/own", **sections)["missing"] == []
    request = hanako.ask("POST", "/registrations/own/full-registration", 201)["request_id"]
    account = own["account_id"]
    eventually(
        lambda: office.get(f"/individuals/{account}")["request"] is not None,
        "the request does not arrive",
    )
    decision = {"request_id": request, "intention_confirmed": True, "expertise_confirmed": True}
    office.ask("POST", f"/individuals/{account}/approval", **decision)
    people.letter(people.hanako, "人材登録者")
    eventually(
        lambda: "full-registrant" in hanako.get("/viewer")["facets"],
        "the approval does not arrive",
    )
