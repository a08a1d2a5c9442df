"""What the form of a JPO application shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.callers import person_of
from services.applications.application.jpo_desk import JpoDesk, attempts, round_of
from services.applications.application.queries.shown import iso, shown_documents
from services.applications.domain.jpo.applying import check_round
from services.applications.domain.jpo.conditions import PROVEN
from services.applications.domain.jpo.refusals import JpoAlreadyApplied, JpoRefusedTooOften
from services.applications.projections.jpo_candidates import JPO_CANDIDATES
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import Refusal


@dataclass(frozen=True)
class GetJpoForm:
    campaign_id: str


def get_jpo_form(query: GetJpoForm, context: Context, *, desk: JpoDesk) -> dict[str, Any]:
    """The round, the proofs that are asked and there, and why not to apply if so.

    `refusal` is None or the code of the rule that stands against applying now; `application_id`
    the caller's application to this round; `refused` what failed in earlier ones. Raises
    `NotFound`, `JpoRoundNotOpen` before the first round.
    """
    person_id = person_of(context)
    taking = round_of(desk.views, query.campaign_id)
    ids = [one.application_id for one in attempts(taking, person_id)]
    documents = desk.views.get_many(JPO_CANDIDATES, ids)
    known = [documents[one] for one in ids if one in documents]
    refused = [one for one in known if one["state"] == "refused"]
    latest = next((one for one in known if one["state"] != "refused"), None)
    sent = latest if latest and latest["state"] != "none" else None
    refusal: str | None = None
    try:
        check_round(taking, context.actor, context.at)
        if sent:
            raise JpoAlreadyApplied
        if len(refused) == len(ids):
            raise JpoRefusedTooOften
    except Refusal as against:
        refusal = against.code
    return {
        "campaign_id": taking.campaign_id,
        "application_year": taking.application_year,
        "round": {
            "number": taking.number,
            "opens_on": taking.opens_on.isoformat(),
            "closes_on": taking.closes_on.isoformat(),
        },
        "proofs": [one.value for one in PROVEN],
        "documents": shown_documents(desk.personal_data, latest) if latest else [],
        "limits": {"bytes_each": desk.limits.bytes_each},
        "refusal": refusal,
        "application_id": sent["application_id"] if sent else None,
        "refused": [
            {"at": iso(one["applied_at"]), "failed": list(one["failed"])} for one in refused
        ],
    }
