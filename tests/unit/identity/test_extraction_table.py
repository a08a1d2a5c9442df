"""SM-20, extraction of personal data: every pair of state and deed, permitted or refused.

The rows of requirements.md 9.20 are quoted as they stand there; a pair without a row must be refused
without an event.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from services.identity.domain.extraction.extraction import ExtractionState
from services.kernel.eventkit.domain import Refusal
from tests.unit.identity.extraction_cast import DEPARTMENT, OFFICE, OTHER, SAME_PERSON, Case


def _none(case: Case) -> None:
    pass


def _requested(case: Case) -> None:
    case.ask()


def _approved(case: Case) -> None:
    case.ask()
    case.hold()
    case.run("approve_data_extraction", OFFICE)


def _rejected(case: Case) -> None:
    case.ask()
    case.run("reject_data_extraction", OFFICE, reason="目的外です。")


def _provided(case: Case) -> None:
    case.ask()
    case.run("approve_data_extraction", OFFICE)


def _over(case: Case) -> None:
    _provided(case)
    case.people.wait(days=7, seconds=1)


STATES: dict[str, tuple[ExtractionState, Callable[[Case], None]]] = {
    "-": (ExtractionState.NONE, _none),
    "Requested": (ExtractionState.REQUESTED, _requested),
    "Approved": (ExtractionState.APPROVED, _approved),
    "Rejected": (ExtractionState.REJECTED, _rejected),
    "Provided": (ExtractionState.PROVIDED, _provided),
    "Provided, 7 days over": (ExtractionState.PROVIDED, _over),
}
DEEDS: dict[str, Callable[[Case], object]] = {
    "approve": lambda case: case.run("approve_data_extraction", OFFICE),
    "approve, by the requester": lambda case: case.run("approve_data_extraction", SAME_PERSON),
    "reject": lambda case: case.run("reject_data_extraction", OFFICE, reason="x"),
    "reject, by the requester": lambda case: case.run(
        "reject_data_extraction", SAME_PERSON, reason="x"
    ),
    "result made": lambda case: case.make_result(),
    "download": lambda case: case.run("download_extraction", DEPARTMENT),
    "download, by somebody else": lambda case: case.run("download_extraction", OTHER),
}
# From, deed -> To, events, public and (in brackets) private. The row of requirements.md 9.20
# stands above. A request is a row of its own: each makes a new extraction.
PERMITTED: dict[tuple[str, str], tuple[ExtractionState, tuple[str, ...]]] = {
    # | Requested | Approved | Secretariat | not the requester | `DataExtractionApproved` |
    # | Approved | Provided | Internal system | result made, downloaded by requester only |
    #   `DataExtractionProvided` |   (follows at once)
    ("Requested", "approve"): (
        ExtractionState.PROVIDED,
        ("DataExtractionApproved", "DataExtractionProvided"),
    ),
    ("Approved", "result made"): (ExtractionState.PROVIDED, ("DataExtractionProvided",)),
    # | Requested | Rejected | Secretariat | reason | `DataExtractionRejected` |
    ("Requested", "reject"): (ExtractionState.REJECTED, ("DataExtractionRejected",)),
    # (every download is logged, D-40)
    ("Provided", "download"): (ExtractionState.PROVIDED, ("(ExtractionDownloaded)",)),
}
QUIET = {(state, "result made") for state in STATES if state != "Approved"}
"""There is nothing to make: no event, and nobody to be refused."""
EVERY_PAIR = [(state, deed) for state in STATES for deed in DEEDS]


def _events(case: Case) -> list[str]:
    return [
        type(event).__name__ for event in case.people.events(f"extraction-{case.extraction_id}")
    ]


@pytest.mark.requirement("ID-89")
@pytest.mark.parametrize(("state", "deed"), EVERY_PAIR)
def test_each_pair_of_state_and_deed(state: str, deed: str) -> None:
    case = Case()
    expected, arrive = STATES[state]
    arrive(case)
    before = len(_events(case))
    refused = False
    try:
        DEEDS[deed](case)
    except Refusal:
        refused = True
        case.people._settle()
    document = case.people.documents("extractions").get(case.extraction_id, {"state": "none"})
    told = tuple(
        name if name.startswith("Data") else f"({name})" for name in _events(case)[before:]
    )
    if (state, deed) in PERMITTED:
        assert not refused
        assert (document["state"], told) == PERMITTED[state, deed]
    else:
        assert (document["state"], told) == (expected, ())
        assert refused == ((state, deed) not in QUIET)


def test_the_table_holds_only_states_and_deeds_that_exist() -> None:
    assert set(PERMITTED) | QUIET <= set(EVERY_PAIR)
    assert {state for state, _ in STATES.values()} == set(ExtractionState)
