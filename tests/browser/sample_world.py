"""Something to show on every page: listings, applications and surveys in their several states."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from services.kernel.contracts.relying_party import RelyingParty
from tests.browser.sample_contents import sample_campaign, sample_contents
from tests.contract.fuzz_world import World
from tests.e2e.main_job_accounts import open_account
from tests.e2e.main_job_cast import PASSWORD, Client, People, eventually
from tests.e2e.main_job_figures import SURVEY
from tests.e2e.main_job_listings import JOB
from tests.e2e.seekers_cast import ask_for_consultation, become_seeker, scout
from tests.support.authenticator import Authenticator


@dataclass
class Samples:
    """Ids by the names of route parameters, and by what they are for."""

    world: World
    known: dict[str, str] = field(default_factory=dict)
    taro: People = field(init=False)
    _tokens: dict[str, str] = field(default_factory=dict)

    def prepare(self) -> None:
        """Makes what the main job alone leaves out."""
        self.world.prepare()
        self.known = {name: ids[0] for name, ids in self.world.known.items()}
        self.known["data_number"] = self.world.known["listing"][0]
        body, office = self.client("organisation"), self.client("secretariat")
        self.known["draft_listing"] = self._draft(body)
        self.known["changed_listing"] = self._changed(body)
        pending = self._draft(body)
        body.ask("POST", f"/own-listings/{pending}/registration-request", confirmed=True)
        self.known["pending_listing"] = pending
        self.known["passkey_id"] = self._passkey(self.client("individual"))
        self.known["internal_user"] = self._internal_user()
        self.known["check_id"] = office.ask(
            "POST", "/identity-checks", 201, organisation_id=self.known["organisation_id"]
        )["check_id"]
        self.known["extraction_id"] = self.client("jica-department").ask(
            "POST", "/extractions", 201, purpose="候補者さがし", items=["name"]
        )["extraction_id"]
        sample_contents(self.known, body, office)
        today = self.world.people.now().date()
        sample_campaign(self.known, self.client("mofa"), self.client("individual"), today)
        self._surveys(office)
        self._taro()
        self._scouting()
        self._consulting(office)
        self.renew_links()

    def _passkey(self, owner: Client) -> str:
        """One on a device that is not this browser's."""
        place = "/accounts/current/passkeys"
        begun = owner.ask("POST", f"{place}/options", current_password=PASSWORD)
        device = Authenticator(RelyingParty.of(self.world.people.portal.url).origin)
        made = {"ticket": begun["ticket"], "credential": device.create(begun["options"])}
        return str(owner.ask("POST", place, 201, name="電話", **made)["passkey_id"])

    def _internal_user(self) -> str:
        found = self.client("operator").ask("GET", "/internal-users")
        return str(found["items"][0]["account_id"])

    def client(self, role: str) -> Client:
        """An API client with the session of that role."""
        client = self.world.people.client()
        client.take(self.token(role))
        return client

    def token(self, role: str) -> str:
        """The token of a live session of that role; nothing for visitors."""
        if role in ("taro", "two roles"):
            return self._token_of_their_own(role)
        self.world.check_session(role)
        return self.world.headers(role).get("Authorization", "").removeprefix("Bearer ")

    def _token_of_their_own(self, who: str) -> str:
        client = self.taro.client()
        if who in self._tokens:
            client.take(self._tokens[who])
        if not client.answers("GET", "/viewer"):
            login = ("individual", self.taro.hanako)
            if who == "two roles":
                login = ("internal", self.taro.staff("secretariat", "analyst"))
            self._tokens[who] = str(client.log_in(*login)["token"])
        return self._tokens[who]

    def _content(self) -> dict[str, Any]:
        today = self.world.people.now().date()
        later = (today + timedelta(days=60)).isoformat()
        return {
            **JOB,
            "title": "研修を企画する人",
            "recruitment": {"start_on": today.isoformat(), "end_on": later},
            "work_period": {"start": {"day": later}},
        }

    def _draft(self, body: Client) -> str:
        content = self._content()
        made = body.ask("POST", "/own-listings/drafts", 201, terms_agreed=True, content=content)
        return str(made["listing_id"])

    def _changed(self, body: Client) -> str:
        """A listing with a history: saved, and saved with another title."""
        listing = self._draft(body)
        content = {**self._content(), "title": "研修を企画し、運営する人"}
        body.ask("PUT", f"/own-listings/{listing}/draft", content=content)
        return listing

    def _surveys(self, office: Client) -> None:
        self.known["draft_survey"] = office.ask("POST", "/surveys", 201, **SURVEY)["survey_id"]
        counted = office.ask("POST", "/surveys", 201, **SURVEY)["survey_id"]
        people = self.world.people
        opens = people.now() + timedelta(minutes=1)
        times = {
            "opens_at": opens.isoformat(),
            "closes_at": (opens + timedelta(days=10)).isoformat(),
        }
        office.ask("POST", f"/surveys/{counted}/schedule", **times)
        people.forward_to(opens + timedelta(seconds=2))
        eventually(lambda: office.get(f"/surveys/{counted}")["state"] == "open", "it is not open")
        office.ask("POST", f"/surveys/{counted}/closing")
        people.forward_to(people.now() + timedelta(minutes=2))
        eventually(
            lambda: office.get(f"/surveys/{counted}")["state"] == "aggregated", "it is not counted"
        )
        self.known["counted_survey"] = counted

    def _taro(self) -> None:
        """Somebody whose application is a draft."""
        self.taro = People(self.world.people.portal)
        client = self.taro.client()
        open_account(self.taro, client)
        client.take(self._token_of_their_own("taro"))
        listing = self.known["listing_id"]
        form = client.get(f"/listings/{listing}/application-form")
        begun = {"listing_id": listing, "confirmations": form["confirmations"]}
        self.known["confirmations"] = "&".join(
            f"confirmations={code}" for code in form["confirmations"]
        )
        made = client.ask("POST", "/applications", 201, **begun)
        self.known["draft_application"] = made["application_id"]
        self._seeker(client)

    def _seeker(self, taro: Client) -> None:
        """Somebody who uses a Hello Work office and shows the profile to everybody."""
        self.known["seeker"] = become_seeker(taro, self.client("hello-work"))

    def _scouting(self) -> None:
        """A scout mail that was replied to, one that waits, and somebody who has none yet."""
        newcomer = People(self.world.people.portal)
        person = newcomer.client()
        open_account(newcomer, person)
        person.log_in("individual", newcomer.hanako)
        self.known["newcomer"] = become_seeker(person, self.client("hello-work"))
        scout(self.client("organisation"), self.known["seeker"])
        self.known["scout_message"] = self._scout_message(self.client("individual"))
        self.known["waiting_scout_message"] = self._scout_message(self.client("taro"))

    def _consulting(self, office: Client) -> None:
        """A question by mail that a department was asked about, and a meeting to be arranged."""
        mine = self.client("individual")
        department = self.client("jica-department").get("/viewer")["account_id"]
        self.known["asked_consultation"] = ask_for_consultation(mine)
        referral = {"jica_person_ids": [department]}
        path = f"/consultations/{self.known['asked_consultation']}"
        office.ask("POST", f"{path}/referral", **referral)
        self.known["consultation_id"] = ask_for_consultation(mine, "face-to-face")

    def _scout_message(self, person: Client) -> str:
        messages = person.get("/messages")["items"]
        return str(next(one["message_id"] for one in messages if one["kind"] == "scout"))

    def renew_links(self) -> None:
        """Has the mails with personal links sent; that to open an account is good for a day."""
        people = People(self.world.people.portal)
        people.client().ask("POST", "/accounts/openings", 202, email=people.hanako)
        self.known["opening"] = people.link(people.hanako, "/account/opening/")
        survey = self.known["survey_id"]
        self.known["invitation"] = self.world.people.link(
            self.world.people.institution, f"/surveys/{survey}/"
        )
