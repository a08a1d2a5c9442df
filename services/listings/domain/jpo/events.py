"""What happens to a JPO campaign (SM-15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.listings.domain.jpo.lists import Destination, Term, YearFigures


@dataclass(frozen=True, slots=True)
class CampaignAbout:
    """Which campaign an event is about."""

    campaign_id: str
    application_year: int


@dataclass(frozen=True, slots=True)
class Round:
    """One period of application: the main round is number 1, additional ones follow (LI-73)."""

    number: int
    opens_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class CampaignTerms:
    """Dates of the main round, destinations, fields, and the steps of the flow (LI-73, LI-84)."""

    opens_on: date | None
    closes_on: date | None
    destinations: tuple[Destination, ...]
    specialities: tuple[Term, ...]
    steps: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class JpoCampaignCreated:
    """The MOFA centre begins the campaign of a year."""

    about: CampaignAbout
    terms: CampaignTerms
    created_at: datetime


@dataclass(frozen=True, slots=True)
class JpoCampaignAnnounced:
    """The terms are public: 募集要項公表."""

    about: CampaignAbout
    terms: CampaignTerms
    first_round: Round
    announced_at: datetime


@dataclass(frozen=True, slots=True)
class JpoCampaignOpened:
    """The opening date has come: 応募受付中."""

    about: CampaignAbout
    round: Round
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class JpoCampaignClosed:
    """The closing date has passed: 受付終了."""

    about: CampaignAbout
    round: Round
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class JpoAdditionalRecruitmentOpened:
    """追加募集: a further round of the same year is open."""

    about: CampaignAbout
    round: Round
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class JpoSelectionStarted:
    """選考中."""

    about: CampaignAbout
    started_at: datetime


@dataclass(frozen=True, slots=True)
class JpoSelectionCompleted:
    """Every candidate has a result: 決定."""

    about: CampaignAbout
    completed_at: datetime


@dataclass(frozen=True, slots=True)
class JpoResultsPublished:
    """The figures of the fiscal year are public: 実績公表, final."""

    about: CampaignAbout
    figures: YearFigures
    published_at: datetime
