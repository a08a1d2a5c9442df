"""SM-08 as a table, and the organisation's pages."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import NotFound, NotPermitted, Refusal, Role, StaleForm
from tests.support.rehearsal import as_staff
from tests.unit.applications.stage import (
    BODY,
    CHANGED,
    DECLINED,
    ENDED,
    FINISHED,
    HANAKO,
    OTHER_BODY,
    RESULT,
    TARO,
    Stage,
)

# state before, status chosen, events or refusal (requirements 9.8, D-72)
TABLE: list[tuple[str, str, list[str] | str]] = [
    ("draft", "under-selection", "not-found"),
    ("received", "received", []),
    ("received", "under-selection", [CHANGED]),
    ("received", "hired", [CHANGED, RESULT, FINISHED]),
    ("received", "not-hired", [CHANGED, RESULT, FINISHED]),
    ("received", "declined", [CHANGED, DECLINED, FINISHED]),
    ("under-selection", "received", "selection-cannot-go-back"),
    ("under-selection", "under-selection", []),
    ("under-selection", "hired", [CHANGED, RESULT, FINISHED]),
    ("under-selection", "not-hired", [CHANGED, RESULT, FINISHED]),
    ("under-selection", "declined", [CHANGED, DECLINED, FINISHED]),
    *[
        (final, status, ENDED)
        for final in ("hired", "not-hired", "declined", "cancelled")
        for status in ("received", "under-selection", "hired", "not-hired", "declined")
    ],
]


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.mark.requirement("AP-39")
@pytest.mark.requirement("AP-43")
@pytest.mark.parametrize(("state", "status", "outcome"), TABLE)
def test_a_status_is_changed_by_the_table_of_sm_08(
    stage: Stage, state: str, status: str, outcome: list[str] | str
) -> None:
    application_id = stage.in_state(state)
    before = len(stage.told())

    if isinstance(outcome, str):
        with pytest.raises(Refusal, match=outcome):
            stage.change_status(application_id, status)
        assert stage.told()[before:] == []
    else:
        stage.change_status(application_id, status)
        assert stage.told()[before:] == outcome


@pytest.mark.requirement("AP-27")
def test_a_result_moves_the_application_to_the_finished_ones_at_once(stage: Stage) -> None:
    application_id = stage.in_state("hired")

    shown = stage.mine(application_id)
    assert (shown["status"], shown["finished"]) == ("hired", True)
    for state, total in (("open", 0), ("finished", 1)):
        found = stage.run("find_my_applications", {"state": state}, HANAKO)
        assert found["total"] == total


def test_the_same_status_again_carries_a_notice_or_remarks(stage: Stage) -> None:
    application_id = stage.apply()

    stage.change_status(application_id, "received", notify=True)
    stage.change_status(application_id, "received", remarks_of_institution="面接へ")

    assert stage.told()[-2:] == [CHANGED, CHANGED]
    assert [event.data["notify"] for event in stage.published[-2:]] == [True, False]


@pytest.mark.requirement("AP-41")
def test_the_remarks_of_the_institution_never_reach_the_applicant(stage: Stage) -> None:
    application_id = stage.apply()
    stage.change_status(application_id, "under-selection", remarks_of_institution="内緒の話")

    details = stage.run("get_application", {"application_id": application_id}, BODY)
    assert details["remarks_of_institution"] == "内緒の話"
    applicants = (stage.mine(application_id), stage.run("find_my_applications", {}, HANAKO))
    for text in (repr(applicants), repr(stage.published), repr(stage.events())):
        assert "内緒の話" not in text
        assert "remarks_of_institution" not in text


@pytest.mark.requirement("AP-42")
def test_a_batch_gives_each_application_its_own_event(stage: Stage) -> None:
    first, second = stage.apply(HANAKO), stage.apply(TARO)
    stage.change_status(second, "hired")
    before = len(stage.told())
    payload = {
        "applications": [{"application_id": first}, {"application_id": second}],
        "status": "under-selection",
        "notify": True,
    }

    done = stage.run("change_application_statuses", payload, BODY, command_id="batch")

    assert [one["application_id"] for one in done["changed"]] == [first]
    assert done["refused"] == [{"application_id": second, "code": ENDED}]
    again = stage.run("change_application_statuses", payload, BODY, command_id="batch")
    assert again["changed"][0]["repeated"]
    assert stage.told()[before:] == [CHANGED]


def test_a_batch_of_which_nothing_can_be_changed_is_refused(stage: Stage) -> None:
    payload = {
        "applications": [{"application_id": stage.apply()}],
        "status": "hired",
        "notify": False,
    }
    with pytest.raises(NotFound):
        stage.run("change_application_statuses", payload, OTHER_BODY)


@pytest.mark.requirement("AP-44")
@pytest.mark.requirement("GW-06")
def test_an_organisation_sees_and_changes_only_its_own_applications(stage: Stage) -> None:
    application_id = stage.apply()

    with pytest.raises(NotFound):
        stage.run("get_application", {"application_id": application_id}, OTHER_BODY)
    with pytest.raises(NotFound):
        stage.run("find_applications_of_listing", {"listing_id": "job-1"}, OTHER_BODY)
    with pytest.raises(NotFound):
        stage.change_status(application_id, "hired", OTHER_BODY)
    with pytest.raises(NotPermitted):
        stage.change_status(application_id, "hired", HANAKO)
    assert stage.run("find_application_counts", {}, OTHER_BODY) == {"items": [], "total": 0}


def test_a_stale_form_changes_nothing(stage: Stage) -> None:
    application_id = stage.apply()
    version = stage.run("get_application", {"application_id": application_id}, BODY)["version"]
    stage.change_status(application_id, "under-selection", expected_version=version)

    with pytest.raises(StaleForm):
        stage.change_status(application_id, "hired", expected_version=version)


@pytest.mark.requirement("AP-37")
@pytest.mark.requirement("AP-45")
def test_listings_are_shown_with_their_numbers_of_applicants(stage: Stage) -> None:
    later = "2024-05-02T00:00:00+09:00"
    stage.publish_listing("training-1", kind="training", title="研修", published_at=later)
    stage.apply(HANAKO)
    cancelled = stage.apply(TARO)
    stage.run("cancel_application", {"application_id": cancelled}, TARO)
    stage.draft(TARO, listing_id="training-1")

    found = stage.run("find_application_counts", {}, BODY)

    assert [(one["title"], one["applicants"]) for one in found["items"]] == [
        ("研修", 0),
        ("保健の専門家", 1),
    ]


@pytest.mark.requirement("AP-38")
def test_the_organisation_reads_an_application_in_full(stage: Stage) -> None:
    application_id = stage.draft()
    stage.attach(application_id)
    stage.submit(application_id)

    listed = stage.run("find_applications_of_listing", {"listing_id": "job-1"}, BODY)
    details = stage.run("get_application", {"application_id": application_id}, BODY)

    assert listed["total"] == 1
    assert listed["items"][0]["applicant_name"] == "山田花子"
    assert listed["items"][0]["reception_id"] == details["reception_id"] == "AP00000001"
    assert details["remarks"] == "よろしくお願いします"
    assert [one["name"] for one in details["documents"]] == ["履歴書.pdf"]


def test_a_draft_is_not_shown_to_the_organisation(stage: Stage) -> None:
    application_id = stage.draft()

    assert stage.run("find_applications_of_listing", {"listing_id": "job-1"}, BODY)["total"] == 0
    with pytest.raises(NotFound):
        stage.run("get_application", {"application_id": application_id}, BODY)


@pytest.mark.parametrize(
    ("state", "status", "outcome"),
    [
        ("received", "hired", "only-final-status-corrected"),
        ("cancelled", "hired", "only-final-status-corrected"),
        ("hired", "hired", []),
        ("hired", "not-hired", [CHANGED, RESULT]),
        ("not-hired", "declined", [CHANGED, DECLINED]),
        ("declined", "hired", [CHANGED, RESULT]),
    ],
)
def test_the_secretariat_corrects_a_wrong_final_status(
    stage: Stage, state: str, status: str, outcome: Any
) -> None:
    payload = {"application_id": stage.in_state(state), "status": status, "notify": False}
    before = len(stage.told())

    if isinstance(outcome, str):
        with pytest.raises(Refusal, match=outcome):
            stage.run("correct_application_status", payload, as_staff())
    else:
        stage.run("correct_application_status", payload, as_staff())
        assert stage.told()[before:] == outcome
    with pytest.raises(NotPermitted):
        stage.run("correct_application_status", payload, BODY)
    with pytest.raises(NotPermitted):
        stage.run("correct_application_status", payload, as_staff(Role.COUNSELLOR))
