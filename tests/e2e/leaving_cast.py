"""Somebody with unusual strings who uses the portal and leaves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import requests

from deploy.local.demo.registration import become_full
from deploy.local.demo.stage import VISITOR
from deploy.local.processes import wait_until
from services.identity.settings import PRIVACY_VERSION, TERMS_VERSION
from tests.e2e.applying_cast import Cast
from tests.support.erasure_marks import Marks
from tests.support.mail import links_in

TICKS = ["method-agreed", "qualifications-met", "documents-ready"]
DOCUMENTS = ("履歴書", "職務経歴書")
SCOUT_TEXT = "お話を伺えませんか。"
NEVER_KEPT = {"password", "secret answer", "session token", "opening token", "search word"}
"""What cannot be read back by anybody, not even while the person is there."""


class Institution:
    """The organisation that the person applies to, through the JSON API."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self.api = Api(cast.portal.url, cast.token("organisation"))

    def has_seen_the_last_of(self, leaver: Leaver) -> bool:
        """Whether every service has carried out that the person left."""
        mails = self.api.get("/organisation-mails")["items"]
        entry = next(one for one in mails if one["mail_id"] == leaver.mail_id)
        application = self.application(leaver.application_id)
        scouted = self.scouted(leaver.scout_id)
        return bool(
            application["finished"]
            and entry["left"]
            and entry["subject"] is None
            and scouted["reply_text"] is None
        )

    def scout(self, account_id: str) -> str:
        """Sends a scout mail."""
        body = {"language": "ja", "body": SCOUT_TEXT}
        return str(self.api.send("POST", f"/talents/{account_id}/scout-message", body)["scout_id"])

    def scouted(self, scout_id: str) -> dict[str, Any]:
        """The line of the history of scout mails."""
        items = self.api.get("/scout-messages")["items"]
        found: dict[str, Any] = next(one for one in items if one["scout_id"] == scout_id)
        return found

    def application(self, application_id: str) -> dict[str, Any]:
        """One application as the organisation sees it."""
        found: dict[str, Any] = self.api.get(f"/applications/{application_id}")
        return found

    def notify(self, application_id: str) -> None:
        """Takes the applicant into the selection and has them told."""
        body = {"status": "under-selection", "notify": True, "remarks_of_institution": "要確認"}
        self.api.send("PUT", f"/applications/{application_id}/status", body)

    def answer(self, mail_id: str) -> None:
        """Answers a mail."""
        body = {"subject": "お答えします", "body": "面接は来月です。"}
        self.api.send("POST", f"/organisation-mails/{mail_id}/answers", body)


class Api:
    """A client of the JSON API with somebody's session."""

    def __init__(self, url: str, token: str) -> None:
        self._url = f"{url}/api/v1"
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **query: Any) -> Any:
        """The answer of a query."""
        return self._taken(self.ask("GET", path, params=query))

    def send(self, method: str, path: str, body: Mapping[str, Any], **query: Any) -> Any:
        """The answer of a command."""
        return self._taken(self.ask(method, path, json=body, params=query))

    def ask(self, method: str, path: str, **more: Any) -> requests.Response:
        """The response, whatever it is."""
        return self._session.request(method, self._url + path, timeout=30, **more)

    def _taken(self, response: requests.Response) -> Any:
        assert response.ok, (response.request.method, response.url, response.text)
        return response.json()


@dataclass
class Leaver:
    """A person; `number` makes the strings of several people differ."""

    cast: Cast
    number: int
    account_id: str = ""
    application_id: str = ""
    mail_id: str = ""
    scout_id: str = ""
    consultation_id: str = ""
    token: str = ""
    opening_token: str = ""
    api: Api = field(init=False)

    def __post_init__(self) -> None:
        rare = "靐龘纛鱻"[self.number]
        self.email = f"zyxo.quell{self.number}@wqhidden{self.number}.example"
        self.birth_on = date(1931 + self.number, 2, 27)
        self.texts = {
            "name": f"{rare}麤 驫之輔",
            "kana": f"ヱヰ{self.number}ヂュヮ ヴォヅヱロ",
            "secret question": f"秘{rare}めたる問いは何ぞ",
            "remarks": f"備{rare}考に曰く、吾ここに在り",
            "motivation": f"志{rare}望の動機はかくなりき",
            "file name": f"履{rare}歴のまことψ",
            "subject": f"件{rare}名かくのごとし",
            "body": f"本{rare}文ことごとく消ゆべし",
            "scout reply": f"返{rare}信まことに忝し",
            "consultation": f"相{rare}談したき事あまたあり",
            "appeal": f"己{rare}を語れば長くなりぬ",
            "home": f"架{rare}空の里七番地",
            "browser": f"Qzilla{self.number}/88.7 Vwxyos",
        }
        self.password = f"Pwq8-vyzzu{self.number}"
        self.secret_answer = f"答{rare}えは風の中なり"
        self.content = f"jwxvq-{self.number}-plugh-xyzzy-内容{rare}".encode()

    def marks(self) -> Marks:
        """Everything of this person that must not be found."""
        texts = {
            **self.texts,
            "email": self.email,
            "password": self.password,
            "secret answer": self.secret_answer,
            "session token": self.token,
            "opening token": self.opening_token,
            "search word": f"検{self.texts['name'][0]}索したる語",
        }
        return Marks(texts, {"birth date": self.birth_on}, {"file content": self.content})

    def open_account(self) -> None:
        """Asks for the account, follows the link of the mail and registers."""
        stage, portal = self.cast.stage, self.cast.portal
        before = len(portal.mails_now(self.email))
        stage.ask("identity", "request_opening", {"email": self.email}, VISITOR)
        mail = portal.mails(self.email, before + 1)[-1]
        link = next(one for one in links_in(mail) if "/account/opening/" in one)
        self.opening_token = link.rpartition("/")[2]
        opening = {
            "token": self.opening_token,
            "password": self.password,
            "name": self.texts["name"],
            "name_kana": self.texts["kana"],
            "birth_on": self.birth_on.isoformat(),
            "secret_question": self.texts["secret question"],
            "secret_answer": self.secret_answer,
            "agreed_terms": TERMS_VERSION,
            "agreed_privacy": PRIVACY_VERSION,
        }
        self.account_id = stage.ask("identity", "complete_opening", opening, VISITOR)["account_id"]

    def login(self) -> dict[str, str]:
        """What the person enters at the login."""
        return {
            "kind": "individual",
            "login_id": self.email,
            "password": self.password,
            "device": self.texts["browser"],
        }

    def log_in(self) -> None:
        """Logs in."""
        portal = self.cast.portal
        self.token = portal.ask("identity", "log_in", self.login(), VISITOR)["token"]
        self.api = Api(portal.url, self.token)

    def use(self, institution: Institution) -> None:
        """Searches, views the listing, applies with documents and writes; is answered."""
        cast = self.cast
        self._look_around()
        self._seek_work(institution)
        body = {"listing_id": cast.listing_id, "confirmations": TICKS}
        body["motivation"] = self.texts["motivation"]
        body["remarks"] = f"前略。{self.texts['remarks']}。草々"
        self.application_id = self.api.send("POST", "/applications", body)["application_id"]
        self._attach()
        self.api.send("POST", f"/applications/{self.application_id}/submission", {})
        self._become_full()
        mail = {
            "organisation_id": cast.organisation_id,
            "listing_id": cast.listing_id,
            "type": "question-on-listing",
            "subject": self.texts["subject"],
            "body": f"拝啓\n{self.texts['body']}\n敬具",
        }
        self.mail_id = self.api.send("POST", "/organisation-mails", mail)["mail_id"]
        assert wait_until(
            lambda: institution.api.ask("GET", f"/organisation-mails/{self.mail_id}").ok, 10, 0.1
        )
        institution.answer(self.mail_id)
        question = {"kind": "mail", "subject": "相談", "body": self.texts["consultation"]}
        made = self.api.send("POST", "/own-consultations", question)
        self.consultation_id = made["consultation_id"]
        # The link to open the account, the scout mail, the approval of full registration and the answer.
        cast.portal.mails(self.email, 4)

    def _become_full(self) -> None:
        """Only full registrants write to organisations (D-21)."""
        person = {
            "name": self.texts["name"],
            "name_kana": self.texts["kana"],
            "birth_on": self.birth_on.isoformat(),
        }
        secretariat = {"id": "secretariat", "role": "secretariat"}
        become_full(self.cast.stage, person, self.actor(), secretariat, self.account_id)

    def actor(self) -> dict[str, str]:
        """The person as caller of an operation."""
        return {"id": self.account_id, "role": "individual"}

    def leave(self) -> None:
        """Deletes the membership."""
        self.cast.portal.ask("identity", "leave", {"confirmed": True}, self.actor())

    def _look_around(self) -> None:
        browser = requests.Session()
        browser.cookies.set("session", self.token)
        browser.headers["User-Agent"] = self.texts["browser"]
        url = self.cast.portal.url
        word = self.marks().texts["search word"]
        for path in (f"/listings/{self.cast.data_number}", "/mypage", "/mypage/profile"):
            assert browser.get(url + path, timeout=30).ok, path
        browser.get(f"{url}/listings", params={"keyword": word}, timeout=30)
        browser.get(f"{url}/{self.texts['name']}", timeout=30)

    def _seek_work(self, institution: Institution) -> None:
        """Applies as a job seeker, shows the profile, and is found and looked at."""
        application = {
            "school": "none",
            "agreed_terms": TERMS_VERSION,
            "agreed_privacy": PRIVACY_VERSION,
            "information": {"postal_code": "160-0022"},
        }
        self.api.send("POST", "/job-seekers/current", application)
        shown = {"address": self.texts["home"], "appeal": f"{self.texts['appeal']}。"}
        self.api.send("PUT", "/job-seekers/current/information", shown)
        self.api.send("PUT", "/job-seekers/current/publication", {"public": True})
        assert wait_until(lambda: institution.api.ask("GET", "/talents").ok, 30, 0.2)
        found = [one["account_id"] for one in institution.api.get("/talents")["items"]]
        assert self.account_id in found
        seen = institution.api.get(f"/talents/{self.account_id}")
        assert self.texts["appeal"] in seen["appeal"]
        assert self.texts["home"] not in repr(seen)
        self.scout_id = institution.scout(self.account_id)
        reply = {"body": f"拝復。{self.texts['scout reply']}", "disclose_address": True}
        self.api.send("POST", f"/scout-messages/{self.scout_id}/reply", reply)

    def _attach(self) -> None:
        page = b"%PDF-1.7\n" + self.content + b"\n"
        for fulfils in DOCUMENTS:
            # Longer than one piece, with the content at its beginning and at its end.
            file = page + bytes(600_000 if fulfils == DOCUMENTS[0] else 100) + self.content
            response = self.api.ask(
                "POST",
                f"/applications/{self.application_id}/documents",
                params={"fulfils": fulfils},
                files={"file": (f"{self.texts['file name']}.pdf", file, "application/pdf")},
            )
            assert response.status_code == 201, response.text
