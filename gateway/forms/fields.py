"""The kinds of form fields: how each reads what a browser sends and shows what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import FileStorage, MultiDict

Label = Any  # a text or a lazy text
Choices = Iterable[tuple[str, Label]]
MISSING: Any = object()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    `kind` chooses the macro (`text`, `area`, `email`, `password`, `whole`, `day`, `select`,
    `radio`, `many`, `tick`, `file`, `hidden`); `name` is the payload's key, dotted for nested
    parts; `hint` stands under the label; `most` limits the length; `choices` may be a function
    that is asked when the form is shown.
    """

    name: str
    kind: str
    label: Label = ""
    hint: Label = ""
    required: bool = False
    most: int | None = None
    least: int | None = None
    rows: int = 6
    choices: Choices | Callable[[], Choices] = ()
    autocomplete: str | None = None
    placeholder: Label = ""
    inputmode: str | None = None
    accept: str | None = None
    width: str = "full"

    @property
    def offered(self) -> list[tuple[str, Label]]:
        """The choices as they stand now."""
        return list(self.choices() if callable(self.choices) else self.choices)

    def read(self, sent: MultiDict[str, str], files: Mapping[str, FileStorage]) -> Any:
        """The payload's value, or `MISSING` when nothing was entered."""
        if self.kind == "many":
            return sent.getlist(self.name)
        if self.kind == "tick":
            return sent.get(self.name) in ("true", "on", "1")
        if self.kind == "file":
            file = files.get(self.name)
            return file if file is not None and file.filename else MISSING
        value = sent.get(self.name)
        if value is None or (value.strip() == "" and self.kind != "password"):
            return MISSING
        if self.kind == "whole":
            plain = value.strip().replace(",", "")
            return int(plain) if plain.isdecimal() and len(plain) < 16 else value
        return value


def text(name: str, label: Label, **options: Any) -> Field:
    """One line of text."""
    return Field(name, "text", label, **options)


def area(name: str, label: Label, **options: Any) -> Field:
    """Several lines of text; shows how many characters are left when `most` is given."""
    return Field(name, "area", label, **options)


def email(name: str, label: Label, **options: Any) -> Field:
    """An e-mail address."""
    return Field(name, "email", label, **{"autocomplete": "email", "most": 254, **options})


def password(name: str, label: Label, **options: Any) -> Field:
    """A password; never shown again after a failed attempt."""
    return Field(name, "password", label, **options)


def whole(name: str, label: Label, **options: Any) -> Field:
    """A whole number."""
    return Field(name, "whole", label, **{"inputmode": "numeric", "width": "short", **options})


def day(name: str, label: Label, **options: Any) -> Field:
    """A calendar day."""
    return Field(name, "day", label, **{"width": "short", **options})


def select(name: str, label: Label, choices: Any, **options: Any) -> Field:
    """One of many choices."""
    return Field(name, "select", label, choices=choices, **options)


def radio(name: str, label: Label, choices: Any, **options: Any) -> Field:
    """One of few choices, all visible."""
    return Field(name, "radio", label, choices=choices, **options)


def many(name: str, label: Label, choices: Any, **options: Any) -> Field:
    """Any number of choices."""
    return Field(name, "many", label, choices=choices, **options)


def tick(name: str, label: Label, **options: Any) -> Field:
    """One box to tick."""
    return Field(name, "tick", label, **options)


def file(name: str, label: Label, **options: Any) -> Field:
    """One file; its value is the uploaded file, which `Form.payload` leaves out."""
    return Field(name, "file", label, **options)


def hidden(name: str) -> Field:
    """A value carried along."""
    return Field(name, "hidden")
