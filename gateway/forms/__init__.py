"""Forms of pages: `from gateway.forms import FormKind, text, day`."""

from gateway.forms.fields import (
    Field,
    area,
    day,
    email,
    file,
    hidden,
    many,
    password,
    radio,
    select,
    text,
    tick,
    whole,
)
from gateway.forms.form import Done, Form, FormKind

__all__ = [
    "Done",
    "Field",
    "Form",
    "FormKind",
    "area",
    "day",
    "email",
    "file",
    "hidden",
    "many",
    "password",
    "radio",
    "select",
    "text",
    "tick",
    "whole",
]
