"""The load: clients that send commands, each under one id until it is acknowledged."""

from __future__ import annotations

import http.client
import random
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from services.kernel.contracts.refused import Refused
from services.kernel.contracts.rpc import Away, DeadlinePassed, RpcClient, ServiceFault
from tests.chaos.record import Record
from tests.chaos.scene import Scene

PACE_SECONDS = 0.035
MOST_BEHIND_SECONDS = 20.0
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36"


@dataclass(frozen=True)
class Command:
    """One command under its id, until it is acknowledged or refused."""

    id: str
    service: str
    operation: str
    payload: Mapping[str, Any]
    actor: Mapping[str, Any]
    then: Callable[[dict[str, Any], str], None]


class Client(threading.Thread):
    """One client with an act every `PACE_SECONDS`; `end` makes it finish what it has begun."""

    def __init__(self, number: int, scene: Scene, record: Record, end: threading.Event) -> None:
        super().__init__(name=f"client-{number}", daemon=True)
        self._random = random.Random(number)
        self._scene = scene
        self._record = record
        self._end = end
        self._rpc = RpcClient(scene.amqp_uri, f"chaos-{number}")
        self._open: list[tuple[str, str, str]] = []
        self._mails: list[tuple[str, str, str]] = []
        self._unsettled: deque[Command] = deque()
        self._finished = threading.Event()
        self.sent = 0

    def run(self) -> None:
        acts = [
            self._draft,
            self._draft,
            self._apply,
            self._apply,
            self._apply,
            self._change_status,
            self._change_status,
            self._write,
            self._answer,
            self._views,
            self._views,
            self._page,
            self._page,
        ]
        settling = threading.Thread(target=self._settle, name=f"{self.name}-settling", daemon=True)
        settling.start()
        due = time.monotonic()
        while not self._end.is_set():
            self._random.choice(acts)()
            # What was held up by a dead service is made up for: the load is constant on average.
            now = time.monotonic()
            due = max(due + PACE_SECONDS, now - MOST_BEHIND_SECONDS)
            self._end.wait(max(0.0, due - now))
        self._finished.set()
        settling.join()
        self._rpc.close()

    def _send(
        self,
        service: str,
        operation: str,
        payload: Mapping[str, Any],
        actor: Mapping[str, Any],
        then: Callable[[dict[str, Any], str], None] = lambda answer, command_id: None,
    ) -> None:
        """Sends a new command; `then` gets its answer and id once it is acknowledged."""
        command_id = str(uuid.UUID(int=self._random.getrandbits(128), version=4))
        self.sent += 1
        self._try(Command(command_id, service, operation, payload, actor, then))

    def _try(self, command: Command) -> None:
        envelope = {"actor": command.actor, "command_id": command.id}
        try:
            answer = self._rpc.call(
                command.service, command.operation, command.payload, envelope, within=2.0
            )
        except Refused as refusal:
            with self._record.lock:
                self._record.refused[refusal.code] += 1
            return
        except (Away, DeadlinePassed, ServiceFault):
            # Nobody knows whether it was carried out: the same command goes again, later.
            self._unsettled.append(command)
            return
        self._record.acknowledge(command.id, command.service, command.operation)
        command.then(answer, command.id)

    def _settle(self) -> None:
        """Sends what is not settled again, beside the new commands, until nothing is left."""
        while self._unsettled or not self._finished.is_set():
            if self._unsettled:
                self._try(self._unsettled.popleft())
            # A service that is known to be away answers at once.
            time.sleep(0.02)

    def _draft(self) -> None:
        organisation = self._random.choice(self._scene.organisations)
        content = {**self._scene.content, "title": f"試験の求人 {self._random.random()}"}
        self._send(
            "listings", "draft_listing", {"content": content, "terms_agreed": True}, organisation
        )

    def _apply(self) -> None:
        person = self._random.choice(self._scene.people)
        listing_id, organisation_id = self._random.choice(self._scene.listings)
        pair = (person["id"], listing_id)
        with self._record.lock:
            if pair in self._record.applications:
                return
            self._record.applications[pair] = ""
        payload = {
            "listing_id": listing_id,
            "confirmations": self._scene.confirmations,
            "applicant_name": "応募 太郎",
            "remarks": "",
            "documents": [],
        }

        def applied(answer: dict[str, Any], command_id: str) -> None:
            self._record.applications[pair] = answer["application_id"]
            self._open.append((answer["application_id"], organisation_id, person["id"]))

        self._send("applications", "apply_to_listing", payload, person, applied)

    def _change_status(self) -> None:
        if not self._open:
            return
        application_id, organisation_id, person = self._open.pop(
            self._random.randrange(len(self._open))
        )
        notify = self._random.random() < 0.5
        status = self._random.choice(["under-selection", "hired", "not-hired"])
        payload = {"application_id": application_id, "status": status, "notify": notify}

        def changed(answer: dict[str, Any], command_id: str) -> None:
            with self._record.lock:
                if notify:
                    self._record.notified[command_id] = (application_id, person)
                else:
                    self._record.silent += 1

        organisation = self._scene.organisation(organisation_id)
        self._send("applications", "change_application_status", payload, organisation, changed)

    def _write(self) -> None:
        person = self._random.choice(self._scene.people)
        listing_id, organisation_id = self._random.choice(self._scene.listings)
        payload = {
            "organisation_id": organisation_id,
            "listing_id": listing_id,
            "type": "question-on-listing",
            "subject": "質問",
            "body": "勤務地について教えてください。",
            "sender_name": "応募 太郎",
        }

        def written(answer: dict[str, Any], command_id: str) -> None:
            self._mails.append((answer["mail_id"], organisation_id, person["id"]))

        self._send("messaging", "send_organisation_mail", payload, person, written)

    def _answer(self) -> None:
        if not self._mails:
            return
        mail_id, organisation_id, person = self._mails.pop()
        payload = {
            "mail_id": mail_id,
            "subject": "回答",
            "body": "東京です。",
            "reply_address": "reply@example.org",
        }

        def answered(answer: dict[str, Any], command_id: str) -> None:
            with self._record.lock:
                self._record.answers[mail_id] = person

        organisation = self._scene.organisation(organisation_id)
        self._send("messaging", "answer_organisation_mail", payload, organisation, answered)

    def _views(self) -> None:
        listing_id, _ = self._random.choice(self._scene.listings)
        count = self._random.randint(1, 5)
        payload = {
            "batch_id": f"chaos-{self._random.getrandbits(64)}",
            "views": [{"listing_id": listing_id, "on": self._scene.today, "count": count}],
        }

        def counted(answer: dict[str, Any], command_id: str) -> None:
            with self._record.lock:
                self._record.views_sent[listing_id] += count

        self._send("listings", "record_views", payload, self._scene.portal, counted)

    def _page(self) -> None:
        """A visitor opens a listing; counted if and only if the page was served."""
        listing_id, _ = self._random.choice(self._scene.listings)
        self.sent += 1
        with self._record.lock:
            self._record.pages_asked[listing_id] += 1
        connection = http.client.HTTPConnection("127.0.0.1", self._scene.gateway_port, timeout=5)
        try:
            connection.request(
                "GET",
                f"/listings/{self._scene.data_numbers[listing_id]}",
                headers={"User-Agent": BROWSER},
            )
            answer = connection.getresponse()
            answer.read()
            if answer.status == 200:
                with self._record.lock:
                    self._record.pages_served[listing_id] += 1
        except (OSError, http.client.HTTPException):
            return
        finally:
            connection.close()
