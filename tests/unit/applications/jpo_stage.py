"""The applications service in memory with a JPO campaign to apply to."""

from __future__ import annotations

from typing import Any

from services.applications.bootstrap import build
from services.applications.settings import Settings
from services.kernel.contracts.events.applications import EVENTS
from services.kernel.eventkit.domain import SYSTEM, Actor, Role
from tests.support.rehearsal import Rehearsal, as_individual, as_staff, tokyo
from tests.unit.applications.stage import PDF, base64_of

CENTRE = as_staff(Role.MOFA, "mofa-1")
HANAKO = as_individual("hanako")
TARO = as_individual("taro")
CAMPAIGN = "campaign-2025"
PROOFS = ("english", "nationality", "work", "degree")
DECLARED: dict[str, Any] = {
    "campaign_id": CAMPAIGN,
    "applicant_name": "山田花子",
    "birth_on": "1995-05-05",
    "nationality": "JP",
    "work_months": 30,
    "degree": "master",
    "english": True,
    "long_term_intent": True,
    "remarks": "保健の仕事をしてきました",
}


class JpoStage(Rehearsal):
    """A campaign of 2025 is announced, and its main round is open until 30 May."""

    def __init__(self) -> None:
        super().__init__(build, Settings(), at=tokyo(2025, 5, 7, 10, 0))
        announced = {"campaign_id": CAMPAIGN, "application_year": 2025}
        destinations = ["UNDP", "WHO"]
        self.hear(
            "listings",
            "JpoCampaignAnnounced",
            CAMPAIGN,
            {**announced, "destinations": destinations},
        )
        self.round("JpoCampaignOpened")

    def run(self, *asked: Any, **more: Any) -> Any:
        """Also a refused application leaves an event."""
        try:
            return super().run(*asked, **more)
        finally:
            self._settle()

    def round(
        self, type_: str, number: int = 1, opens: str = "2025-05-01", closes: str = "2025-05-30"
    ) -> None:
        """A round opens or closes."""
        data = {
            "campaign_id": CAMPAIGN,
            "application_year": 2025,
            "round": number,
            "opens_on": opens,
            "closes_on": closes,
        }
        self.hear("listings", type_, CAMPAIGN, data)

    def attach(self, *proofs: str, actor: Actor = HANAKO, content: bytes = PDF) -> None:
        for proves in proofs or PROOFS:
            payload = {
                "campaign_id": CAMPAIGN,
                "proves": proves,
                "name": f"{proves}.pdf",
                "index": 0,
                "last": True,
                "data": base64_of(content),
            }
            self.run("put_jpo_document_piece", payload, actor)

    def send(self, actor: Actor = HANAKO, command_id: str | None = None, **changes: Any) -> Any:
        """The application alone, with what was attached before."""
        payload = {**DECLARED, **changes}
        return self.run("apply_to_jpo_campaign", payload, actor, command_id=command_id)

    def apply(self, actor: Actor = HANAKO) -> str:
        """A submitted application."""
        self.attach(actor=actor)
        return str(self.send(actor)["application_id"])

    def do(self, command: str, application_id: str, **more: Any) -> Any:
        """What the centre records."""
        payload = {"application_id": application_id, **more}
        actor = SYSTEM if command == "complete_jpo_dispatch" else CENTRE
        return self.run(command, payload, actor)

    def in_state(self, state: str) -> str:
        """A candidate in a state of SM-16."""
        if state == "none":
            return "no-such-candidate"
        application_id = self.apply()
        for command, more in COURSE[state]:
            if command == "wait":
                self.until(tokyo(2028, 1, 1))
            else:
                self.do(command, application_id, **more)
        return application_id

    def candidate(self, application_id: str) -> Any:
        return self.run("get_jpo_candidate", {"application_id": application_id}, CENTRE)

    def state_of(self, application_id: str) -> str:
        return str(self.documents("jpo_candidates")[application_id]["state"])

    def told(self) -> list[str]:
        """The types of the public events so far; each is checked against its contract."""
        for event in self.published:
            EVENTS[event.type][1]().load(event.data)
        return [event.type for event in self.published]


EXAMINE = ("record_jpo_examination", {"examined_on": "2025-05-07"})
SELECT: tuple[str, dict[str, Any]] = ("select_jpo_candidate", {})
TURN_DOWN = ("turn_down_jpo_candidate", {"remarks": "書類が足りない"})
DECLINE: tuple[str, dict[str, Any]] = ("decline_jpo_candidacy", {})
DISPATCH = ("record_jpo_dispatch", {"destination": "WHO", "starts_on": "2025-10-01"})
NEXT_POST = ("record_jpo_next_post", {"organisation": "WHO", "post": "P-3"})
WAIT: tuple[str, dict[str, Any]] = ("wait", {})
COURSE: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "submitted": [],
    "examined": [EXAMINE],
    "selected": [EXAMINE, SELECT],
    "not-selected": [TURN_DOWN],
    "declined": [DECLINE],
    "dispatched": [EXAMINE, SELECT, DISPATCH],
    "completed": [EXAMINE, SELECT, DISPATCH, WAIT],
    "placed": [EXAMINE, SELECT, DISPATCH, NEXT_POST],
}
