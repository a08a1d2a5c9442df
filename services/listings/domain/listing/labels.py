"""Labels shown on a listing; derived at every look, never stored (LI-07 to LI-09, D-45)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.listings.domain.listing.kinds import ListingKind


class Label(StrEnum):
    """「NEW」, 「締切間近」, 「Web応募」, 「多様な働き方」, 「公募」."""

    NEW = "new"
    CLOSING_SOON = "closing-soon"
    WEB_APPLICATION = "web-application"
    DIVERSE_WORKING = "diverse-working"
    PUBLIC_RECRUITMENT = "public-recruitment"


@dataclass(frozen=True, slots=True)
class LabelRule:
    """NEW lasts `new_days` times 24 hours; 締切間近 covers the last `closing_days` days (D-45)."""

    new_days: int = 7
    closing_days: int = 7

    def new_since(self, now: datetime) -> datetime:
        """What was published after this moment is new."""
        return now - timedelta(days=self.new_days)

    def closing_until(self, now: datetime) -> date:
        """A recruitment that ends from today to this day is closing soon."""
        return tokyo_date(now) + timedelta(days=self.closing_days - 1)


@dataclass(frozen=True, slots=True)
class Labelled:
    """What the labels of a public listing depend on."""

    kind: ListingKind
    published_at: datetime | None
    recruitment_end_on: date | None
    web_application: bool
    diverse_working: bool


def labels_of(listing: Labelled, now: datetime, rule: LabelRule) -> tuple[Label, ...]:
    """The labels at this moment, in the order of LI-07."""
    found = []
    if listing.published_at is not None and listing.published_at > rule.new_since(now):
        found.append(Label.NEW)
    end_on = listing.recruitment_end_on
    if end_on is not None and tokyo_date(now) <= end_on <= rule.closing_until(now):
        found.append(Label.CLOSING_SOON)
    if listing.web_application:
        found.append(Label.WEB_APPLICATION)
    if listing.diverse_working:
        found.append(Label.DIVERSE_WORKING)
    if listing.kind is ListingKind.PUBLIC_RECRUITMENT:
        found.append(Label.PUBLIC_RECRUITMENT)
    return tuple(found)
