"""Something to look at, made once for all tests of pages, and a window in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.browser.reader import Reader
from tests.browser.sample_world import Samples
from tests.contract.fuzz_world import World
from tests.e2e.main_job_cast import People
from tests.support.browser import Window, window_on
from tests.support.portal import Portal


@pytest.fixture(scope="module")
def samples(portal: Portal) -> Samples:
    """A portal with something to show on every page."""
    made = Samples(World(People(portal), ""))
    made.prepare()
    return made


@pytest.fixture(scope="session")
def window_in(
    portal: Portal, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Window]]:
    """The one window of a language, opened when it is first asked for."""
    opened: dict[str, Window] = {}
    with ExitStack() as stack:

        def window_in(language: str) -> Window:
            if language not in opened:
                profile = tmp_path_factory.mktemp("window") / "profile"
                opened[language] = stack.enter_context(window_on(portal.url, profile, language))
            return opened[language]

        yield window_in


@pytest.fixture(params=["ja", "en"])
def reader(
    request: pytest.FixtureRequest, portal: Portal, window_in: Callable[[str], Window]
) -> Iterator[Reader]:
    """Somebody who reads Japanese, then somebody who reads English; the browser complains of none."""
    window = window_in(request.param)
    somebody = Reader(People(portal), window, request.param)
    somebody.is_now("")
    window.complaints()
    yield somebody
    # A portal that is short of time says so; the reader waits and goes on.
    assert [one for one in window.complaints() if "status of 503" not in one] == []
