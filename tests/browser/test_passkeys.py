"""Somebody registers a passkey in a browser and logs in with it, nothing typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.virtual_authenticator import VirtualAuthenticatorOptions

from services.kernel.contracts.relying_party import RelyingParty
from tests.e2e.main_job_accounts import open_account
from tests.e2e.main_job_cast import PASSWORD, People, eventually
from tests.support.browser import Window, window_on
from tests.support.portal import Portal


@contextmanager
def _authenticator(window: Window, *, verifies: bool) -> Iterator[None]:
    """A device with the browser that keeps passkeys and, or not, knows its user."""
    options = VirtualAuthenticatorOptions(
        transport=VirtualAuthenticatorOptions.Transport.INTERNAL,
        has_resident_key=True,
        has_user_verification=True,
        is_user_verified=verifies,
    )
    window.driver.add_virtual_authenticator(options)
    yield
    window.driver.remove_virtual_authenticator()


def _start(window: Window) -> None:
    """Presses the button that the script shows; the next page comes by itself."""
    [button] = window.driver.find_elements(By.CSS_SELECTOR, "[data-start]")
    eventually(button.is_displayed, "the script shows no button")
    button.click()


@pytest.mark.timeout(300)
def test_a_passkey_is_registered_and_opens_the_account(portal: Portal, tmp_path: Path) -> None:
    people = People(portal)
    open_account(people, people.client())
    address = RelyingParty.of(portal.url).origin
    with window_on(address, tmp_path / "profile") as window, _authenticator(window, verifies=True):
        window.open("/login")
        window.fill({"login_id": people.hanako, "password": PASSWORD})
        window.press("個人登録者ログイン")
        window.open("/security")
        window.press("パスキーを登録する")
        window.fill({"name": "花子のパソコン", "current_password": PASSWORD})
        shown = window.press("次へ")
        assert "花子のパソコン" in shown
        assert "JavaScript を有効にする必要があります" not in shown
        _start(window)
        eventually(lambda: "パスキーを登録しました。" in window.text, "it is not registered")
        [kept] = window.driver.get_credentials()
        assert kept.is_resident_credential
        assert people.hanako.encode() not in str(kept.user_handle).encode()
        window.press("ログアウト", within="header")
        window.open("/login")
        window.press("パスキーでログイン")
        _start(window)
        eventually(lambda: window.path == "/mypage", "it opens nothing")
        assert "花子のパソコン" in window.open("/security")
        window.press("ログアウト", within="header")
        assert window.complaints() == []


@pytest.mark.timeout(300)
def test_where_there_is_no_passkey_the_page_says_so_and_offers_the_password(
    portal: Portal, tmp_path: Path
) -> None:
    address = RelyingParty.of(portal.url).origin
    with window_on(address, tmp_path / "profile", "en") as window:
        with _authenticator(window, verifies=False):
            window.open("/login/passkey?lang=en")
            _start(window)
            eventually(lambda: "It was cancelled" in window.text, "nothing is said")
            assert "Log in with password" in window.text
        window.driver.get(f"{portal.url}/login/passkey?lang=en")
        assert f"Passkeys work at {address} only" in window.text
        assert window.complaints() == []
