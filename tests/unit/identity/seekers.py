"""Job seekers for tests: how they come to be, and what staff and organisations do."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from services.identity.domain.job_seeker.state import JobSeeker
from services.kernel.eventkit.domain import SYSTEM, VISITOR, Actor, Role
from services.kernel.eventkit.domain.tokyo import moment, tokyo_date
from tests.unit.identity.stage import (
    MAIL,
    Stage,
    as_individual,
    as_organisation,
    as_staff,
    opening,
    tokyo,
)

HOME = {"postal_code": "100-0001"}
IIDABASHI, SHINJUKU = "13010", "13060"
PROFILE = {
    "postal_code": "160-0022",
    "address": "東京都新宿区新宿1-1-1",
    "telephone": "03-1111-2222",
    "desired_work": "開発途上国での保健事業の運営",
    "fields_wanted": ["health", "gender"],
    "places": ["KE", "JP-13"],
    "employment_types": ["full-time"],
    "languages": ["ja", "en", "fr"],
    "education": "master",
    "experience": "ケニアの母子保健プロジェクトで専門家を務めた。",
    "qualifications": "看護師",
    "appeal": "現場で人を育てることが得意です。",
}
AGREED = {"agreed_terms": "2024-04", "agreed_privacy": "2024-04"}
SM_02 = (
    "JobSeekerRegistered",
    "JobSeekerRegistrationExtended",
    "JobSeekerRegistrationExpired",
    "JobSeekerRegistrationDeactivated",
    "JobSeekerRegistrationReactivated",
    "EmploymentConsultationRecorded",
    "JobSeekerBecameHelloWorkUser",
    "HelloWorkOfficeChanged",
)


def counter() -> Actor:
    """Somebody at the counter of a Hello Work office."""
    return as_staff(Role.HELLO_WORK)


def online_seeker(stage: Stage, email: str = MAIL, **more: Any) -> str:
    """The account of somebody who opened a MyPage online with the application (ID-26)."""
    token = stage.asked_opening(email, path="job-seeker-online")
    form = opening(token, school="none", **{"information": HOME, **more})
    account_id: str = stage.run("complete_opening", form, VISITOR)["account_id"]
    return account_id


def accept_at_counter(stage: Stage, email: str = MAIL, **more: Any) -> None:
    """Staff accept the job-seeker application and register the address (ID-24, ID-25)."""
    payload = {"email": email, "path": "job-seeker-counter", "application_accepted": True}
    stage.run("request_opening", {**payload, "office": IIDABASHI, **more}, counter())


def counter_seeker(stage: Stage, email: str = MAIL, **more: Any) -> str:
    """The account of a Hello Work user."""
    accept_at_counter(stage, email, **more)
    account_id = stage.published[-1].subject
    token = stage.mail("account-opening", account_id=account_id)["values"]["token"]
    stage.run("complete_opening", opening(token, school="none"), VISITOR)
    return account_id


def own(stage: Stage, account_id: str, name: str, **payload: Any) -> dict[str, Any]:
    """What the person does."""
    answer: dict[str, Any] = stage.run(name, payload, as_individual(account_id))
    return answer


def by_staff(stage: Stage, account_id: str, name: str, **payload: Any) -> dict[str, Any]:
    """What staff do for the person."""
    answer: dict[str, Any] = stage.run(name, {"account_id": account_id, **payload}, counter())
    return answer


def applies_directly(stage: Stage, account_id: str, route: str = "direct") -> None:
    """News of an application that was submitted at this moment."""
    data = {
        "application_id": "a-1",
        "reception_id": "r-1",
        "listing_id": "l-1",
        "organisation_id": "o-1",
        "person_id": account_id,
        "route": route,
        "submitted_at": stage.clock.at.isoformat(),
    }
    stage.hear("applications", "ApplicationSubmitted", "a-1", data)


def consulted(stage: Stage, account_id: str, on: date | None = None) -> None:
    """Staff record a consultation, of today unless said otherwise."""
    held_on = (on or tokyo_date(stage.clock.at)).isoformat()
    by_staff(stage, account_id, "record_employment_consultation", held_on=held_on)


def seeker(stage: Stage, account_id: str) -> JobSeeker:
    """The registration by its events."""
    return stage.account(account_id).job_seeker


def settings_of(stage: Stage, account_id: str) -> dict[str, Any]:
    """What the person sees under 「求職者情報・設定」."""
    return own(stage, account_id, "get_job_seeker")


def sm_02_events(stage: Stage, account_id: str, since: int = 0) -> tuple[str, ...]:
    """The public events of SM-02 about an account."""
    return tuple(
        event.type
        for event in stage.published[since:]
        if event.subject == account_id and event.type in SM_02
    )


def at(stage: Stage, month: int, day: int, hour: int = 12, year: int = 2024) -> None:
    """Lets time pass until this moment in Tokyo, running what falls due."""
    stage.until(tokyo(year, month, day, hour))


def seekers_happen(stage: Stage) -> None:
    """Every event of job seekers and of what they show."""
    who = online_seeker(stage, "seeker@example.jp")
    accept_at_counter(stage, "counter@example.jp")
    own(stage, who, "publish_profile", public=True)
    stage.run("view_person", {"account_id": who}, as_organisation("o-1"))
    block = {"account_id": who, "organisation_id": "o-1", "blocked": True}
    stage.run("note_organisation_block", block, SYSTEM)
    by_staff(stage, who, "record_office_use", office=SHINJUKU)
    by_staff(stage, who, "change_hello_work_office", office=IIDABASHI)
    stage.until(moment(seeker(stage, who).valid_until))
    consulted(stage, who)
    stage.until(moment(seeker(stage, who).valid_until) + timedelta(days=1))
    own(stage, who, "reactivate_job_seeker")
    own(stage, who, "deactivate_job_seeker", reason="employed")
