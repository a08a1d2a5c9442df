"""A window of Chromium in which several people use the portal one after the other."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium.common.exceptions import (
    NoSuchElementException,
    StaleElementReferenceException,
    WebDriverException,
)
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

CHROMIUM, DRIVER = "/usr/bin/chromium", "/usr/bin/chromedriver"
PATIENCE = 30.0
# Under its own name a browser without a screen counts as a machine, whose views do not count.
AGENT = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36"
)
_ARRIVED = "return window.left === undefined && document.readyState === 'complete'"
_REFUSED = re.compile(r"Failed to load resource: .* status of (403|404|409|422)")
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",
    "--window-size=1280,900",
    f"--user-agent={AGENT}",
)


class Window:
    """What people do in a browser: open, fill in, press, read."""

    def __init__(self, driver: Chrome, url: str) -> None:
        self.driver, self._url = driver, url
        self._who = ""
        self._cookies: dict[str, list[dict[str, Any]]] = {}

    def sit_down(self, who: str) -> None:
        """The next person comes to the window, with the session they had when they left it."""
        if who == self._who:
            return
        self._cookies[self._who] = self.driver.get_cookies()
        self.driver.delete_all_cookies()
        for cookie in self._cookies.get(who, []):
            self.driver.add_cookie(cookie)
        self._who = who

    def take_over(self, token: str) -> None:
        """Goes on in a session that was started elsewhere, or without one."""
        if not self.driver.current_url.startswith(self._url):
            self.open("/healthz")
        self.driver.delete_all_cookies()
        if token:
            self.driver.add_cookie({"name": "session", "value": token})

    def open(self, path: str) -> str:
        """Shows a page; its text."""
        self.driver.get(self._url + path)
        return self.text

    @property
    def path(self) -> str:
        """Where the window is."""
        return self.driver.current_url.removeprefix(self._url)

    @property
    def text(self) -> str:
        """What can be read in the window; nothing between two pages."""
        try:
            return self.driver.find_element(By.TAG_NAME, "body").text
        except (NoSuchElementException, StaleElementReferenceException):
            return ""

    def fill(self, values: Mapping[str, str | bool]) -> None:
        """Fills in fields by their names; choices by value, ticks by true or false."""
        for name, value in values.items():
            found = self.driver.find_elements(By.CSS_SELECTOR, f'main [name="{name}"]')
            shown = [one for one in found if one.get_attribute("type") != "hidden"]
            assert shown, f"no field {name} on {self.path}"
            self._fill(name, shown, value)

    def _fill(self, name: str, found: list[WebElement], value: str | bool) -> None:
        kind = found[0].get_attribute("type")
        if kind in ("radio", "checkbox") and isinstance(value, str):
            [chosen] = [one for one in found if one.get_attribute("value") == value]
            chosen.click()
        elif isinstance(value, bool):
            if found[0].is_selected() != value:
                found[0].click()
        elif kind == "date" or found[0].tag_name == "select":
            # Typing a date depends on the language of the browser.
            self.driver.execute_script("arguments[0].value = arguments[1]", found[0], value)
        else:
            if kind != "file":
                found[0].clear()
            found[0].send_keys(value)

    def tick_all(self, name: str) -> None:
        """Ticks every box of this name."""
        for box in self.driver.find_elements(By.CSS_SELECTOR, f'main [name="{name}"]'):
            if not box.is_selected():
                box.click()

    def press(self, text: str, within: str = "main") -> str:
        """Presses the button or follows the link with this text; the text of the next page."""
        path = (
            f"//{within}//*[self::a or self::button][not(@aria-hidden)][normalize-space()='{text}']"
        )
        found = [one for one in self.driver.find_elements(By.XPATH, path) if one.is_displayed()]
        assert found, f"nothing to press: {text} on {self.path}\n{self.text}"
        self.driver.execute_script("window.left = false")
        found[0].click()
        # Between two pages Chromium may answer anything at all.
        waiting = WebDriverWait(self.driver, PATIENCE, ignored_exceptions=[WebDriverException])
        waiting.until(lambda driver: driver.execute_script(_ARRIVED))
        return self.text

    def look(self, width: int, *, dark: bool) -> None:
        """Sets the width of the window and the colour scheme of the person's device."""
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600},
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        script = "const e = document.documentElement; return e.scrollWidth - e.clientWidth"
        return int(self.driver.execute_script(script))

    def picture(self, file: Path) -> None:
        """A picture of the whole page."""
        taken = self.driver.execute_cdp_cmd(
            "Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True}
        )
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(taken["data"]))

    def complaints(self) -> list[str]:
        """What the browser itself complained about since the last time, but for refused forms."""
        found = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        told = [str(entry["message"]) for entry in found]
        return [one for one in told if not _REFUSED.search(one)]


@contextmanager
def window_on(url: str, profile: Path, language: str = "ja") -> Iterator[Window]:
    """A window with a new profile. Raises WebDriverException where Chromium is missing."""
    if not (Path(CHROMIUM).exists() and Path(DRIVER).exists()):
        raise WebDriverException("install chromium and chromium-driver")
    options = ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*_FLAGS, f"--user-data-dir={profile}", f"--lang={language}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"intl.accept_languages": language})
    options.set_capability("goog:loggingPrefs", {"browser": "WARNING"})
    driver = Chrome(options=options, service=ChromeService(DRIVER))
    try:
        driver.set_page_load_timeout(60)
        yield Window(driver, url)
    finally:
        driver.quit()
