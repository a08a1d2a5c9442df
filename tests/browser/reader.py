"""Somebody at a window who reads the portal in one language, and data in that language to type."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from gateway.language import COOKIE
from gateway.translations import catalogue
from tests.e2e.main_job_cast import People, eventually
from tests.support.browser import Window

STAFF_NAME = "佐野 律子"
# What is shown and marked as another language than the page's does not count as left over.
_JAPANESE = """
const found = [], allowed = arguments[0];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const here = walk.currentNode.parentElement;
  let text = walk.currentNode.textContent;
  for (const one of allowed) text = text.replaceAll(one, '');
  if (!/[\\u3041-\\u30fa\\u4e00-\\u9fff]/.test(text) || !here.checkVisibility()) continue;
  if (here.closest('[lang]').lang.startsWith('ja')) continue;
  found.push(text.trim());
}
return found"""


@dataclass
class Reader:
    """One person after the other at a window of one language."""

    people: People
    window: Window
    language: str

    def say(self, text: str, **params: Any) -> str:
        """That label as the reader sees it; it has to be translated."""
        if self.language == "ja":
            return text % params if params else text
        message = catalogue(self.language).get(text)
        assert message is not None, f"not translated: {text}"
        return str(message.string) % params if params else str(message.string)

    def of(self, japanese: str, english: str) -> str:
        """What the reader types."""
        return japanese if self.language == "ja" else english

    def is_now(self, token: str) -> None:
        """Goes on in that session; the empty one is a visitor's."""
        self.window.take_over(token)
        self.window.driver.add_cookie({"name": COOKIE, "value": self.language})

    def token(self) -> str:
        """The session that goes on in the window."""
        cookie = self.window.driver.get_cookie("session")
        assert cookie is not None, "nobody is logged in"
        return str(cookie["value"])

    def opens(self, path: str) -> str:
        """Opens an address in the language of the reader; what can be read there."""
        return self.window.open(path)

    def press(self, text: str, about: str = "", within: str = "main") -> str:
        """Presses what has this label; `about` is what readers of screens hear besides."""
        return self.window.press(self.say(text) + (f"（{about}）" if about else ""), within)

    def sees(self, *texts: str, **params: Any) -> None:
        """These labels can be read in the window now."""
        shown = self.window.text
        for text in texts:
            label = self.say(text, **params)
            assert label in shown, f"{label!r} is not on {self.window.path}\n{shown}"

    def hears(self, text: str) -> None:
        """A label whose values the portal chooses can be read, as far as they begin."""
        beginning = self.say(text).partition("%(")[0]
        assert beginning in self.window.text, f"{beginning!r} is not on {self.window.path}"

    def reads(self, path: str, shown: str) -> None:
        """Waits until the page says that; stays there."""

        def there() -> bool:
            return shown in self.window.open(path)

        self.until(there, f"{path} does not say {shown}")

    def turns_to(self, shown: str) -> None:
        """Goes through the pages of the list in the window to the one that says that."""
        start = self.window.path

        def there() -> bool:
            self.window.open(start)
            while shown not in self.window.text:
                if self.say("次へ") not in self.window.text.splitlines():
                    return False
                self.press("次へ")
            return True

        self.until(there, f"{start} does not say {shown}")

    def until(self, condition: Callable[[], bool], otherwise: str) -> None:
        """Waits patiently, with the window in the complaint."""
        try:
            eventually(condition, otherwise)
        except AssertionError:
            told = f"{otherwise}; {self.window.path}\n{self.window.text}"
            raise AssertionError(told) from None

    def understands(self, *data: str) -> None:
        """Nothing on the page but the data is in a language the reader did not choose."""
        if self.language != "ja":
            known = [*data, STAFF_NAME]
            left = self.window.driver.execute_script(_JAPANESE, known)
            assert left == [], f"{self.window.path}: {left}"

    def fill(self, values: Iterable[tuple[str, str | bool]]) -> None:
        """Fills in fields one by one, several choices of one field too."""
        for name, value in values:
            self.window.fill({name: value})
