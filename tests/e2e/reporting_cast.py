"""Staff and counted views for the tests of reporting on a running portal."""

from __future__ import annotations

from typing import Any

import requests

from deploy.local.demo.stage import OPERATOR, VISITOR
from tests.e2e.applying_cast import PASSWORD, Browser, Cast

SURVEY = {
    "kind": "organisation-satisfaction",
    "title": "PARTNER利用満足度アンケート",
    "title_en": "PARTNER satisfaction survey",
    "questions.0.text": "ポータルに満足していますか。",
    "questions.0.form": "scale",
    "questions.0.required": "true",
    "questions.1.text": "今後も利用しますか。",
    "questions.1.form": "one",
    "questions.1.options": "はい | Yes\nいいえ | No",
    "questions.1.required": "true",
    "questions.2.text": "ご意見をお書きください。",
    "questions.2.form": "text",
}


def staff(cast: Cast, role: str) -> Browser:
    """A browser in which an internal user of this role is logged in."""
    login_id = f"{role[:3]}-{cast.mark}"
    user = {
        "login_id": login_id,
        "name": "佐野",
        "roles": [role],
        "password": PASSWORD,
        "email": f"{login_id}@office.example",
    }
    cast.stage.ask("identity", "create_internal_user", user, OPERATOR, login_id)
    login = {"kind": "internal", "login_id": login_id, "password": PASSWORD}
    return Browser(
        cast.portal.url, str(cast.stage.ask("identity", "log_in", login, VISITOR)["token"])
    )


def view(cast: Cast, times: int) -> None:
    """Visitors open the page of the job, with a browser: machines are not counted."""
    person = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/128.0"}
    for _ in range(times):
        page = f"{cast.portal.url}/listings/{cast.data_number}"
        found = requests.get(page, headers=person, timeout=30)
        assert found.status_code == 200


def viewed(browser: Browser, cast: Cast) -> int:
    """How many views the downloaded table has for the job."""
    table: dict[str, Any] = browser.fetch("/office/figures/access.json?group_by=listing").json()
    rows = [row for row in table["rows"] if row["data_number"] == cast.data_number]
    return int(rows[0]["views"]) if rows else 0


def reads(browser: Browser, path: str, text: str) -> bool:
    """Whether the page says that now."""
    return text in browser.open(path)
