"""A file of its own for each language, so that both are looked at side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.accessibility import check_every_page
from tests.browser.sample_world import Samples
from tests.support.portal import Portal


@pytest.mark.timeout(1200)
def test_no_page_in_english_breaks_a_rule_of_accessibility(
    samples: Samples, portal: Portal, tmp_path: Path
) -> None:
    check_every_page(samples, portal, tmp_path, "en")
