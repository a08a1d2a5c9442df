"""A whole portal in memory with an open JPO campaign, somebody who applies, and the MOFA centre."""

from __future__ import annotations

import io
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.kernel.eventkit.domain import Role
from tests.support.rehearsal import as_staff, tokyo
from tests.unit.applications.jpo_stage import PROOFS
from tests.unit.applications.stage import PDF
from tests.unit.gateway.listing_browser import hidden, press
from tests.unit.gateway.whole_portal import WholePortal

CENTRE = as_staff(Role.MOFA, "mofa-1")
DECLARED = {
    "english": "true",
    "nationality": "JP",
    "work_months": "30",
    "degree": "master",
    "long_term_intent": "true",
    "remarks": "保健の仕事をしてきました",
}


class JpoPortal(WholePortal):
    """The main round of 2025 is open until 30 May; Hanako was born on 1 April 1990."""

    def __init__(self) -> None:
        super().__init__(tokyo(2025, 4, 30, 10))
        self.hanako = self.identity.opened("hanako@portal.example")
        self.carry()
        terms = {"opens_on": "2025-05-01", "closes_on": "2025-05-30"}
        created = {"application_year": 2025, "terms": terms}
        self.campaign = str(
            self.run("listings", "create_jpo_campaign", created, CENTRE)["campaign_id"]
        )
        named = {"campaign_id": self.campaign}
        self.run("listings", "announce_jpo_campaign", named, CENTRE)
        self.until(tokyo(2025, 5, 7, 10))

    @property
    def form(self) -> str:
        """The address of the application form."""
        return f"/jpo/campaigns/{self.campaign}/application"

    def as_hanako(self) -> None:
        self.sign_in("individual", account_id=self.hanako)

    def as_centre(self) -> None:
        self.sign_in("mofa", account_id=CENTRE.id)

    def told(self) -> list[str]:
        """What the applications service has told so far."""
        return [event.type for event in self.stages["applications"].published]

    def state(self) -> str:
        """Where the newest candidate stands."""
        documents = list(self.stages["applications"].documents("jpo_candidates").values())
        return str(documents[-1]["state"])

    def fill_in(
        self,
        client: FlaskClient,
        proofs: tuple[str, ...] = PROOFS,
        *,
        page: str = "",
        **changes: Any,
    ) -> TestResponse:
        """Hanako fills in the form in her browser and sends it; None takes a field out.

        `page` is the form as it is shown; without it she opens it anew.
        """
        page = page or client.get(self.form).text
        values = {**DECLARED, **changes, **hidden(page)}
        files = {f"documents.{one}": (io.BytesIO(PDF), f"{one}.pdf") for one in proofs}
        data = {name: value for name, value in values.items() if value is not None}
        return client.post(self.form, data={**data, **files})

    def deed(self, client: FlaskClient, detail: str, deed: str, **values: Any) -> TestResponse:
        """The centre presses a button of a candidate's page."""
        action = f"{detail}/{deed}"
        return press(client, action, client.get(detail).text, "", values, action)
