"""What the follower is tried against: commands that make events in all services, and the truth."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pika

from deploy.follower.broker import SOURCES
from deploy.local.demo.stage import INTERNAL
from deploy.local.portal import ROOT
from deploy.local.processes import Process
from tests.e2e.applying_cast import JOB, Cast
from tests.support.portal import LocalPortal

QUEUE = "subscriber-trial"
PDF = "JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZz4+ZW5kb2JqCnRyYWlsZXI8PC9Sb290IDEgMCBSPj4KJSVFT0YK"
DOCUMENTS = ("履歴書", "職務経歴書")
Ids = dict[str, list[str]]


@dataclass
class Following:
    """The shipped follower as a process of its own, with its files."""

    portal: LocalPortal
    folder: Path
    process: Process = field(init=False)

    def __post_init__(self) -> None:
        key = str(self.portal.place.api_key_file)
        command = (
            *(sys.executable, "-m", "deploy.follower"),
            *("--amqp", self.portal.amqp_uri, "--feed", f"{self.portal.url}/api/v1/events"),
            *("--api-key-file", key, "--queue", QUEUE),
            *("--checkpoint", str(self.folder / "checkpoint")),
            *("--output", str(self.output)),
        )
        log = self.folder / "follower.log"
        self.process = Process("follower", command, log, {"PYTHONUNBUFFERED": "1"}, ROOT)

    @property
    def output(self) -> Path:
        return self.folder / "events.jsonl"

    def written(self) -> Ids:
        """The ids of all whole lines by source, in the order of the file."""
        found: Ids = {}
        text = self.output.read_text() if self.output.exists() else ""
        for line in text[: text.rfind("\n") + 1].splitlines():
            event = json.loads(line)
            found.setdefault(event["source"], []).append(event["id"])
        return found

    def lose_queue(self) -> None:
        """Deletes the follower's queue with everything that waits in it."""
        connection = pika.BlockingConnection(pika.URLParameters(self.portal.amqp_uri))
        connection.channel().queue_delete(QUEUE)
        connection.close()


def published(portal: LocalPortal) -> Ids:
    """The ids of every public event by source, from the services' own feeds."""
    found: Ids = {}
    for source in SOURCES:
        ids, after = list[str](), 0
        while True:
            asked = {"after": after, "limit": 1000}
            page = portal.ask(source, "read_feed", asked, INTERNAL, within=30.0)
            ids += [event["id"] for event in page["events"]]
            if page["next"] == after:
                break
            after = page["next"]
        found[source] = ids
    return found


@dataclass
class Bustle:
    """Commands by RPC, in rounds; each round makes events in every service."""

    cast: Cast
    rounds: int = 0

    def __post_init__(self) -> None:
        ask = self.cast.portal.ask
        person = ask("identity", "resolve_session", {"token": self.cast.token("individual")})
        body = ask("identity", "resolve_session", {"token": self.cast.token("organisation")})
        self.person = _actor(person)
        self.body = _actor(body)
        self.secretariat = {"id": "secretariat", "role": "secretariat"}

    def go(self, each: int) -> None:
        """One round: `each` commands of every kind, several at a time."""
        self.rounds += 1
        marks = [f"{self.cast.mark}-{self.rounds}-{number}" for number in range(each)]
        with ThreadPoolExecutor(6) as pool:
            for kind in (self._open, self._draft, self._write, self._survey, self._apply):
                list(pool.map(kind, marks))

    def _apply(self, mark: str) -> None:
        form = {
            "listing_id": self.cast.listing_id,
            "confirmations": ["method-agreed", "qualifications-met", "documents-ready"],
            "applicant_name": "山田 花子",
            "documents": [
                {"name": f"{name}.pdf", "data": PDF, "fulfils": name} for name in DOCUMENTS
            ],
        }
        person = {"id": f"guest-{mark}", "role": "individual"}
        self._ask("applications", "apply_to_listing", form, person, mark)

    def _ask(self, service: str, operation: str, payload: Any, actor: Any, mark: str) -> Any:
        return self.cast.stage.ask(service, operation, payload, actor, f"{operation}/{mark}")

    def _open(self, mark: str) -> None:
        email = {"email": f"guest-{mark}@people.example"}
        self._ask("identity", "request_opening", email, {"role": "visitor"}, mark)

    def _draft(self, mark: str) -> None:
        days = {"start_on": "2099-04-01", "end_on": "2099-04-30"}
        work = {"start": {"day": "2099-06-01"}}
        content = {**JOB, "title": f"下書き {mark}", "recruitment": days, "work_period": work}
        draft = {"content": content, "terms_agreed": True}
        self._ask("listings", "draft_listing", draft, self.body, mark)

    def _write(self, mark: str) -> None:
        mail = {
            "organisation_id": self.cast.organisation_id,
            "type": "other",
            "subject": f"質問 {mark}",
            "body": "教えてください。",
            "sender_name": "山田 花子",
        }
        self._ask("messaging", "send_organisation_mail", mail, self.person, mark)

    def _survey(self, mark: str) -> None:
        survey = {"kind": "other", "title": f"アンケート {mark}", "questions": []}
        self._ask("reporting", "create_survey", survey, self.secretariat, mark)


def _actor(session: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": session["account_id"],
        "role": session["role"],
        "organisation_id": session.get("organisation_id"),
        "facets": session.get("facets") or [],
    }
