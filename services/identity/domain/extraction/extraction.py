"""Extraction of personal data by two persons (SM-20, ID-89, ID-90, D-40)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from services.identity.domain.extraction.events import (
    EVERYBODY,
    Conditions,
    DataExtractionApproved,
    DataExtractionProvided,
    DataExtractionRejected,
    DataExtractionRequested,
    ExtractedItem,
    ExtractionDiscarded,
    ExtractionDownloaded,
)
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import NotFound, Refusal, Sealed

ONE_DOWNLOAD = timedelta(hours=1)
"""How long the pieces of one logged download can be read."""


class ExtractionState(StrEnum):
    """The states of SM-20."""

    NONE = "none"
    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    PROVIDED = "provided"


class ExtractionNotRequested(Refusal):
    """The request is decided already (SM-20)."""

    code = "extraction-not-requested"


class SecondPersonNeeded(Refusal):
    """Whoever asks for the data does not decide on it (D-40)."""

    code = "extraction-needs-second-person"


class ExtractionNotProvided(Refusal):
    """There is no result yet, or there will be none (SM-20)."""

    code = "extraction-not-provided"


class ExtractionIsOver(Refusal):
    """The result can be downloaded for 7 days (D-40)."""

    code = "extraction-over"


@dataclass(frozen=True, slots=True)
class Extraction:
    """One extraction; `downloads` are those that were logged, with their moments."""

    extraction_id: str = ""
    state: ExtractionState = ExtractionState.NONE
    requester_id: str = ""
    conditions: Conditions = EVERYBODY
    items: tuple[ExtractedItem, ...] = ()
    until: datetime | None = None
    downloads: dict[str, datetime] = field(default_factory=dict)


NO_EXTRACTION = Extraction()


def evolve(state: Extraction, event: object) -> Extraction:
    """The fold of an extraction."""
    match event:
        case DataExtractionRequested():
            return Extraction(
                event.extraction_id,
                ExtractionState.REQUESTED,
                event.requester_id,
                event.conditions,
                event.items,
            )
        case DataExtractionApproved():
            return replace(state, state=ExtractionState.APPROVED)
        case DataExtractionRejected():
            return replace(state, state=ExtractionState.REJECTED)
        case DataExtractionProvided():
            return replace(state, state=ExtractionState.PROVIDED, until=event.until)
        case ExtractionDownloaded():
            return replace(state, downloads={**state.downloads, event.download_id: event.at})
    return state


def request(state: Extraction, requested: DataExtractionRequested) -> list[DataExtractionRequested]:
    """Files the request; nothing to do when it is filed."""
    return [requested] if state.state is ExtractionState.NONE else []


def _decide(state: Extraction, approver_id: str) -> None:
    if state.state is ExtractionState.NONE:
        raise NotFound
    if state.state is not ExtractionState.REQUESTED:
        raise ExtractionNotRequested
    if approver_id == state.requester_id:
        raise SecondPersonNeeded


def approve(state: Extraction, approver_id: str, now: datetime) -> list[DataExtractionApproved]:
    """A second person agrees. Raises `NotFound`, `ExtractionNotRequested`, `SecondPersonNeeded`."""
    _decide(state, approver_id)
    return [DataExtractionApproved(state.extraction_id, approver_id, now)]


def reject(
    state: Extraction, approver_id: str, reason: Sealed, now: datetime
) -> list[DataExtractionRejected]:
    """A second person refuses. Raises what `approve` raises."""
    _decide(state, approver_id)
    return [DataExtractionRejected(state.extraction_id, approver_id, reason, now)]


def provide(
    state: Extraction, records: int, now: datetime, rules: Rules
) -> list[DataExtractionProvided]:
    """The result is there; nothing to do for one that waits for no result."""
    if state.state is not ExtractionState.APPROVED:
        return []
    until = now + rules.extraction_kept_for
    return [DataExtractionProvided(state.extraction_id, state.requester_id, records, until, now)]


def download(
    state: Extraction, account_id: str, download_id: str, now: datetime
) -> list[ExtractionDownloaded]:
    """Logs a download by the requester.

    Raises `NotFound` for everybody else, `ExtractionNotProvided` and `ExtractionIsOver`.
    """
    require_requester(state, account_id, now)
    return [ExtractionDownloaded(state.extraction_id, download_id, account_id, now)]


def require_download(state: Extraction, account_id: str, download_id: str, now: datetime) -> None:
    """Refuses to read what was not logged as a download, or too long ago. Raises `NotFound`."""
    require_requester(state, account_id, now)
    began = state.downloads.get(download_id)
    if began is None or now - began > ONE_DOWNLOAD:
        raise NotFound


def require_requester(state: Extraction, account_id: str, now: datetime) -> None:
    """Only the requester, only a result, only within the 7 days (D-40)."""
    if state.state is ExtractionState.NONE or state.requester_id != account_id:
        raise NotFound
    if state.until is None:
        raise ExtractionNotProvided
    if now > state.until:
        raise ExtractionIsOver


def discard(state: Extraction, now: datetime) -> list[ExtractionDiscarded]:
    """The 7 days are over."""
    if state.until is None or now <= state.until:
        return []
    return [ExtractionDiscarded(state.extraction_id, now)]
