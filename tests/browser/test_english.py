"""An English reader opens an account, finds a job and applies; keywords complete themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.sample_world import Samples
from tests.e2e.main_job_cast import PASSWORD, PDF, People, eventually
from tests.support.axe import violations
from tests.support.browser import window_on
from tests.support.portal import Portal

SUGGESTED = "main [role=listbox]:not([hidden]) [role=option]"


@pytest.mark.timeout(300)
@pytest.mark.requirement("GW-05")
def test_an_english_reader_registers_searches_and_applies(
    samples: Samples, portal: Portal, tmp_path: Path
) -> None:
    people = People(portal)
    number = samples.known["data_number"]
    with window_on(portal.url, tmp_path / "profile", "en") as window:
        window.open("/")
        assert "Make what you know" in window.press("English", within="header")
        window.press("Log in", within="header")
        window.press("Register as an individual")
        window.fill({"email": people.hanako})
        window.press("Send me the link to register")
        window.open(people.link(people.hanako, "/account/opening/"))
        assert "Please check your input" in window.press("Register")
        window.fill(
            {
                "name": "Grace Banda",
                "birth_on": "1994-04-12",
                "password": PASSWORD,
                "password_again": PASSWORD,
                "agreed_terms": True,
                "agreed_privacy": True,
            }
        )
        assert "You are registered" in window.press("Register")
        window.press("Log in", within="main")
        window.fill({"login_id": people.hanako, "password": PASSWORD})
        assert "MyPage of Grace Banda" in window.press("Log in as an individual")
        window.open(f"/jobs?keyword={samples.world.people.mark}")
        window.open(f"/listings/{number}")
        assert "Items to confirm" in window.press("Apply for this")
        window.tick_all("confirmations")
        window.press("Apply for this")
        assert "Attach documents" in window.press("Go on to attach documents")
        file = tmp_path / "cv.pdf"
        file.write_bytes(PDF)
        [upload, *_] = window.driver.find_elements("css selector", "main input[type=file]")
        upload.send_keys(str(file))
        eventually(lambda: "The document was attached." in window.text, "it does not arrive")
        assert re.search(r"AP\d{8}", window.press("Apply"))
        assert "Application details" in window.press("Application details")
        window.press("Log out", within="header")
        assert window.complaints() == []


@pytest.mark.timeout(300)
@pytest.mark.requirement("LI-49")
def test_keywords_are_completed_while_they_are_typed(
    samples: Samples, portal: Portal, tmp_path: Path
) -> None:
    with window_on(portal.url, tmp_path / "profile", "en") as window:
        window.open(f"/listings/{samples.known['data_number']}")
        word = window.driver.find_element("css selector", "h1").text
        for path in ("/", "/jobs"):
            window.open(f"{path}?lang=en")
            field = window.driver.find_element("css selector", "input[name=keyword]")
            field.send_keys(word[:2])
            eventually(
                lambda: window.driver.find_elements("css selector", SUGGESTED),
                "nothing is suggested",
            )
            assert field.get_attribute("aria-expanded") == "true"
            assert violations(window) == []
            field.send_keys(Keys.ARROW_DOWN)
            chosen = window.driver.find_element("css selector", "[aria-selected=true]")
            assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
            keyword = chosen.text
            field.send_keys(Keys.ENTER)
            assert field.get_attribute("value") == keyword
            assert field.get_attribute("aria-expanded") == "false"
            field.send_keys(Keys.ENTER)
            eventually(lambda: "keyword=" in window.path, "the search is not sent")
            eventually(lambda: word in window.text, f"{keyword} does not find it")
            assert window.complaints() == []
