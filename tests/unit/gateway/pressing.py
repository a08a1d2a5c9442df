"""Pressing the button of a page."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


def press(client: FlaskClient, path: str, step: str = "", **values: Any) -> TestResponse:
    """Opens a page and presses its button with these values."""
    page = client.get(path).text
    form = page[page.index("<main") :]
    hidden = dict(re.findall(r'name="(csrf_token|_token)" value="([^"]*)"', form))
    return client.post(path, data={**hidden, **values, **({"_step": step} if step else {})})
