"""The entry form of a listing: what is in it, and refusals at its fields (LI-12).

Lists are usable without a script: places are rows of fields, other lists are lines of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, request

from gateway.backend import backend
from gateway.forms import FormKind
from gateway.forms.fields import Field
from gateway.forms.form import Done, Form
from gateway.pages.organisation_listings_fields import listing_fields
from gateway.pages.organisation_listings_occupations import occupations_of
from services.kernel.contracts.rpc import Refused

INPUT_MINUTES = 60
FEWEST_ROWS, ROWS_ADDED, MOST_ROWS = 2, 3, 30

_ROW = re.compile(r"content\.locations\.(\d{1,2})\.(country|prefecture|text)")
_LINES = ("recruiting_fields", "required_documents", "languages_needed")
_TICKS = ("web_application", "direct_application", "diverse_working")
_TEXTS = (
    "kind",
    "language",
    "title",
    "organisation_name",
    "application_method",
    "conditions",
    "description",
    "employment_type",
    "occupation_code",
    "contact",
    "source_url",
    "follows",
)
# A refusal of a whole part is shown at the first field of the part.
_SHOWN_AT = {
    "content.locations": "content.locations.0.country",
    "content.work_period": "content.work_period.start.day",
    "content.work_period.start": "content.work_period.start.day",
    "content.work_period.end": "content.work_period.end.day",
    "content.recruitment": "content.recruitment.start_on",
}


def open_form(
    content: Mapping[str, Any],
    *,
    version: int | None = None,
    extra: tuple[Field, ...] = (),
) -> Form:
    """The form of this request with these contents; `content` has at least kind and language.

    The button of step `rows` gives further rows for places, that of step `occupations` those to
    choose from.
    """
    kind = str(content["kind"])
    fields = listing_fields(kind, _rows(content), occupations_of(content))
    form = FormKind(*fields, *extra).open(
        {**_flat(content), "opened_at": current_app.extensions["clock"].now().isoformat()},
        version=version,
    )
    # Neither is chosen in the form itself.
    form.values["content.kind"] = kind
    form.values["content.language"] = content["language"]
    return form


def _rows(content: Mapping[str, Any]) -> int:
    if request.method != "POST":
        return min(MOST_ROWS, max(FEWEST_ROWS, len(content.get("locations") or ()) + 1))
    sent = [int(found[1]) for name in request.form if (found := _ROW.fullmatch(name))]
    added = ROWS_ADDED if request.form.get("_step") == "rows" else 0
    return min(MOST_ROWS, max([FEWEST_ROWS - 1, *sent]) + 1 + added)


def _flat(content: Mapping[str, Any]) -> dict[str, Any]:
    flat = {f"content.{name}": content.get(name) for name in (*_TEXTS, *_TICKS)}
    for name in _LINES:
        flat[f"content.{name}"] = "\n".join(content.get(name) or ())
    flat["content.occupations"] = list(content.get("occupations") or ())
    for row, place in enumerate(content.get("locations") or ()):
        for name in ("country", "prefecture", "text"):
            flat[f"content.locations.{row}.{name}"] = place[name]
    for part, point in (content.get("work_period") or {}).items():
        for name in ("day", "third"):
            flat[f"content.work_period.{part}.{name}"] = (point or {}).get(name)
    for name, value in (content.get("recruitment") or {}).items():
        flat[f"content.recruitment.{name}"] = value
    return {name: value for name, value in flat.items() if value is not None}


def content_of(form: Form) -> dict[str, Any]:
    """The contents in the shape of the operations; empty rows and lines are left out."""
    values = form.values
    content: dict[str, Any] = {
        name: value for name in _TEXTS if (value := values.get(f"content.{name}")) is not None
    }
    for name in _TICKS:
        content[name] = bool(values.get(f"content.{name}"))
    for name in _LINES:
        content[name] = _lines(str(values.get(f"content.{name}") or ""), name)
    content["occupations"] = list(values.get("content.occupations") or ())
    content["locations"] = [place for _, place in _places(form)]
    period = {
        part: {
            name: value
            for name in ("day", "third")
            if (value := values.get(f"content.work_period.{part}.{name}"))
        }
        for part in ("start", "end")
    }
    if period["start"] or period["end"]:
        content["work_period"] = {"start": period["start"], "end": period["end"] or None}
    recruitment = {
        name: value
        for name in ("start_on", "end_on")
        if (value := values.get(f"content.recruitment.{name}"))
    }
    if recruitment:
        content["recruitment"] = recruitment
    return content


def _lines(value: str, name: str) -> list[str]:
    if name == "recruiting_fields":
        value = value.replace("；", "\n")
    return [line.strip() for line in value.splitlines() if line.strip()]


def _places(form: Form) -> Iterator[tuple[int, dict[str, Any]]]:
    for row in range(MOST_ROWS):
        place = {
            name: value
            for name in ("country", "prefecture", "text")
            if (value := form.values.get(f"content.locations.{row}.{name}"))
        }
        if place:
            yield row, place


def ask(form: Form, operation: str, **more: Any) -> Any:
    """Carries out an operation with the contents; None when refused, the form then tells why.

    Not-found, forbidden and stale forms go to their error pages.
    """
    try:
        return backend.call("listings", operation, {"content": content_of(form), **more})
    except Refused as refused:
        if refused.kind not in ("invalid", "conflict") or refused.code == "stale-form":
            raise
        form.refuse(_at_fields(form, refused))
        return None


def send(form: Form, operation: str, **more: Any) -> Done | None:
    """Sends the contents as a command, together with when the form was opened (LI-14)."""
    opened_at = form.values.get("opened_at")
    answer = ask(form, operation, **more, **({"opened_at": opened_at} if opened_at else {}))
    return None if answer is None else Done(answer)


def _at_fields(form: Form, refused: Refused) -> Refused:
    rows = [row for row, _ in _places(form)]

    def place(name: str) -> str:
        found = _ROW.fullmatch(name)
        if found and int(found[1]) < len(rows):
            return f"content.locations.{rows[int(found[1])]}.{found[2]}"
        if name.startswith("content.occupations"):
            return "content.occupations"
        return _SHOWN_AT.get(name, name)

    fields = {place(name): found for name, found in refused.fields.items()}
    return Refused(
        {"code": refused.code, "kind": refused.kind, "fields": fields, "params": refused.params}
    )


def expiry(form: Form) -> dict[str, Any] | None:
    """Until when the input has to be saved, and the seconds left (LI-14, D-10)."""
    try:
        opened_at = datetime.fromisoformat(str(form.values.get("opened_at")))
        until = opened_at + timedelta(minutes=INPUT_MINUTES)
        left = (until - current_app.extensions["clock"].now()).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return {"until": until, "left": max(0, int(left))}
