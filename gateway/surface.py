"""Two surfaces, one application: pages for people, the API for programs."""

from __future__ import annotations

from flask import request

API = "/api/v"


def is_api() -> bool:
    """Whether the request is for the JSON API; its reference at `/api/docs` is a page."""
    return request.path.startswith(API)
