"""JPO candidates put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from types import ModuleType
from typing import Any

from services.applications.application.commands import (
    apply_to_jpo_campaign,
    complete_jpo_dispatch,
    decline_jpo_candidacy,
    put_jpo_document_piece,
    record_jpo_dispatch,
    record_jpo_examination,
    record_jpo_next_post,
    select_jpo_candidate,
    turn_down_jpo_candidate,
)
from services.applications.application.jpo_desk import JpoDesk
from services.applications.application.queries import (
    find_jpo_candidates,
    find_my_jpo_applications,
    get_jpo_candidate,
    get_jpo_document_piece,
    get_jpo_figures,
    get_jpo_form,
    get_my_jpo_application,
)
from services.applications.domain.application.documents import DocumentLimits
from services.applications.domain.jpo.candidate import Candidate, evolve
from services.applications.projections.due import due
from services.applications.projections.jpo_campaigns import jpo_campaigns
from services.applications.projections.jpo_candidates import jpo_candidates
from services.kernel.contracts import applications_jpo
from services.kernel.eventkit.application.application import Application
from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import Role

JPO_PROJECTIONS = (jpo_campaigns, jpo_candidates, due)
INDIVIDUAL = frozenset({Role.INDIVIDUAL})
CENTRE = frozenset({Role.MOFA})
NOBODY: frozenset[Role] = frozenset()


def jpo_desk(parts: Parts, codec: EventCodec, limits: DocumentLimits) -> JpoDesk:
    """What the use cases of candidates work with."""
    return JpoDesk(
        candidates=Repository(
            parts.store, codec, "jpo_candidate", Candidate(), evolve, parts.pause
        ),
        views=parts.views,
        personal_data=parts.personal_data,
        files=parts.files,
        numbers=parts.numbers,
        limits=limits,
    )


def offer_jpo(application: Application, desk: JpoDesk) -> None:
    """Registers the commands and queries of candidates."""
    for module, allow in (
        (put_jpo_document_piece, INDIVIDUAL),
        (apply_to_jpo_campaign, INDIVIDUAL),
        (decline_jpo_candidacy, INDIVIDUAL | CENTRE),
        (record_jpo_examination, CENTRE),
        (select_jpo_candidate, CENTRE),
        (turn_down_jpo_candidate, CENTRE),
        (record_jpo_dispatch, CENTRE),
        (complete_jpo_dispatch, NOBODY),
        (record_jpo_next_post, CENTRE),
    ):
        _offer(application.command, module, allow, desk=desk)
    for module, allow in (
        (get_jpo_form, INDIVIDUAL),
        (find_my_jpo_applications, INDIVIDUAL),
        (get_my_jpo_application, INDIVIDUAL),
        (get_jpo_document_piece, INDIVIDUAL | CENTRE),
        (find_jpo_candidates, CENTRE),
        (get_jpo_candidate, CENTRE),
        (get_jpo_figures, CENTRE),
    ):
        _offer(application.query, module, allow, desk=desk)


def _offer(
    register: Callable[..., None], use_case: ModuleType, allow: Iterable[Role], **needs: Any
) -> None:
    name = use_case.__name__.rpartition(".")[2]
    kind = "".join(word.capitalize() for word in name.split("_"))
    handler = partial(getattr(use_case, name), **needs)
    register(getattr(use_case, kind), getattr(applications_jpo, kind), handler, allow=allow)
