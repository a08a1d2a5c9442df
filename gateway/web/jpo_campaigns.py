"""JPO campaigns among the listings: which of them a search asks for, and how lists name them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from flask import g
from flask_babel import gettext

from gateway.backend.backend import Call
from gateway.web.cache import ContentCache, Started

KIND = "jpo-campaign"
TAGS = ("contents",)
CURRENT: Call = ("listings", "find_jpo_campaigns", {"current": True})
"""Those that are announced or open."""
# Conditions that no campaign has anything to say to.
_NOT_SAID = (
    *("locations", "occupations", "employment_types", "organisation_types", "labels"),
    *("languages", "organisation_id"),
)


def campaigns_asked_for(asked: Mapping[str, Any], kinds: Collection[str]) -> dict[str, Any] | None:
    """What to ask for the campaigns of a search of listings; None where there can be none.

    `kinds` are those that can be chosen: they are counted whichever are. Fields are given as they
    are filed, by level; a campaign is met by any of them.
    """
    if KIND not in kinds:
        return None
    if any(asked.get(name) for name in _NOT_SAID):
        return None
    fields = [part for one in asked.get("recruiting_fields", ()) for part in one.split("／")]
    return {"current": True, "keyword": asked["keyword"], "specialities": fields[:200]}


class CampaignsAtPresent:
    """Remembers that there is none, which is so for most of the year, until an event says more.

    So a search asks for campaigns only while there are any.
    """

    def __init__(self, cache: ContentCache) -> None:
        self._cache = cache
        self._none: Started | None = None

    def none(self) -> bool:
        """Whether it is known that there is none."""
        known = self._none
        return known is not None and self._cache.unchanged(known)

    def calls(self, asked: Mapping[str, Any], kinds: Collection[str]) -> dict[str, Call]:
        """What a search of listings asks for beside the listings: `campaigns` and `all_campaigns`."""
        wanted = None if self.none() else campaigns_asked_for(asked, kinds)
        if wanted is None:
            return {}
        return {"campaigns": ("listings", "find_jpo_campaigns", wanted), "all_campaigns": CURRENT}

    def learn(self, found: Any, started: Started) -> None:
        """Takes note of the answer to `CURRENT`, asked after `started`."""
        if isinstance(found, Mapping) and not found["items"] and not g.get("incomplete"):
            self._none = started

    def start(self) -> Started:
        """To be called before asking; what is asked then contains every event heard so far."""
        started = self._cache.start(TAGS)
        g.positions.heard = dict(self._cache.heard)
        return started


def shown_campaigns(found: Any, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The campaigns that were found, only open ones if asked so; none where they are away."""
    items = found["items"] if isinstance(found, Mapping) else []
    return [one for one in items if one["state"] == "open" or not asked.get("open_on")]


def campaign_path(campaign: Mapping[str, Any]) -> str:
    """Where a campaign is shown."""
    return f"/jpo/campaigns/{campaign['campaign_id']}"


def campaign_title(campaign: Mapping[str, Any]) -> str:
    """What a campaign is called in a list of listings."""
    return str(gettext("JPO派遣候補者選考 %(year)s年度", year=campaign["application_year"]))


def deadline_of(campaign: Mapping[str, Any]) -> str:
    """The last day of the round that runs or comes next."""
    return str(campaign["rounds"][-1]["closes_on"])
