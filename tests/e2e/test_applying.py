"""Applying, handling applications and writing mails on a running portal (browser and API)."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
import requests

from deploy.local.processes import wait_until
from gateway.pages.application_documents import field_for
from tests.e2e.applying_cast import Browser, Cast, cast_on
from tests.support.portal import Portal

PDF = b"%PDF-1.7\n" + b"hanako" * 200_000
TICKS = ["method-agreed", "qualifications-met", "documents-ready"]


@pytest.fixture
def cast(portal: Portal) -> Cast:
    return cast_on(portal)


def applied(cast: Cast, browser: Browser) -> str:
    """Hanako applies with both documents; her application's path."""
    ticked = {"confirmations": TICKS}
    browser.open(f"/listings/{cast.data_number}/apply")
    browser.open(f"/listings/{cast.data_number}/apply/form", params=ticked)
    values = [("confirmations", tick) for tick in TICKS]
    browser.send(
        [*values, ("remarks", "早く働けます")], to=f"/listings/{cast.data_number}/apply/form"
    )
    assert "応募書類の添付" in browser.shown
    documents = browser.path
    browser.send({"_step": "attach"}, {field_for("履歴書"): ("履歴書.pdf", PDF)}, to=documents)
    assert "書類を添付しました。" in browser.shown
    files = {field_for("職務経歴書"): ("職務経歴書.pdf", b"%PDF-1.7\nwork")}
    browser.send({"_step": "send"}, files, to=documents)
    assert "応募が完了しました" in browser.shown
    return browser.path.removesuffix("/complete")


@pytest.mark.requirement("AP-08")
@pytest.mark.requirement("AP-38")
@pytest.mark.requirement("AP-40")
def test_an_application_goes_from_the_applicant_to_the_organisation_and_back(cast: Cast) -> None:
    hanako = cast.browser("individual")
    refused = hanako.open(
        f"/listings/{cast.data_number}/apply/form", 422, params={"confirmations": TICKS[:1]}
    )
    assert "確認事項のすべてにチェックを入れてください。" in refused
    mine = applied(cast, hanako)
    reception_id = re.search(r"AP\d{8}", hanako.shown)
    assert reception_id is not None
    assert "応募を受け付けました。" in hanako.open(mine)
    again = hanako.open(f"/listings/{cast.data_number}/apply")
    assert "すでに応募しています" in again

    body = cast.browser("organisation")
    assert wait_until(
        lambda: (
            'aria-label="給水プロジェクト・コーディネーター: 応募者数 1"'
            in body.open("/organisation/applications")
        ),
        15,
    )
    listed = body.open(f"/organisation/applications/listings/{cast.listing_id}")
    assert "山田 花子" in listed
    application_id = mine.rpartition("/")[2]
    path = f"/organisation/applications/{application_id}"
    shown = body.open(path)
    assert reception_id[0] in shown
    links = re.findall(rf'href="({path}/documents/[^"]+)"', shown)
    answer = body.fetch(links[0])
    assert answer.content == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    with zipfile.ZipFile(io.BytesIO(body.fetch(f"{path}/documents.zip").content)) as archive:
        assert len(archive.namelist()) == 2
        assert archive.testzip() is None

    change_status(body, path, "under-selection", notify="true")
    mails = cast.portal.mails(cast.applicant, 3)
    assert wait_until(lambda: "選考中" in hanako.open(mine), 15)
    assert "書類は良好" not in hanako.shown
    change_status(body, path, "hired", notify="false")
    assert wait_until(lambda: "採用が決まりました。" in hanako.open(mine), 15)
    assert len(cast.portal.mails_now(cast.applicant)) == len(mails)
    assert "応募状況" in hanako.open("/mypage/mailbox")


def change_status(body: Browser, path: str, status: str, notify: str) -> None:
    body.open(f"{path}/status")
    chosen = {"status": status, "notify": notify, "remarks_of_institution": "書類は良好"}
    body.send({**chosen, "_step": "confirm"})
    assert "応募状況の変更の確認" in body.shown
    body.send({**chosen, "_step": "send"}, to=f"{path}/status")
    assert "応募状況を変更しました" in body.shown


@pytest.mark.requirement("AP-33")
def test_an_application_is_cancelled_within_a_day_and_not_later(cast: Cast) -> None:
    hanako = cast.browser("individual")
    mine = applied(cast, hanako)
    hanako.open(f"{mine}/cancel")
    hanako.send({})
    assert "応募を取り消しました。" in hanako.shown

    second = applied(cast, hanako)
    assert second != mine
    cast.log_out(hanako)
    cast.forward(25)
    hanako = cast.browser("individual")
    assert "応募を取消</a>" not in hanako.open(second)
    assert "団体に直接お伝えください" in hanako.shown


@pytest.mark.requirement("ME-02")
@pytest.mark.requirement("ME-04")
def test_a_mail_is_written_answered_and_read_on_both_sides(cast: Cast) -> None:
    hanako = cast.browser("individual")
    hanako.open(f"/listings/{cast.data_number}/mail")
    assert "みずのかけはし" in hanako.shown
    hanako.send(
        {"type": "question-on-listing", "subject": "勤務地について", "body": "どこですか。"}
    )
    assert "勤務地について" in hanako.shown

    body = cast.browser("organisation")
    assert wait_until(lambda: "勤務地について" in body.open("/organisation/mails"), 15)
    link = re.search(r'href="(/organisation/mails/[^"?]+)"', body.shown)
    assert link is not None
    body.open(link[1])
    answer = {"subject": "Re: 勤務地について", "body": "ルサカです。", "reply_address": ""}
    body.send({**answer, "_step": "confirm"})
    body.send({**answer, "_step": "send"}, to=link[1])
    assert "返信を送信しました。" in body.shown

    mail = cast.portal.mails(cast.applicant, 3)[-1]
    assert "ルサカです。" in mail.text
    assert wait_until(lambda: "Re: 勤務地について" in hanako.open("/mypage/mailbox"), 15)
    message = re.search(r'href="(/mypage/mailbox/(?!sent)[^"?]+)"', hanako.shown)
    assert message is not None
    assert f"mailto:{cast.institution}" in hanako.open(message[1])


@pytest.mark.requirement("AP-42")
def test_the_api_does_the_same(cast: Cast) -> None:
    def call(kind: str, method: str, path: str, **more: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {sessions[kind]}", **seen.get(kind, {})}
        answer = requests.request(
            method, f"{cast.portal.url}/api/v1{path}", headers=headers, timeout=60, **more
        )
        assert answer.status_code < 300, (path, answer.text)
        if "Kakehashi-After" in answer.headers:
            seen[kind] = {"Kakehashi-After": answer.headers["Kakehashi-After"]}
        return answer

    sessions = {kind: cast.token(kind) for kind in ("individual", "organisation")}
    seen: dict[str, dict[str, str]] = {}
    form = call("individual", "GET", f"/listings/{cast.listing_id}/application-form").json()
    body = {"listing_id": cast.listing_id, "confirmations": form["confirmations"]}
    draft = call("individual", "POST", "/applications", json=body).json()["application_id"]
    for name in form["required_documents"]:
        query = {"name": f"{name}.pdf", "fulfils": name}
        call("individual", "POST", f"/applications/{draft}/documents", params=query, data=PDF)
    done = call("individual", "POST", f"/applications/{draft}/submission", json={}).json()
    assert done["reception_id"].startswith("AP")
    mine = call("individual", "GET", f"/applications/{draft}").json()
    assert [one["size"] for one in mine["documents"]] == [len(PDF)] * 2

    seen["organisation"] = seen["individual"]
    received = call("organisation", "GET", f"/listings/{cast.listing_id}/applications").json()
    assert [one["applicant_name"] for one in received["items"]] == ["山田 花子"]
    choice = {"status": "hired", "notify": True, "applications": [{"application_id": draft}]}
    changed = call("organisation", "PUT", "/application-statuses", json=choice).json()
    assert [one["application_id"] for one in changed["changed"]] == [draft]
    archive = call(
        "organisation", "POST", "/application-archives", json={"application_ids": [draft]}
    )
    with zipfile.ZipFile(io.BytesIO(archive.content)) as opened:
        assert all(opened.read(name) == PDF for name in opened.namelist())

    mail = {
        "organisation_id": cast.organisation_id,
        "listing_id": cast.listing_id,
        "type": "other",
        "subject": "お礼",
        "body": "ありがとうございます。",
    }
    sent = call("individual", "POST", "/organisation-mails", json=mail).json()["mail_id"]
    seen["organisation"] = seen["individual"]
    answer = {"subject": "こちらこそ", "body": "よろしくお願いします。"}
    call("organisation", "POST", f"/organisation-mails/{sent}/answers", json=answer)
    assert call("organisation", "GET", f"/organisation-mails/{sent}").json()["answered"]
    seen["individual"] = seen["organisation"]
    subjects = [one["subject"] for one in call("individual", "GET", "/messages").json()["items"]]
    assert "こちらこそ" in subjects
