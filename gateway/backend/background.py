"""The threads beside the requests."""

from __future__ import annotations

from flask import Flask

from gateway.backend.event_listener import EventListener
from gateway.backend.view_sender import ViewSender


def start_background(app: Flask) -> None:
    """Starts hearing events (cache, change feed) and handing over counted views."""
    settings = app.extensions["settings"]
    EventListener(settings.amqp_uri, app.extensions["hearers"]).start()
    ViewSender(app.extensions["view_spool"], app.extensions["services"]).start()
