"""Who takes part in the tests of applying: an organisation with a public job, and an applicant."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import requests

from deploy.local.demo.registration import become_full
from deploy.local.demo.stage import OPERATOR, VISITOR, Stage
from services.identity.settings import PRIVACY_VERSION, TERMS_VERSION
from services.kernel.contracts.rpc import RpcClient
from tests.support.mail import links_in
from tests.support.portal import Portal

TOKYO = ZoneInfo("Asia/Tokyo")
PASSWORD = "kakehashi-2026"
JOB = {
    "kind": "job",
    "language": "ja",
    "title": "給水プロジェクト・コーディネーター",
    "recruiting_fields": ["水資源／給水"],
    "locations": [{"country": "ZM", "text": "ルサカ"}],
    "employment_type": "fixed-term",
    "application_method": "このポータルから応募してください。",
    "conditions": "雇用期間は2年です。",
    "description": "南部州で業務調整を担います。",
    "required_documents": ["履歴書", "職務経歴書"],
    "web_application": True,
}


@dataclass
class Cast:
    """The people and the job; `browser` and `api` are logged in as one of them."""

    portal: Portal
    stage: Stage
    mark: str = field(default_factory=lambda: secrets.token_hex(4))
    listing_id: str = ""
    data_number: str = ""
    organisation_id: str = ""

    @property
    def applicant(self) -> str:
        return f"hanako-{self.mark}@people.example"

    @property
    def institution(self) -> str:
        return f"recruit-{self.mark}@body.example"

    def prepare(self) -> None:
        """Opens the accounts and has the job published."""
        self.stage.ask(
            "identity", "request_opening", {"email": self.applicant}, VISITOR, self.applicant
        )
        person = {"name": "山田 花子", "birth_on": "1994-04-12"}
        opening = {**person, **self._first_password(self.applicant)}
        opened = self.stage.ask("identity", "complete_opening", opening, VISITOR, self.applicant)
        secretariat = self._secretariat()
        applicant = {"id": opened["account_id"], "role": "individual"}
        become_full(self.stage, person, applicant, secretariat, self.mark)
        self.portal.mails(self.applicant, 2)
        organisation = self._organisation(secretariat)
        self._publish(organisation, secretariat)

    def token(self, kind: str) -> str:
        """A new session of the applicant (`individual`) or of the institution (`organisation`)."""
        login_id = self.applicant if kind == "individual" else self.institution
        login = {"kind": kind, "login_id": login_id, "password": PASSWORD}
        return str(self.portal.ask("identity", "log_in", login, VISITOR)["token"])

    def browser(self, kind: str) -> Browser:
        """A browser with a session."""
        return Browser(self.portal.url, self.token(kind))

    def log_out(self, browser: Browser) -> None:
        """Ends a session; only then can the same person log in elsewhere."""
        self.portal.ask("identity", "log_out", {"token": browser.token}, VISITOR)

    def forward(self, hours: int) -> None:
        """Runs the clock forward and waits until the services go by it."""
        reached = self.portal.forward(hours=hours) - timedelta(minutes=5)

        def follow() -> bool:
            asked = ("identity", "applications")
            times = [self.portal.ask(one, "find_due", {"limit": 1})["now"] for one in asked]
            return min(times) > reached.astimezone(UTC).isoformat()

        self.stage.wait(follow, "the clock did not run forward")

    def _secretariat(self) -> Mapping[str, Any]:
        staff = {
            "login_id": f"sec{self.mark}",
            "name": "事務局",
            "roles": ["secretariat"],
            "password": PASSWORD,
            "email": f"sec-{self.mark}@office.example",
        }
        done = self.stage.ask("identity", "create_internal_user", staff, OPERATOR, self.mark)
        return {"id": done["account_id"], "role": "secretariat"}

    def _organisation(self, secretariat: Mapping[str, Any]) -> Mapping[str, Any]:
        request = {
            "kind": "full",
            "category": "other",
            "institution_type": "ngo",
            "name": "みずのかけはし",
            "name_en": "Bridge of Water",
            "address": "東京都新宿区架空町1-2-3",
            "telephone": "03-0000-0001",
            "email": self.institution,
            "person_in_charge": "水野 直子",
            "activity": "給水施設をつくっています。",
            "listed": True,
        }
        asked = self.stage.ask(
            "identity", "request_organisation_registration", request, VISITOR, self.mark
        )
        chosen = {"organisation_id": asked["organisation_id"]}
        done = self.stage.ask("identity", "approve_organisation", chosen, secretariat, self.mark)
        first = self._first_password(self.institution)
        self.stage.ask("identity", "activate_account", first, VISITOR, self.institution)
        self.organisation_id = done["organisation_id"]
        return {
            "id": done["account_id"],
            "role": "organisation",
            "organisation_id": done["organisation_id"],
            "facets": ["full-organisation"],
        }

    def _publish(self, organisation: Mapping[str, Any], secretariat: Mapping[str, Any]) -> None:
        today = self.portal.clock.now().astimezone(TOKYO).date()
        end = (today + timedelta(days=60)).isoformat()
        content = {
            **JOB,
            "recruitment": {"start_on": today.isoformat(), "end_on": end},
            "work_period": {"start": {"day": end}},
        }
        request = {"content": content, "confirmed": True, "terms_agreed": True}
        done = self.stage.ask(
            "listings", "request_listing_registration", request, organisation, self.mark
        )
        self.listing_id, self.data_number = done["listing_id"], done["data_number"]
        approval = {
            "listing_id": self.listing_id,
            "reflection_on": (today + timedelta(days=1)).isoformat(),
        }
        self.stage.ask("listings", "approve_listing", approval, secretariat, self.mark)
        self.forward(25)
        number = {"data_number": self.data_number}
        individual = {"id": "nobody", "role": "individual"}

        def known() -> bool:
            form = self.stage.ask("applications", "get_application_form", number, individual)
            return form["refusal"] is None

        self.stage.wait(known, "the job is not open for applications")

    def _first_password(self, address: str) -> dict[str, str]:
        (mail,) = self.portal.mails(address)
        link = next(one for one in links_in(mail) if "/account/opening/" in one)
        return {
            "token": link.rpartition("/")[2],
            "password": PASSWORD,
            "agreed_terms": TERMS_VERSION,
            "agreed_privacy": PRIVACY_VERSION,
        }


class Browser:
    """What a browser without script does: follow links, send forms."""

    def __init__(self, url: str, token: str) -> None:
        self._url, self.token = url, token
        self._session = requests.Session()
        self._session.cookies.set("session", token)
        self.shown = ""
        self.path = ""

    def open(self, path: str, status: int = 200, **more: Any) -> str:
        """Shows a page and returns its text."""
        return self._take(self._session.get(self._url + path, timeout=30, **more), status)

    def fetch(self, path: str) -> requests.Response:
        """Downloads something."""
        return self._session.get(self._url + path, timeout=60)

    def send(
        self, values: Any, files: Any = None, *, to: str = "", action: str = "", status: int = 200
    ) -> str:
        """Sends the form of the page shown (the one with this action) and follows where it leads."""
        form = self.shown[self.shown.index("<main") :]
        if action:
            form = form[form.index(f'action="{action}"') :]
        tokens = re.findall(r'name="(csrf_token|_token)" value="([^"]*)"', form)[:2]
        return self._take(
            self._session.post(
                self._url + (to or action or self.path),
                data=[*tokens, *(values.items() if isinstance(values, dict) else values)],
                files=files,
                timeout=60,
            ),
            status,
        )

    def _take(self, response: requests.Response, status: int) -> str:
        assert response.status_code == status, (response.url, response.status_code)
        self.shown, self.path = response.text, response.url.removeprefix(self._url)
        return self.shown


def cast_on(portal: Portal) -> Cast:
    """A cast of its own on a portal that may have been used by others."""
    cast = Cast(portal, Stage(RpcClient(portal.amqp_uri, "applying")))
    cast.prepare()
    return cast
