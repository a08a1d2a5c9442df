"""The further credentials of an account and their fold."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.identity.domain.credentials.events import SingleSignOnLinked, SingleSignOnUnlinked


@dataclass(frozen=True, slots=True)
class Credentials:
    """What opens the account besides the password; `subject_key` is of the linked identity."""

    subject_key: str | None = None


NO_CREDENTIALS = Credentials()


def fold(state: Credentials, event: object) -> Credentials:
    """The fold; events of others change nothing."""
    match event:
        case SingleSignOnLinked():
            return replace(state, subject_key=event.subject_key)
        case SingleSignOnUnlinked():
            return replace(state, subject_key=None)
    return state
