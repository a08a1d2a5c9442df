"""One document per JPO campaign, and when its rounds open and close (SM-15)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.kernel.eventkit.application.schedule import due_entry
from services.kernel.eventkit.domain.tokyo import moment
from services.listings.domain.jpo import events as happened
from services.listings.domain.jpo.campaign import closing_moment
from services.listings.projections.due import due

jpo_campaigns = Projection(
    "jpo_campaigns", version=2, indexes=(Index((("application_year", -1),)),)
)


def _key(recorded: Recorded[Any]) -> str:
    about: happened.CampaignAbout = recorded.event.about
    return about.campaign_id


def _opening(recorded: Recorded[Any]) -> str:
    return f"jpo-opening-{_key(recorded)}"


def _closing(recorded: Recorded[Any]) -> str:
    return f"jpo-closing-{_key(recorded)}"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _terms(terms: happened.CampaignTerms) -> dict[str, Any]:
    return {
        "opens_on": _day(terms.opens_on),
        "closes_on": _day(terms.closes_on),
        "destinations": [asdict(one) for one in terms.destinations],
        "specialities": [asdict(one) for one in terms.specialities],
        "steps": [asdict(one) for one in terms.steps],
    }


def _round(one: happened.Round) -> dict[str, Any]:
    return {
        "number": one.number,
        "opens_on": one.opens_on.isoformat(),
        "closes_on": one.closes_on.isoformat(),
    }


def _changed(document: Document | None, recorded: Recorded[Any], **to: Any) -> Document | None:
    if document is None:
        return None
    return {**document, **to, "version": recorded.version, "changed_at": recorded.at.isoformat()}


@jpo_campaigns.on(happened.JpoCampaignCreated, key=_key)
def created(document: Document | None, recorded: Recorded[happened.JpoCampaignCreated]) -> Any:
    event = recorded.event
    return {
        "campaign_id": event.about.campaign_id,
        "application_year": event.about.application_year,
        "state": "draft",
        "terms": _terms(event.terms),
        "rounds": [],
        "figures": None,
        "version": recorded.version,
        "changed_at": recorded.at.isoformat(),
    }


@jpo_campaigns.on(happened.JpoCampaignAnnounced, key=_key)
def announced(document: Document | None, recorded: Recorded[happened.JpoCampaignAnnounced]) -> Any:
    event = recorded.event
    return _changed(
        document,
        recorded,
        state="announced",
        terms=_terms(event.terms),
        rounds=[_round(event.first_round)],
    )


@jpo_campaigns.on(happened.JpoCampaignOpened, key=_key)
def opened(document: Document | None, recorded: Recorded[Any]) -> Any:
    return _changed(document, recorded, state="open")


@jpo_campaigns.on(happened.JpoAdditionalRecruitmentOpened, key=_key)
def opened_again(
    document: Document | None, recorded: Recorded[happened.JpoAdditionalRecruitmentOpened]
) -> Any:
    rounds = [*(document or {"rounds": []})["rounds"], _round(recorded.event.round)]
    return _changed(document, recorded, state="open", rounds=rounds)


@jpo_campaigns.on(happened.JpoCampaignClosed, key=_key)
def closed(document: Document | None, recorded: Recorded[Any]) -> Any:
    return _changed(document, recorded, state="closed")


@jpo_campaigns.on(happened.JpoSelectionStarted, key=_key)
def selecting(document: Document | None, recorded: Recorded[Any]) -> Any:
    return _changed(document, recorded, state="selecting")


@jpo_campaigns.on(happened.JpoSelectionCompleted, key=_key)
def decided(document: Document | None, recorded: Recorded[Any]) -> Any:
    return _changed(document, recorded, state="decided")


@jpo_campaigns.on(happened.JpoResultsPublished, key=_key)
def results(document: Document | None, recorded: Recorded[happened.JpoResultsPublished]) -> Any:
    figures = asdict(recorded.event.figures)
    return _changed(document, recorded, state="results-published", figures=figures)


def _entry(recorded: Recorded[Any], at: Any, command: str, what: str) -> Document:
    about: happened.CampaignAbout = recorded.event.about
    note = f"JPO campaign {about.application_year} {what}"
    return due_entry(at, command, {"campaign_id": about.campaign_id}, note)


@due.on(happened.JpoCampaignAnnounced, key=_opening)
def opens(document: Document | None, recorded: Recorded[happened.JpoCampaignAnnounced]) -> Document:
    opens_at = moment(recorded.event.first_round.opens_on)
    return _entry(recorded, opens_at, "open_jpo_campaign", "opens")


@due.on(happened.JpoCampaignOpened, happened.JpoAdditionalRecruitmentOpened, key=_closing)
def closes(document: Document | None, recorded: Recorded[Any]) -> Document:
    closes_at = closing_moment(recorded.event.round)
    return _entry(recorded, closes_at, "close_jpo_campaign", "closes")


def _settled(document: Document | None, recorded: Recorded[Any]) -> None:
    return None


due.on(happened.JpoCampaignOpened, key=_opening)(_settled)
due.on(happened.JpoCampaignClosed, key=_closing)(_settled)
