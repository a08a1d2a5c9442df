""".env.example names every setting that is read, and none that is not."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from gateway.settings import Settings as Gateway
from gateway.settings import SettingsFault
from services.applications.settings import Settings as Applications
from services.identity.settings import Settings as Identity
from services.kernel.eventkit.settings import FaultySettings, KernelSettings
from services.listings.settings import Settings as Listings
from services.listings.settings import WrongSettings
from services.messaging.settings import Settings as Messaging
from services.reporting.settings import Settings as Reporting

ROOT = Path(__file__).parents[2]
READERS: dict[str, Callable[[Mapping[str, str]], object]] = {
    "kernel": KernelSettings.from_env,
    "gateway": Gateway.from_env,
    "identity": Identity.from_env,
    "listings": Listings.from_env,
    "applications": Applications.from_env,
    "messaging": Messaging.from_env,
    "reporting": Reporting.from_env,
}


class Listening(Mapping[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.asked: set[str] = set()
        self._values = values

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def _asked_by(reader: Callable[[Mapping[str, str]], object]) -> set[str]:
    """What it asks of an empty environment, and of one that is filled."""
    asked = set()
    for values in ({}, _example()):
        environment = Listening(values)
        with contextlib.suppress(FaultySettings, SettingsFault, WrongSettings):
            reader(environment)
        asked |= environment.asked
    return asked


def _example() -> dict[str, str]:
    text = (ROOT / ".env.example").read_text()
    return dict(re.findall(r"^#?([A-Z][A-Z_]+)=(.*)$", text, re.MULTILINE))


def _named() -> set[str]:
    return set(_example())


def _filled_in_by_compose() -> set[str]:
    return set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))


@pytest.mark.parametrize("name", READERS)
def test_every_setting_that_is_read_is_named(name: str) -> None:
    asked = _asked_by(READERS[name])
    assert asked
    assert asked - _named() == set()


def test_every_setting_of_the_compose_file_is_named() -> None:
    assert _filled_in_by_compose() - _named() == set()


def test_no_setting_is_named_that_nobody_reads() -> None:
    read = {name for reader in READERS.values() for name in _asked_by(reader)}
    administrator = {"DATABASE_PASSWORD_ADMIN"}
    assert _named() - read - _filled_in_by_compose() - administrator == set()


def test_nothing_secret_has_a_value() -> None:
    text = (ROOT / ".env.example").read_text()
    secret = re.findall(r"^(\w*PASSWORD_?(?!LEAST|MOST|M|T)\w*)=(.*)$", text, re.MULTILINE)
    assert len(secret) >= 7
    assert [name for name, value in secret if value] == []
