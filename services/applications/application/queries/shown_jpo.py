"""How JPO candidates look in answers."""

from __future__ import annotations

from typing import Any

from services.applications.application.queries.shown import iso
from services.applications.domain.jpo.candidate import CandidateState
from services.applications.domain.jpo.selection import DECLINABLE
from services.kernel.eventkit.application.ports import Document

UNDECIDED = (CandidateState.SUBMITTED, CandidateState.EXAMINED)


def shown_candidate(document: Document) -> dict[str, Any]:
    """What the applicant and the centre both see."""
    return {
        "application_id": document["application_id"],
        "campaign_id": document["campaign_id"],
        "application_year": document["application_year"],
        "round": document["round"],
        "reception_id": document["reception_id"],
        "state": document["state"],
        "applied_at": iso(document["applied_at"]),
        "failed": list(document["failed"]),
        "examined_on": document["examined_on"],
        "destination": document["destination"],
        "starts_on": document["starts_on"],
        "ends_on": document["ends_on"],
        "declinable": document["state"] in DECLINABLE,
        "version": document["version"],
    }


def shown_declaration(content: dict[str, Any]) -> dict[str, Any]:
    """What was declared; nothing of it once the applicant has left."""
    return {
        "applicant_name": content.get("applicant_name"),
        "birth_on": content.get("birth_on"),
        "nationality": content.get("nationality", ""),
        "work_months": content.get("work_months"),
        "degree": content.get("degree", ""),
        "english": bool(content.get("english")),
        "long_term_intent": bool(content.get("long_term_intent")),
        "remarks": content.get("remarks", ""),
    }


def shown_course(document: Document) -> list[dict[str, Any]]:
    """What happened and when, oldest first."""
    return [{"state": one["state"], "at": iso(one["at"])} for one in document["history"]]
