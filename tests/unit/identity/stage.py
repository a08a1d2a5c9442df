"""The identity service in memory, with the deeds that tests repeat."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from services.identity.adapters.derived_secrets import DerivedSecrets
from services.identity.adapters.memory_session_activity import MemorySessionActivity
from services.identity.application.ports import SingleSignOn
from services.identity.application.single_sign_on import ProviderSettings
from services.identity.bootstrap import build
from services.identity.domain.account.state import Account
from services.identity.settings import Settings
from services.kernel.eventkit.domain import SYSTEM, VISITOR, Actor, Refusal, Role
from tests.support.rehearsal import Rehearsal, as_individual, as_organisation, as_staff, tokyo

NOON = tokyo(2024, 5, 1, 12, 0)
PASSWORD = "Passw0rd"
NEW_PASSWORD = "An0therWord"
WRONG = "Wr0ngWord"
MAIL = "hanako@example.jp"
KEY = b"k" * 32


class QuickPasswords:
    """Hashes without the cost, and counts what was verified."""

    decoy = "hash of nothing"

    def __init__(self) -> None:
        self.verified: list[str] = []
        self.before_verifying: Callable[[], object] = lambda: None

    def hash(self, text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()

    def verify(self, hashed: str, text: str) -> bool:
        self.before_verifying()
        self.verified.append(hashed)
        return hashed == self.hash(text)


class CountingRandom:
    """Bits that can be foreseen and still differ."""

    def __init__(self) -> None:
        self._count = itertools.count(1)

    def token_bytes(self, count: int) -> bytes:
        return next(self._count).to_bytes(count, "big")


class Stage(Rehearsal):
    """A rehearsal that knows how people get accounts."""

    single_sign_on: SingleSignOn | None = None

    def __init__(self, at: datetime = NOON, provider: ProviderSettings | None = None) -> None:
        self.settings = Settings(
            secret_key=KEY, public_url="https://portal.example", provider=provider
        )
        self.activity = MemorySessionActivity()
        self.passwords = QuickPasswords()
        self.secrets = DerivedSecrets(KEY)
        super().__init__(
            build,
            self.settings,
            at,
            activity=self.activity,
            passwords=self.passwords,
            random=CountingRandom(),
            single_sign_on=self.single_sign_on,
        )

    def wait(self, **duration: float) -> None:
        """Lets time pass, running what falls due."""
        self.until(self.clock.at + timedelta(**duration))

    def refusal(
        self, name: str, payload: dict[str, Any], actor: Actor = VISITOR, **more: Any
    ) -> Refusal:
        """The refusal of a call that has to be refused."""
        try:
            self.run(name, payload, actor, **more)
        except Refusal as refusal:
            self._settle()
            return refusal
        raise AssertionError(f"{name} was not refused")

    def types(self) -> list[str]:
        """The names of the public events so far."""
        return [event.type for event in self.published]

    def mail(self, purpose: str, **recipient: str) -> dict[str, Any]:
        """What messaging would be told for a mail."""
        answer: dict[str, Any] = self.run(
            "get_mail_details", {"purpose": purpose, **recipient}, SYSTEM
        )
        return answer

    def account_ids(self) -> list[str]:
        return list(self.documents("accounts"))

    def asked_opening(self, email: str = MAIL, **more: Any) -> str:
        """The token of a link that was mailed."""
        actor = as_staff(Role.HELLO_WORK) if more.get("path") == "job-seeker-counter" else VISITOR
        self.run("request_opening", {"email": email, **more}, actor)
        account_id = self.published[-1].subject
        token: str = self.mail("account-opening", account_id=account_id)["values"]["token"]
        return token

    def opened(self, email: str = MAIL, **more: Any) -> str:
        """The id of an individual's account that was opened."""
        token = self.asked_opening(email)
        answer = self.run("complete_opening", opening(token, **more), VISITOR)
        account_id: str = answer["account_id"]
        return account_id

    def requested_organisation(self, **more: Any) -> str:
        answer = self.run("request_organisation_registration", organisation(**more), VISITOR)
        organisation_id: str = answer["organisation_id"]
        return organisation_id

    def approved_organisation(self, **more: Any) -> dict[str, Any]:
        organisation_id = self.requested_organisation(**more)
        answer: dict[str, Any] = self.run(
            "approve_organisation", {"organisation_id": organisation_id}, as_staff()
        )
        return answer

    def active_organisation(self, **more: Any) -> dict[str, Any]:
        """An organisation whose person in charge has a password."""
        approved = self.approved_organisation(**more)
        values = self.mail("organisation-registered", organisation_id=approved["organisation_id"])
        self.run(
            "activate_account",
            {
                "token": values["values"]["token"],
                "password": PASSWORD,
                "agreed_terms": "2024-04",
                "agreed_privacy": "2024-04",
            },
            VISITOR,
        )
        return approved

    def internal(self, login_id: str = "staff01", **more: Any) -> str:
        """The id of an internal user who can log in with the usual password."""
        payload = {"login_id": login_id, "name": "事務局 太郎", "roles": ["secretariat"]}
        answer = self.run(
            "create_internal_user",
            {**payload, "password": PASSWORD, **more},
            as_staff(Role.OPERATOR),
        )
        account_id: str = answer["account_id"]
        return account_id

    def log_in(
        self, login_id: str = MAIL, password: str = PASSWORD, kind: str = "individual", **more: Any
    ) -> dict[str, Any]:
        answer: dict[str, Any] = self.run(
            "log_in", {"kind": kind, "login_id": login_id, "password": password}, VISITOR, **more
        )
        return answer

    def login_refusal(
        self, login_id: str = MAIL, password: str = WRONG, kind: str = "individual", **more: Any
    ) -> str:
        payload = {"kind": kind, "login_id": login_id, "password": password}
        return self.refusal("log_in", payload, **more).code

    def temporary_password(self, account_id: str) -> str:
        values = self.mail("temporary-password", account_id=account_id)["values"]
        return str(values["temporary_password"])

    def account(self, account_id: str) -> Account:
        """The state of an account by its events."""
        from services.identity.domain.account.state import NOBODY, evolve

        state = NOBODY
        for event in self.events(f"account-{account_id}"):
            state = evolve(state, event)
        return state


def opening(token: str, **more: Any) -> dict[str, Any]:
    """A complete opening form."""
    return {
        "token": token,
        "password": PASSWORD,
        "name": "山田 花子",
        "name_kana": "ヤマダ ハナコ",
        "birth_on": "1990-04-01",
        "secret_question": "最初に飼ったペットの名前は?",
        "secret_answer": "ポチ２号",
        "agreed_terms": "2024-04",
        "agreed_privacy": "2024-04",
        **more,
    }


def organisation(**more: Any) -> dict[str, Any]:
    """A complete registration form of an organisation."""
    return {
        "kind": "full",
        "category": "other",
        "institution_type": "ngo",
        "name": "かけはし協会",
        "name_en": "Kakehashi Association",
        "address": "東京都千代田区1-1",
        "telephone": "03-0000-0000",
        "email": "office@kakehashi.example",
        "person_in_charge": "佐藤 次郎",
        "activity": "国際協力",
        "listed": True,
        **more,
    }


__all__ = [
    "KEY",
    "MAIL",
    "NEW_PASSWORD",
    "NOON",
    "PASSWORD",
    "WRONG",
    "CountingRandom",
    "QuickPasswords",
    "Stage",
    "as_individual",
    "as_organisation",
    "as_staff",
    "opening",
    "organisation",
    "tokyo",
]
