"""Pictures of the main pages in var/screenshots, for people to look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.sample_world import Samples
from tests.support.browser import window_on
from tests.support.portal import Portal

FOLDER = Path(__file__).parents[2] / "var" / "screenshots"
PAGES = {
    "top": ("visitor", "/"),
    "search": ("visitor", "/jobs?keyword=給水"),
    "listing": ("visitor", "/listings/{data_number}"),
    "login": ("visitor", "/login"),
    "opening": ("visitor", "{opening}"),
    "mypage": ("individual", "/mypage"),
    "application": ("individual", "/mypage/applications/{application_id}"),
    "entry": ("organisation", "/organisation/listings/{draft_listing}/edit"),
    "received": ("organisation", "/organisation/applications/{application_id}"),
    "check": ("secretariat", "/office/listings/{pending_listing}"),
    "figures": ("secretariat", "/office/figures"),
    "survey": ("secretariat", "/office/surveys/{counted_survey}"),
}
WIDTHS = (390, 768, 1280)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_main_pages_fit_every_width_in_light_and_dark(
    samples: Samples, portal: Portal, tmp_path: Path, language: str
) -> None:
    too_wide = []
    with window_on(portal.url, tmp_path / "profile", language) as window:
        for name, (role, pattern) in PAGES.items():
            window.take_over(samples.token(role))
            path = pattern.format_map(samples.known)
            window.open(path + ("&" if "?" in path else "?") + f"lang={language}")
            for width in WIDTHS:
                for scheme in ("light", "dark"):
                    window.look(width, dark=scheme == "dark")
                    window.picture(FOLDER / f"{name}-{width}-{scheme}-{language}.png")
                if window.overflow() > 0:
                    too_wide.append((name, width, window.overflow()))
    assert too_wide == []
