"""Somebody in front of the portal in each state of SM-03, and everything that can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.kernel.eventkit.domain import VISITOR, Actor, Role
from tests.unit.identity.stage import MAIL, NEW_PASSWORD, PASSWORD, WRONG, Stage, as_staff

BIRTH = "1990-04-01"
ANSWER = "ポチ2号"


@dataclass
class Person:
    """Somebody in front of the portal, who knows which password is in force."""

    stage: Stage
    account_id: str
    kind: str = "individual"
    password: str = PASSWORD
    token: str = "no token"

    def log_in(self, password: str) -> str:
        self.token = self.stage.log_in(MAIL, password, self.kind)["token"]
        return self.token

    def fail(self, times: int) -> None:
        for _ in range(times):
            self.stage.login_refusal(kind=self.kind)

    def reissue(self) -> None:
        """The own reissue: by secret question, or by organisation code (D-17)."""
        if self.kind == "individual":
            payload = {"login_id": MAIL, "birth_on": BIRTH, "answer": ANSWER}
            self.stage.run("reissue_password", payload, VISITOR)
        else:
            organisation_id = self.stage.account(self.account_id).organisation_id
            mail = self.stage.mail("organisation-code", organisation_id=str(organisation_id))
            code = mail["values"]["organisation_code"]
            payload = {"login_id": MAIL, "email": MAIL, "organisation_code": code}
            self.stage.run("reissue_organisation_password", payload, VISITOR)
        self.password = self.stage.temporary_password(self.account_id)

    def reissue_by_secretariat(self) -> None:
        """After a check of identity that messaging recorded (ID-67, ID-70)."""
        self.stage.neighbours.answers["messaging", "get_identity_check"] = lambda question: {
            "account_id": self.account_id,
            "identified": True,
            "verified_at": self.stage.clock.at.isoformat(),
        }
        self.stage.run("reissue_after_inquiry", {"check_id": "check"}, as_staff())
        self.password = self.stage.temporary_password(self.account_id)


def _open(person: Person) -> None:
    pass


def _warned(person: Person) -> None:
    person.fail(2)


def _locked(person: Person) -> None:
    person.fail(3)


def _temporary(person: Person) -> None:
    person.reissue()


def _open_live(person: Person) -> None:
    person.log_in(PASSWORD)


def _warned_live(person: Person) -> None:
    person.log_in(PASSWORD)
    person.fail(2)


def _locked_live(person: Person) -> None:
    person.log_in(PASSWORD)
    person.fail(3)


def _temporary_live(person: Person) -> None:
    person.reissue()
    person.log_in(person.password)


STATES: dict[str, Callable[[Person], None]] = {
    "Open": _open,
    "Warned": _warned,
    "Locked": _locked,
    "Temporary": _temporary,
    "Open, session Live": _open_live,
    "Warned, session Live": _warned_live,
    "Locked, session Live": _locked_live,
    "Temporary, session Live": _temporary_live,
}


def _right_password(person: Person) -> None:
    person.log_in(person.password)


def _wrong_password(person: Person) -> None:
    person.stage.log_in(MAIL, WRONG, person.kind)


def _wrong_password_after_30_minutes(person: Person) -> None:
    person.stage.clock.at = person.stage.clock.at.replace(minute=30)
    person.stage.log_in(MAIL, WRONG, person.kind)


def _logout(person: Person) -> None:
    person.stage.run("log_out", {"token": person.token}, VISITOR)


def _more_than_60_minutes(person: Person) -> None:
    person.stage.wait(minutes=60, seconds=1)


def _reissue(person: Person) -> None:
    person.reissue()


def _reissue_by_secretariat(person: Person) -> None:
    person.reissue_by_secretariat()


def _new_password(person: Person) -> None:
    payload = {"current_password": person.password, "new_password": NEW_PASSWORD}
    actor = Actor(Role(person.kind), person.account_id)
    person.stage.run("change_password", payload, actor)


DEEDS: dict[str, Callable[[Person], None]] = {
    "right password": _right_password,
    "wrong password": _wrong_password,
    "wrong password after 30 minutes": _wrong_password_after_30_minutes,
    "logout": _logout,
    "more than 60 minutes": _more_than_60_minutes,
    "reissue": _reissue,
    "reissue by the secretariat": _reissue_by_secretariat,
    "new password": _new_password,
}


def person_in(state: str, kind: str = "individual") -> Person:
    stage = Stage()
    if kind == "individual":
        person = Person(stage, stage.opened())
    else:
        person = Person(stage, stage.active_organisation(email=MAIL)["account_id"], kind)
    STATES[state](person)
    return person
