"""axe on every page of the portal, in both languages, light and dark."""

from __future__ import annotations

from pathlib import Path

from tests.browser.page_routes import PageRoute, page_routes
from tests.browser.sample_world import Samples
from tests.support.axe import violations
from tests.support.browser import Window, window_on
from tests.support.portal import Portal

STATUS = "return performance.getEntriesByType('navigation')[0].responseStatus"


def _faults(window: Window, samples: Samples, route: PageRoute, language: str) -> list[str]:
    path = route.path(samples.known)
    path += ("&" if "?" in path else "?") + f"lang={language}"
    window.look(1280, dark=False)
    window.open(path)
    status = window.driver.execute_script(STATUS)
    faults = [] if status == 200 else [f"answered {status}"]
    if window.path.partition("?")[0] != path.partition("?")[0]:
        faults.append(f"led to {window.path}")
    # The colours are the same in both languages, and looking at them takes longest.
    faults += violations(window, without=() if language == "ja" else ("color-contrast",))
    if language == "ja":
        window.look(1280, dark=True)
        faults += [f"dark {one}" for one in violations(window, "color-contrast")]
    window.look(390, dark=False)
    if window.overflow() > 0:
        faults.append(f"wider than a telephone by {window.overflow()} pixels")
    return [f"{route.role} {path}: {fault}" for fault in faults]


def check_every_page(samples: Samples, portal: Portal, profile: Path, language: str) -> None:
    """No page of the route map breaks a rule, and none is left out."""
    samples.renew_links()
    routes = page_routes(profile)
    assert len(routes) > 90
    faults: list[str] = []
    visited: set[str] = set()
    present = ""
    with window_on(portal.url, profile / "profile", language) as window:
        for route in sorted(routes, key=lambda one: one.role):
            if route.role != present:
                window.take_over(samples.token(route.role))
                present = route.role
            faults += _faults(window, samples, route, language)
            visited.add(route.endpoint)
    assert faults == [], "\n".join(faults)
    assert visited == {route.endpoint for route in routes}
