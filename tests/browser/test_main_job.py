"""The main job in Chromium: one test, from nobody known to a survey counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser import main_job_after_publication as afterwards
from tests.browser import main_job_in_pages as pages
from tests.browser import main_job_registration as registration
from tests.browser.main_job_in_pages import Play
from tests.e2e.main_job_cast import People
from tests.support.browser import window_on
from tests.support.portal import Portal


@pytest.mark.timeout(600)
@pytest.mark.requirement("GW-03")
@pytest.mark.requirement("GW-41")
def test_the_main_job_is_done_in_the_browser(portal: Portal, tmp_path: Path) -> None:
    with window_on(portal.url, tmp_path / "profile") as window:
        play = Play(People(portal), window, tmp_path)
        first: tuple[Callable[[Play], None], ...] = (
            pages.open_account,
            pages.lock_and_reissue,
            pages.register,
            pages.draft_and_request,
        )
        for scene in first:
            scene(play)
        opens = pages.return_then_approve(play)
        pages.becomes_public(play, opens)
        for scene in (
            afterwards.apply,
            afterwards.handle,
            registration.become_full,
            afterwards.write_and_answer,
            afterwards.read_figures,
            afterwards.survey,
            afterwards.leave,
        ):
            scene(play)
        assert window.complaints() == []
