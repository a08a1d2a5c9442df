"""Content and press releases to show."""

from __future__ import annotations

import itertools

from tests.e2e.main_job_cast import Client

TEXT = {"title": "国際協力の仕事", "body": "## はじめに\n\n国際協力の**仕事**を紹介します。"}

# One campaign a year, and all tests of a process look at one portal.
_years = itertools.count(2031)


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


def sample_campaign(known: dict[str, str], centre: Client) -> None:
    """A JPO campaign in draft; a public one would be on the page of the programme."""
    year = next(_years)
    terms = {"opens_on": f"{year}-06-01", "closes_on": f"{year}-06-30"}
    made = centre.ask("POST", "/jpo/campaigns", 201, application_year=year, terms=terms)
    known["draft_campaign"] = str(made["campaign_id"])
