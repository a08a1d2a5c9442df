"""Content and press releases to show."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from tests.e2e.main_job_cast import PDF, Client, eventually

TEXT = {"title": "国際協力の仕事", "body": "## はじめに\n\n国際協力の**仕事**を紹介します。"}

# One campaign a year, and all tests of a process look at one portal.
_years = itertools.count(2031)
_earlier = itertools.count(2019, -1)


def sample_contents(known: dict[str, str], body: Client, office: Client) -> None:
    """A draft, public content of each list, and press releases in two states."""
    further: dict[str, dict[str, object]] = {
        "article": {},
        "faq": {"category": "ログイン"},
        "library": {"edition": 2026},
    }
    for kind, more in further.items():
        drafted = _draft(office, kind, more)
        office.ask("POST", f"/contents/{drafted}/publication", checked=True)
        known.setdefault("public_content", drafted)
    known["draft_content"] = _draft(office, "article", {})
    said = {"title": "新しい研修を始めます", "body": "**5月**から始めます。"}
    for name in ("press_release", "requested_press_release"):
        known[name] = body.ask("POST", "/press-releases", 201, **said)["press_release_id"]
    office.ask("POST", f"/press-releases/{known['press_release']}/publication", checked=True)


def _draft(office: Client, kind: str, more: dict[str, object]) -> str:
    made = office.ask(
        "POST", "/contents", 201, kind=kind, audience="everyone", version={**TEXT, **more}
    )
    return str(made["content_id"])


def sample_campaign(known: dict[str, str], centre: Client, person: Client, today: date) -> None:
    """A JPO campaign in draft, and an open one with a candidate who can still decline."""
    known["draft_campaign"] = _campaign(centre, next(_years), today)
    campaign = _campaign(centre, next(_earlier), today)
    centre.ask("POST", f"/jpo/campaigns/{campaign}/announcement")
    application = f"/jpo/campaigns/{campaign}/application"
    eventually(lambda: person.answers("GET", application), "the round is not open")
    for proves in ("english", "nationality", "work", "degree"):
        place = f"/api/v1{application}/documents/{proves}?name={proves}.pdf"
        put = person.fetch("PUT", place, PDF, "application/octet-stream")
        assert put.status == 200, put.text
    declared = {
        "english": True,
        "nationality": "JP",
        "work_months": 36,
        "degree": "master",
        "long_term_intent": True,
    }
    known["open_campaign"] = campaign
    known["jpo_application"] = person.ask("POST", application, 201, **declared)["application_id"]
    candidate = f"/jpo/applications/{known['jpo_application']}"
    eventually(lambda: centre.answers("GET", candidate), "the centre does not know the candidate")


def _campaign(centre: Client, year: int, today: date) -> str:
    later = (today + timedelta(days=60)).isoformat()
    terms = {"opens_on": today.isoformat(), "closes_on": later}
    made = centre.ask("POST", "/jpo/campaigns", 201, application_year=year, terms=terms)
    return str(made["campaign_id"])
