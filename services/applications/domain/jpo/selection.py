"""What the MOFA centre records of a candidate, from examination to the next post (AP-56 to AP-58)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from services.applications.domain.jpo import events as happened
from services.applications.domain.jpo.candidate import Candidate, CandidateState
from services.applications.domain.jpo.refusals import (
    CandidateNotInThatState,
    DestinationWithoutArrangement,
    DispatchNotOver,
)
from services.kernel.eventkit.domain import FieldProblem, InvalidInput, NotFound, Sealed
from services.kernel.eventkit.domain.tokyo import moment, tokyo_date

DISPATCH_YEARS = 2
DECLINABLE = (CandidateState.SUBMITTED, CandidateState.EXAMINED, CandidateState.SELECTED)


def record_examination(candidate: Candidate, examined_on: date, now: datetime) -> list[object]:
    """The candidate was examined."""
    about = _in(candidate, CandidateState.SUBMITTED)
    if examined_on > tokyo_date(now):
        raise InvalidInput(fields={"examined_on": (FieldProblem("day-in-future"),)})
    return [happened.JpoExaminationRecorded(about, examined_on, now)]


def select(candidate: Candidate, now: datetime) -> list[object]:
    """The candidate has passed."""
    about = _in(candidate, CandidateState.EXAMINED)
    return [happened.JpoCandidateSelected(about, now)]


def turn_down(candidate: Candidate, remarks: Sealed | None, now: datetime) -> list[object]:
    """The candidate is not selected, after the documents were read or after the examination."""
    about = _in(candidate, CandidateState.SUBMITTED, CandidateState.EXAMINED)
    return [happened.JpoCandidateNotSelected(about, remarks, now)]


def decline(candidate: Candidate, by: happened.DeclinedBy, now: datetime) -> list[object]:
    """The candidate does not go on."""
    about = _in(candidate, *DECLINABLE)
    return [happened.JpoCandidateDeclined(about, by, now)]


def decline_for_leaver(candidate: Candidate, now: datetime) -> list[object]:
    """Somebody who left the portal declines; what is decided or under way stays."""
    if candidate.state not in DECLINABLE:
        return []
    return decline(candidate, happened.DeclinedBy.LEFT_PORTAL, now)


def end_of_dispatch(starts_on: date) -> date:
    """The second anniversary of the start (D-81); of 29 February the 28th."""
    try:
        return starts_on.replace(year=starts_on.year + DISPATCH_YEARS)
    except ValueError:
        return date(starts_on.year + DISPATCH_YEARS, 2, 28)


def dispatch(
    candidate: Candidate,
    destination: str,
    starts_on: date,
    *,
    arranged: Collection[str],
    now: datetime,
) -> list[object]:
    """The candidate goes to a destination with an arrangement (AP-58)."""
    about = _in(candidate, CandidateState.SELECTED)
    if destination not in arranged:
        raise DestinationWithoutArrangement
    if starts_on.year < about.application_year:
        raise InvalidInput(fields={"starts_on": (FieldProblem("before-application-year"),)})
    ends_on = end_of_dispatch(starts_on)
    return [happened.JpoDispatched(about, destination, starts_on, ends_on, now)]


def complete_dispatch(candidate: Candidate, now: datetime) -> list[object]:
    """Two years are over (AP-56); nothing where a next post was recorded before."""
    if candidate.state is not CandidateState.DISPATCHED or candidate.about is None:
        return []
    if candidate.ends_on is None or now < moment(candidate.ends_on):
        raise DispatchNotOver
    return [happened.JpoDispatchCompleted(candidate.about, now)]


def record_next_post(candidate: Candidate, post: Sealed | None, now: datetime) -> list[object]:
    """The person has a next post in an international organisation (AP-57)."""
    about = _in(candidate, CandidateState.DISPATCHED, CandidateState.COMPLETED)
    return [happened.JpoNextPostRecorded(about, post, now)]


def _in(candidate: Candidate, *states: CandidateState) -> happened.CandidateAbout:
    if candidate.about is None or candidate.state is CandidateState.NONE:
        raise NotFound
    if candidate.state not in states:
        raise CandidateNotInThatState
    return candidate.about
