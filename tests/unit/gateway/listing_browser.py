"""A browser on the pages of listings: opens forms, fills them in, presses buttons."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gateway.clock import PortalClock
from tests.unit.gateway.rehearsed_listings import RehearsedListings

_INPUT = re.compile(r"<input\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
FILLED = {
    "content.title": "水資源の専門家",
    "content.recruiting_fields": "援助アプローチ／戦略／手法\n水資源",
    "content.employment_type": "fixed-term",
    "content.locations.0.country": "KE",
    "content.locations.0.text": "ナイロビ",
    "content.work_period.start.day": "2024-08-20",
    "content.work_period.start.third": "late",
    "content.recruitment.start_on": "2024-05-01",
    "content.recruitment.end_on": "2024-06-30",
    "content.description": "流域の水資源を管理する。",
    "content.conditions": "修士号。",
    "content.application_method": "書類を添付して応募する。",
    "content.required_documents": "履歴書\n職務経歴書",
    "content.web_application": "true",
}
"""Every mandatory item of a job, and a few more."""


class RehearsedClock(PortalClock):
    """The clock of the rehearsed service."""

    def __init__(self, services: RehearsedListings) -> None:
        super().__init__()
        self._services = services

    def now(self) -> datetime:
        """The moment on the stage."""
        return self._services.stage.clock.now().astimezone(UTC)


def browser(app: Flask, services: RehearsedListings) -> FlaskClient:
    """A browser with the session of whoever is signed in."""
    app.extensions["clock"] = RehearsedClock(services)
    client = app.test_client()
    client.set_cookie("session", "token")
    return client


def hidden(page: str, among: str = "") -> dict[str, Any]:
    """The hidden fields of the form whose part `among` is in, or of the last form."""
    forms = [
        part for part in re.findall(r"<form\b.*?</form>", page, re.S) if 'method="post"' in part
    ]
    form = next((part for part in forms if among and among in part), forms[-1])
    found: dict[str, Any] = {}
    for tag in _INPUT.findall(form):
        attributes = dict(_ATTRIBUTE.findall(tag))
        if attributes.get("type") == "hidden":
            found[attributes["name"]] = unescape(attributes["value"])
    return found


def press(
    client: FlaskClient, url: str, page: str, step: str, values: dict[str, Any], among: str = ""
) -> TestResponse:
    """Sends a form that was shown, with these values and the button of this step."""
    pressed = {"_step": step} if step else {}
    return client.post(url, data={**hidden(page, among), **values, **pressed})
