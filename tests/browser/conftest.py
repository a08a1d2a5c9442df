"""Something to look at, made once for all tests of pages."""

from __future__ import annotations

import pytest

from tests.browser.sample_world import Samples
from tests.contract.fuzz_world import World
from tests.e2e.main_job_cast import People
from tests.support.portal import Portal


@pytest.fixture(scope="module")
def samples(portal: Portal) -> Samples:
    """A portal with something to show on every page."""
    made = Samples(World(People(portal), ""))
    made.prepare()
    return made
