"""キャリア相談 on the pages of those who ask and of those who handle it (GW-16, GW-51, GW-55)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.unit.gateway.consulting_portal import ConsultingPortal
from tests.unit.gateway.pressing import press

MINE, OFFICE = "/mypage/consultations", "/office/consultations"
QUESTION = {"kind": "face-to-face", "subject": "働き方の相談", "body": "どう備えますか"}
MEETING = {"meets_at": "2024-05-20", "meets_time": "14:30", "place": "市ヶ谷"}


@pytest.fixture
def services() -> ConsultingPortal:
    return ConsultingPortal()


@pytest.fixture
def client(client: FlaskClient) -> FlaskClient:
    client.set_cookie("session", "token")
    return client


def menu(page: str) -> list[tuple[str, str]]:
    """Labels and addresses of the side menu."""
    side = page.split('<nav class="side"')[1].split("</nav>")[0]
    return [(label.strip(), url) for url, label in re.findall(r'href="([^"]*)"[^>]*>([^<]*)', side)]


@pytest.mark.requirement("ME-41")
@pytest.mark.requirement("GW-16")
def test_a_full_registrant_asks_from_the_menu_and_sees_what_becomes_of_it(
    client: FlaskClient, services: ConsultingPortal
) -> None:
    services.as_person()
    overview = client.get(MINE).text
    assert ("キャリア相談", MINE) in menu(overview)
    assert "申し込んだ相談はありません。" in overview
    faulty = press(client, f"{MINE}/new", "confirm", kind="", subject="", body="")
    assert faulty.status_code == 422
    confirm = press(client, f"{MINE}/new", "confirm", **QUESTION)
    assert "対面相談" in confirm.text
    assert "どう備えますか" in confirm.text
    shown = press(client, f"{MINE}/new", "send", **QUESTION, wishes="平日の午後").location
    assert shown is not None
    text = client.get(shown).text
    for expected in ("働き方の相談", "どう備えますか", "平日の午後", "申込"):
        assert expected in text
    assert f'href="{shown}"' in client.get(MINE).text
    assert "Face-to-face consultation" in client.get(f"{shown}?lang=en").text


@pytest.mark.requirement("ID-06")
@pytest.mark.requirement("ME-41")
def test_a_simple_registrant_is_led_to_full_registration(
    client: FlaskClient, services: ConsultingPortal
) -> None:
    services.as_person("job-seeker")
    overview = client.get(MINE).text
    assert ("キャリア相談", MINE) in menu(overview)
    assert 'href="/mypage/full-registration"' in overview.split("<main")[1]
    assert f'href="{MINE}/new"' not in overview
    assert client.get(f"{MINE}/new").location == MINE
    services.as_person()
    hidden = dict(
        re.findall(r'name="(csrf_token|_token)" value="([^"]*)"', client.get(f"{MINE}/new").text)
    )
    services.as_person("job-seeker")
    refused = client.post(f"{MINE}/new", data={**hidden, **QUESTION, "_step": "send"})
    assert refused.status_code == 403
    assert "国際協力人材登録を申請してください" in refused.text


@pytest.mark.requirement("ME-43")
@pytest.mark.requirement("GW-55")
def test_a_counsellor_handles_the_assigned_meeting_and_sees_no_other(
    client: FlaskClient, services: ConsultingPortal
) -> None:
    one, other = services.ask("face-to-face"), services.ask("face-to-face", subject="よその相談")
    services.sign_in("secretariat", account_id="staff-1")
    step = f"{OFFICE}/{one}"
    assert "相談 一郎" in client.get(f"{step}/assignment").text
    assert press(client, f"{step}/assignment", counsellor_id="").status_code == 422
    press(client, f"{step}/assignment", counsellor_id=services.counsellor)
    assert "相談 一郎" in client.get(step).text

    services.as_counsellor()
    listed = client.get(OFFICE).text
    assert "働き方の相談" in listed
    assert "よその相談" not in listed
    assert client.get(f"{OFFICE}/{other}").status_code == 404
    past = press(client, f"{step}/meeting", **{**MEETING, "meets_at": "2024-05-01"})
    assert past.status_code == 422
    assert "現在より後の日時" in past.text
    press(client, f"{step}/meeting", **MEETING)
    planned = client.get(f"{step}/new-date").text
    for value in ("2024-05-20", "14:30", "市ヶ谷"):
        assert f'value="{value}"' in planned
    assert press(client, f"{step}/new-date", **MEETING).status_code == 409
    press(client, f"{step}/new-date", **{**MEETING, "meets_time": "15:00"})
    assert "2024/05/20 15:00" in client.get(step).text
    assert press(client, f"{step}/holding").status_code == 409
    for stage in services.stages.values():
        stage.clock.at = stage.clock.at.replace(month=5, day=20)
    assert press(client, f"{step}/holding").location == step
    assert client.get(f"{step}/closing").status_code == 403

    services.as_person()
    text = client.get(f"{MINE}/{one}").text
    assert "2024/05/20 15:00" in text
    assert "市ヶ谷" in text
    assert "相談を取り消す" not in text
    services.as_counsellor(services.other_counsellor)
    assert client.get(step).status_code == 404


@pytest.mark.parametrize(
    ("given", "faulty"),
    [
        ({"meets_at": "2024-05-20"}, "meets_time"),
        ({"meets_time": "14:30"}, "meets_at"),
        ({"meets_at": "2024-05-20", "meets_time": "25:99"}, "meets_time"),
        ({"meets_at": "someday", "meets_time": "14:30"}, "meets_at"),
        ({}, "meets_at"),
    ],
)
def test_what_is_wrong_with_a_meeting_is_said_where_it_was_entered(
    client: FlaskClient, services: ConsultingPortal, given: dict[str, str], faulty: str
) -> None:
    one = services.ask("face-to-face")
    services.step("assign_counsellor", one, counsellor_id=services.counsellor)
    services.as_counsellor()
    sent = press(client, f"{OFFICE}/{one}/meeting", place="市ヶ谷", **given)
    assert sent.status_code == 422
    assert set(re.findall(r'href="#f-([a-z_]+)"', sent.text)) == {faulty}


@pytest.mark.requirement("ME-44")
@pytest.mark.requirement("ME-45")
def test_a_mail_consultation_is_checked_by_those_named_and_answered(
    client: FlaskClient, services: ConsultingPortal
) -> None:
    one = services.ask()
    step = f"{OFFICE}/{one}"
    services.sign_in("secretariat", account_id="staff-1")
    assert press(client, f"{step}/referral").status_code == 422
    asked = {"counsellor_ids": services.counsellor, "jica_person_ids": services.of_jica}
    press(client, f"{step}/referral", **asked, note="制度の面を")

    services.sign_in("jica-department", account_id=services.of_jica)
    assert "制度の面を" in client.get(step).text
    assert "山田" not in client.get(step).text.split("<main")[1]
    press(client, f"{step}/opinion", body="部署の意見です")
    services.as_counsellor()
    assert "部署の意見" not in client.get(step).text
    press(client, f"{step}/opinion", body="相談員の意見です")

    services.sign_in("secretariat", account_id="staff-1")
    page = client.get(step).text
    for expected in ("部署の意見です", "相談員の意見です", "部署 三郎", "相談 一郎"):
        assert expected in page
    confirm = press(client, f"{step}/answer", "confirm", body="まず書類から")
    assert "まず書類から" in confirm.text
    assert press(client, f"{step}/answer", "send", body="まず書類から").location == step
    press(client, f"{step}/closing")

    services.as_person()
    mine = client.get(f"{MINE}/{one}").text
    assert "まず書類から" in mine
    for internal in ("部署の意見", "相談員の意見", "制度の面", "相談 一郎"):
        assert internal not in mine


@pytest.mark.requirement("ME-46")
@pytest.mark.parametrize("role", ["counsellor", "jica-department", "hr-division"])
def test_who_was_given_nothing_finds_nothing(
    client: FlaskClient, services: ConsultingPortal, role: str
) -> None:
    one = services.ask()
    services.sign_in(role, account_id="somebody-else")
    assert "相談はありません。" in client.get(OFFICE).text
    for path in ("", "/opinion"):
        assert client.get(f"{OFFICE}/{one}{path}").status_code == 404


def test_the_secretariat_works_from_a_list_by_age_counted_at_home(
    client: FlaskClient, services: ConsultingPortal
) -> None:
    services.ask(subject="古い相談")
    for stage in services.stages.values():
        stage.clock.at = stage.clock.at.replace(day=10)
    services.ask("face-to-face", subject="新しい相談")
    done = services.ask(subject="済んだ相談")
    services.step("cancel_consultation", done)
    services.sign_in("secretariat", account_id="staff-1")

    listed = client.get(OFFICE).text
    assert listed.index("古い相談") < listed.index("新しい相談")
    assert "済んだ相談" not in listed
    rows = re.findall(r"<tr>.*?</tr>", listed.split("<tbody")[1], re.S)
    assert [re.findall(r'<td[^>]*class="number">\s*(\d+)', row) for row in rows] == [["3"], ["0"]]
    assert "済んだ相談" in client.get(f"{OFFICE}?status=cancelled").text
    faces = client.get(f"{OFFICE}?kind=face-to-face").text
    assert "新しい相談" in faces
    assert "古い相談" not in faces
    home = client.get("/office").text
    for label in ("対面相談（対応中）", "メール相談（対応中）"):
        counted = re.search(rf'{label}</a>\s*<span class="figure-value">(\d+)', home)
        assert counted is not None
        assert counted[1] == "1"


@pytest.mark.requirement("GW-55")
def test_a_counsellor_has_the_assigned_consultations_at_home_and_nothing_else_of_the_office(
    client: FlaskClient, services: ConsultingPortal
) -> None:
    one = services.ask("face-to-face")
    services.step("assign_counsellor", one, counsellor_id=services.counsellor)
    services.as_counsellor()
    home = client.get("/office").text
    assert "割り当てられたキャリア相談" in home
    assert "対面相談（対応中）" not in home
    offered = {url for _, url in menu(home)}
    assert OFFICE in offered
    assert not {url for url in offered if url.startswith("/office/") and url != OFFICE} - {
        "/office/role"
    }


@pytest.mark.requirement("ME-41")
def test_the_person_cancels_and_cannot_twice(
    client: FlaskClient, services: ConsultingPortal
) -> None:
    one = services.ask()
    services.as_person()
    assert "相談を取り消す" in client.get(f"{MINE}/{one}").text
    press(client, f"{MINE}/{one}/cancellation", reason="自分で解決しました")
    text = client.get(f"{MINE}/{one}").text
    assert "取消" in text
    assert "自分で解決しました" in text
    assert press(client, f"{MINE}/{one}/cancellation").status_code == 409
    services.sign_in("secretariat", account_id="staff-1")
    assert "自分で解決しました" in client.get(f"{OFFICE}/{one}").text
    press_again: Any = press(client, f"{OFFICE}/{one}/cancellation")
    assert press_again.status_code == 409


@pytest.mark.requirement("GW-07")
def test_a_form_opened_before_the_last_step_is_refused(
    client: FlaskClient, services: ConsultingPortal
) -> None:
    one = services.ask()
    services.sign_in("secretariat", account_id="staff-1")
    page = client.get(f"{OFFICE}/{one}/answer").text
    hidden = dict(re.findall(r'name="(csrf_token|_token)" value="([^"]*)"', page.split("<main")[1]))
    services.step("refer_consultation", one, counsellor_ids=[services.counsellor])
    sent = client.post(f"{OFFICE}/{one}/answer", data={**hidden, "body": "答え", "_step": "send"})
    assert sent.status_code == 409
    assert services.stages["messaging"].published[-1].type == "ConsultationReferred"
