"""Counting views of listing pages (LI-64): people only, not the owner, not internal users (D-59)."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from flask import current_app, g, request

from gateway.auth.sessions import current_viewer
from gateway.backend.view_spool import ViewSpool, is_bot
from gateway.clock import PortalClock

_log = logging.getLogger(__name__)


def count_view(listing_id: str, organisation_id: str) -> None:
    """Counts the opening of a public detail page; call it in the page's function.

    On a page kept by `@cached` it is counted again each time the page is shown.
    """
    g.counted_view = (listing_id, organisation_id)
    viewer = current_viewer()
    if viewer.is_internal or (
        viewer.organisation_id is not None and viewer.organisation_id == organisation_id
    ):
        return
    if request.method == "GET":
        keep_view(
            current_app.extensions["view_spool"],
            current_app.extensions["clock"],
            listing_id,
            request.environ,
        )


def keep_view(
    spool: ViewSpool, clock: PortalClock, listing_id: str, environ: Mapping[str, object]
) -> None:
    """Keeps one view of a visitor unless it is a machine's or a browser's guess ahead."""
    if is_bot(str(environ.get("HTTP_USER_AGENT", ""))) or "prefetch" in str(
        environ.get("HTTP_SEC_PURPOSE", "")
    ):
        return
    try:
        spool.add(listing_id, clock.today())
    except OSError as error:
        # A full disk must not keep anybody from reading.
        _log.error("view not counted: %s", type(error).__name__)
