"""JPO campaigns put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from types import ModuleType
from typing import Any

from services.kernel.contracts import listings_jpo
from services.kernel.eventkit.application.application import ANYONE, Application
from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import Role
from services.listings.application.commands import (
    announce_jpo_campaign,
    close_jpo_campaign,
    complete_jpo_selection,
    create_jpo_campaign,
    open_jpo_additional_recruitment,
    open_jpo_campaign,
    publish_jpo_results,
    start_jpo_selection,
)
from services.listings.application.jpo_terms import CENTRE
from services.listings.application.queries import (
    find_jpo_campaigns,
    get_jpo_campaign,
    get_jpo_programme,
)
from services.listings.domain.jpo.campaign import JpoCampaign, NoCampaign, evolve
from services.listings.projections.jpo_campaigns import jpo_campaigns
from services.listings.projections.jpo_undecided import jpo_undecided

JPO_PROJECTIONS = (jpo_campaigns, jpo_undecided)


def offer_jpo(application: Application, parts: Parts, codec: EventCodec) -> None:
    """Registers the commands and queries of JPO campaigns."""
    none: JpoCampaign = NoCampaign()
    campaigns = Repository(parts.store, codec, "jpo_campaign", none, evolve, parts.pause)
    for module in (
        create_jpo_campaign,
        announce_jpo_campaign,
        open_jpo_additional_recruitment,
        start_jpo_selection,
        publish_jpo_results,
    ):
        _offer(application.command, module, CENTRE, campaigns=campaigns)
    _offer(
        application.command,
        complete_jpo_selection,
        CENTRE,
        campaigns=campaigns,
        views=parts.views,
    )
    for module in (open_jpo_campaign, close_jpo_campaign):
        nobody: set[Role] = set()
        _offer(application.command, module, nobody, campaigns=campaigns)
    for module in (find_jpo_campaigns, get_jpo_campaign, get_jpo_programme):
        _offer(application.query, module, ANYONE, views=parts.views)


def _offer(
    register: Callable[..., None], use_case: ModuleType, allow: Iterable[Role], **needs: Any
) -> None:
    name = use_case.__name__.rpartition(".")[2]
    kind = "".join(word.capitalize() for word in name.split("_"))
    handler = partial(getattr(use_case, name), **needs)
    register(getattr(use_case, kind), getattr(listings_jpo, kind), handler, allow=allow)
