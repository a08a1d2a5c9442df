"""Pages that decide something: filled in, looked over and sent, or done by one button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from marshmallow import Schema

from gateway.forms.form import Done, Form


@dataclass(frozen=True, slots=True)
class Turn:
    """What a page with a confirmation shows now (`form` or `confirm`), unless it is done."""

    step: str
    done: Done | None = None


def look_over(
    form: Form, service: str, operation: str, schema: type[Schema] | None, **about: Any
) -> Turn:
    """One request of a page with a confirmation (GW-41).

    Where there is nothing to fill in, and so no `schema`, the page begins with the confirmation.
    """
    if form.step == "send":
        done = form.send(service, operation, **about)
        return Turn("form" if schema else "confirm", done)
    if schema is None:
        return Turn("confirm")
    looks = form.step == "confirm" and form.check(schema, **about)
    return Turn("confirm" if looks else "form")


def press(form: Form, service: str, operation: str, **payload: Any) -> Done | None:
    """One request of a page that states what will happen, with one button that does it."""
    return form.send(service, operation, **payload) if form.submitted else None
