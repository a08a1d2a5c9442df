"""The one-time token of a form: a command id and the version of the data shown (D-64, GW-07)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer


@dataclass(frozen=True, slots=True)
class FormToken:
    """`command_key` makes every command of the form idempotent, `version` finds stale forms."""

    command_key: str
    version: int | None = None


class BadFormToken(Exception):
    """The form carries no token of this portal."""


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.extensions["settings"].secret, salt="form-token")


def new_form_token(version: int | None = None) -> str:
    """A token for a form that is shown now."""
    return str(_signer().dumps([secrets.token_urlsafe(15), version]))


def read_form_token(text: str) -> FormToken:
    """The token of a form that came back; raises `BadFormToken`."""
    try:
        command_key, version = _signer().loads(text)
        return FormToken(str(command_key), None if version is None else int(version))
    except (BadData, ValueError, TypeError):
        raise BadFormToken from None
