"""The states of a JPO campaign and what may be done with it (SM-15)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from services.kernel.eventkit.domain import FieldProblem, InvalidInput, NotFound
from services.kernel.eventkit.domain.tokyo import moment, tokyo_date
from services.listings.domain.jpo import events as happened
from services.listings.domain.jpo.lists import YearFigures
from services.listings.domain.jpo.refusals import (
    CampaignExists,
    CampaignNotDueYet,
    CampaignNotInThatState,
    CandidatesUndecided,
)


class CampaignState(StrEnum):
    """募集要項公表, 応募受付中, 受付終了, 選考中, 決定, 実績公表; before them a draft."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"
    SELECTING = "selecting"
    DECIDED = "decided"
    RESULTS_PUBLISHED = "results-published"


@dataclass(frozen=True, slots=True)
class NoCampaign:
    """Before the first event."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """The campaign of one application year; `rounds` are those announced so far."""

    about: happened.CampaignAbout
    terms: happened.CampaignTerms
    state: CampaignState
    rounds: tuple[happened.Round, ...] = ()


JpoCampaign = NoCampaign | Campaign


def evolve(campaign: JpoCampaign, event: Any) -> JpoCampaign:
    """The campaign after the event."""
    if isinstance(event, happened.JpoCampaignCreated):
        return Campaign(event.about, event.terms, CampaignState.DRAFT)
    if isinstance(campaign, NoCampaign):
        raise TypeError(type(event).__name__)
    match event:
        case happened.JpoCampaignAnnounced(_, terms, first_round):
            announced = replace(campaign, terms=terms, rounds=(first_round,))
            return replace(announced, state=CampaignState.ANNOUNCED)
        case happened.JpoAdditionalRecruitmentOpened(round=further):
            return replace(campaign, state=CampaignState.OPEN, rounds=(*campaign.rounds, further))
        case _:
            return replace(campaign, state=_AFTER[type(event)])


_AFTER = {
    happened.JpoCampaignOpened: CampaignState.OPEN,
    happened.JpoCampaignClosed: CampaignState.CLOSED,
    happened.JpoSelectionStarted: CampaignState.SELECTING,
    happened.JpoSelectionCompleted: CampaignState.DECIDED,
    happened.JpoResultsPublished: CampaignState.RESULTS_PUBLISHED,
}


def create(
    campaign: JpoCampaign,
    about: happened.CampaignAbout,
    terms: happened.CampaignTerms,
    now: datetime,
) -> list[object]:
    """Begins the campaign of a year; there is one main round a year (LI-73)."""
    if not isinstance(campaign, NoCampaign):
        raise CampaignExists
    _require_order(terms)
    return [happened.JpoCampaignCreated(about, terms, now)]


def announce(
    campaign: JpoCampaign, terms: happened.CampaignTerms | None, now: datetime
) -> list[object]:
    """Makes the terms public; `terms` are the corrected ones (LI-73, LI-84)."""
    known = _in(campaign, CampaignState.DRAFT)
    final = terms or known.terms
    problems = {
        f"terms.{name}": (FieldProblem("required"),)
        for name in ("opens_on", "closes_on", "destinations", "specialities", "steps")
        if not getattr(final, name)
    }
    if problems or final.opens_on is None or final.closes_on is None:
        raise InvalidInput(fields=problems)
    _require_order(final)
    if final.closes_on < tokyo_date(now):
        raise InvalidInput(fields={"terms.closes_on": (FieldProblem("in-past"),)})
    first = happened.Round(1, final.opens_on, final.closes_on)
    return [happened.JpoCampaignAnnounced(known.about, final, first, now)]


def _require_order(terms: happened.CampaignTerms) -> None:
    if terms.opens_on and terms.closes_on and terms.closes_on < terms.opens_on:
        raise InvalidInput(fields={"terms.closes_on": (FieldProblem("end-before-start"),)})


def open_round(campaign: JpoCampaign, now: datetime) -> list[object]:
    """The opening date has come; nothing where it was overtaken."""
    if not isinstance(campaign, Campaign) or campaign.state is not CampaignState.ANNOUNCED:
        return []
    first = campaign.rounds[-1]
    if now < moment(first.opens_on):
        raise CampaignNotDueYet
    return [happened.JpoCampaignOpened(campaign.about, first, now)]


def closing_moment(closing: happened.Round) -> datetime:
    """00:00 after the last day of a round."""
    return moment(closing.closes_on + timedelta(days=1))


def close_round(campaign: JpoCampaign, now: datetime) -> list[object]:
    """The closing date has passed; nothing where it was overtaken."""
    if not isinstance(campaign, Campaign) or campaign.state is not CampaignState.OPEN:
        return []
    running = campaign.rounds[-1]
    if now < closing_moment(running):
        raise CampaignNotDueYet
    return [happened.JpoCampaignClosed(campaign.about, running, now)]


def open_further_round(campaign: JpoCampaign, closes_on: date, now: datetime) -> list[object]:
    """追加募集: a further round of the same year, open from now on (LI-73)."""
    known = _in(campaign, CampaignState.CLOSED, CampaignState.SELECTING, CampaignState.DECIDED)
    today = tokyo_date(now)
    if closes_on < today:
        raise InvalidInput(fields={"closes_on": (FieldProblem("in-past"),)})
    further = happened.Round(len(known.rounds) + 1, today, closes_on)
    return [happened.JpoAdditionalRecruitmentOpened(known.about, further, now)]


def start_selection(campaign: JpoCampaign, now: datetime) -> list[object]:
    """The selection begins."""
    known = _in(campaign, CampaignState.CLOSED)
    return [happened.JpoSelectionStarted(known.about, now)]


def complete_selection(
    campaign: JpoCampaign, *, confirmed: bool, undecided: int, now: datetime
) -> list[object]:
    """Every candidate has a result: none is known without, and the centre confirms it."""
    known = _in(campaign, CampaignState.SELECTING)
    if undecided or not confirmed:
        raise CandidatesUndecided(undecided)
    return [happened.JpoSelectionCompleted(known.about, now)]


def publish_results(
    campaign: JpoCampaign, applicants: int, dispatched: int, now: datetime
) -> list[object]:
    """The figures of the fiscal year, additional recruitment included (LI-77)."""
    known = _in(campaign, CampaignState.DECIDED)
    if dispatched > applicants:
        problem = FieldProblem("more-dispatched-than-applied")
        raise InvalidInput(fields={"dispatched": (problem,)})
    figures = YearFigures(known.about.application_year, applicants, dispatched)
    return [happened.JpoResultsPublished(known.about, figures, now)]


def _in(campaign: JpoCampaign, *states: CampaignState) -> Campaign:
    if isinstance(campaign, NoCampaign):
        raise NotFound
    if campaign.state not in states:
        raise CampaignNotInThatState
    return campaign
