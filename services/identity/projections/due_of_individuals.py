"""What falls due for individuals: extension notices, lapses, yearly confirmation (ID-15 to ID-17)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from services.identity.domain.account.events import UserRegistered, UserWithdrawn
from services.identity.domain.individual import data_keeping
from services.identity.domain.individual.events import (
    ConfirmationAsked,
    ExtensionNoticeGiven,
    FullRegistrationApproved,
    RegisteredInformationConfirmed,
    TalentRegistrationExpired,
    TalentRegistrationExtended,
    UserDeceasedRecorded,
    UserDeceasedRecordRevoked,
    UserProfileUpdated,
    UserReinstated,
    UserSuspended,
    Validity,
)
from services.identity.domain.job_seeker.events import JobSeekerInformationUpdated
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection
from services.kernel.eventkit.application.schedule import due_entry


def _key(prefix: str, recorded: Recorded[Any]) -> str:
    return f"{prefix}-{recorded.event.account_id}"


def follow_individuals(due: Projection, rules: Rules) -> None:
    """Adds the entries of individuals to the schedule."""
    _lapses(due)
    _notices(due, rules)
    _confirmations(due, rules)


def _lapses(due: Projection) -> None:
    def lapse(document: Document | None, recorded: Recorded[Any]) -> Document | None:
        event = recorded.event
        validity: Validity | None = event.validity
        if validity is None:
            return None
        return due_entry(
            data_keeping.lapse_moment(validity.until),
            "expire_talent_registration",
            {"account_id": event.account_id},
            f"full registration of {event.account_id} ends",
        )

    def held(document: Document | None, recorded: Recorded[Any]) -> None:
        return None

    def key(recorded: Recorded[Any]) -> str:
        return _key("talent-lapse", recorded)

    due.on(
        FullRegistrationApproved,
        TalentRegistrationExtended,
        UserReinstated,
        UserDeceasedRecordRevoked,
        key=key,
    )(lapse)
    due.on(TalentRegistrationExpired, UserSuspended, UserDeceasedRecorded, UserWithdrawn, key=key)(
        held
    )


def _notices(due: Projection, rules: Rules) -> None:
    def entry(account_id: str, validity: Validity) -> Document | None:
        if not validity.notices:
            return None
        return due_entry(
            data_keeping.notice_moment(min(validity.notices), rules),
            "give_extension_notice",
            {"account_id": account_id, "until": validity.until.isoformat()},
            f"extension notice for {account_id}",
        ) | {"later": [day.isoformat() for day in sorted(validity.notices)]}

    def begun(document: Document | None, recorded: Recorded[Any]) -> Document | None:
        event = recorded.event
        return None if event.validity is None else entry(event.account_id, event.validity)

    def given(
        document: Document | None, recorded: Recorded[ExtensionNoticeGiven]
    ) -> Document | None:
        event = recorded.event
        if document is None:
            return None
        later = tuple(
            day
            for text in document["later"]
            if (day := event.until.fromisoformat(text)) > event.notice_on
        )
        return entry(event.account_id, Validity(event.until, later))

    def over(document: Document | None, recorded: Recorded[Any]) -> None:
        return None

    def key(recorded: Recorded[Any]) -> str:
        return _key("talent-notice", recorded)

    due.on(
        FullRegistrationApproved,
        TalentRegistrationExtended,
        UserReinstated,
        UserDeceasedRecordRevoked,
        key=key,
    )(begun)
    due.on(ExtensionNoticeGiven, key=key)(given)
    due.on(TalentRegistrationExpired, UserSuspended, UserDeceasedRecorded, UserWithdrawn, key=key)(
        over
    )


def _confirmations(due: Projection, rules: Rules) -> None:
    def ask(account_id: str, since: datetime) -> Document:
        return due_entry(
            data_keeping.confirmation_due_at(since, rules),
            "ask_for_confirmation",
            {"account_id": account_id},
            f"registered data of {account_id} to be confirmed",
        )

    def confirmed(document: Document | None, recorded: Recorded[Any]) -> Document:
        return ask(recorded.event.account_id, recorded.event.at)

    def gone(document: Document | None, recorded: Recorded[Any]) -> None:
        return None

    def key(recorded: Recorded[Any]) -> str:
        return _key("confirm", recorded)

    due.on(
        UserRegistered,
        UserProfileUpdated,
        JobSeekerInformationUpdated,
        RegisteredInformationConfirmed,
        ConfirmationAsked,
        UserReinstated,
        UserDeceasedRecordRevoked,
        key=key,
    )(confirmed)
    due.on(UserSuspended, UserDeceasedRecorded, UserWithdrawn, key=key)(gone)
