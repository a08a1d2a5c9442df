"""A JPO candidate leaves the portal (D-27)."""

from __future__ import annotations

from functools import partial

from services.applications.application.jpo_desk import JpoDesk
from services.applications.domain.jpo.selection import DECLINABLE, decline_for_leaver
from services.applications.projections.jpo_candidates import JPO_CANDIDATES
from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.log_end import wait_for_log_end
from services.kernel.eventkit.application.ports import EventStore
from services.kernel.eventkit.application.reaction import Reaction, Trigger


def on_candidate_withdrawn(desk: JpoDesk, store: EventStore) -> Reaction:
    """Key and files go with those of the other applications; here the candidacies end."""
    return Reaction(
        name="end-candidacies-of-leaver",
        source="identity",
        types=("UserWithdrawn",),
        handle=partial(_handle, desk=desk, store=store),
    )


def _handle(event: PublicEvent, trigger: Trigger, *, desk: JpoDesk, store: EventStore) -> None:
    person_id = str(event.data["account_id"])
    # the key first, also here: which reaction comes first is nobody's promise
    desk.personal_data.destroy(person_id)
    desk.files.delete_of(person_id)
    wait_for_log_end(store, desk.views)
    states = [one.value for one in DECLINABLE]
    for document in desk.views.find(
        JPO_CANDIDATES, {"person_id": person_id, "state": {"$in": states}}
    ):
        desk.candidates.change(
            document["application_id"],
            trigger.context("end_candidacy_of_leaver", document["application_id"]),
            lambda candidate: decline_for_leaver(candidate, event.time),
        )
