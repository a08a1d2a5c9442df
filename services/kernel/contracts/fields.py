"""Fields of contract schemas: every broken rule is a code with parameters, never a sentence.

Messages have the form `code` or `code|name=value|name=value`; the gateway's catalogue holds the
text of each code in both languages.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

_MESSAGES = {
    "required": "required",
    "null": "required",
    "validator_failed": "invalid",
    "invalid": "invalid",
    "type": "invalid",
    "invalid_utf8": "invalid",
    "invalid_self": "invalid",
    "format": "invalid-date",
    "invalid_awareness": "invalid-date",
    "too_large": "too-large",
    "special": "invalid",
}


class _Coded(fields.Field[Any]):
    """Gives every standard message of marshmallow a code."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("error_messages", {})
        options["error_messages"] = {**_MESSAGES, **options["error_messages"]}
        super().__init__(**options)


class Text(_Coded, fields.String):
    """Text of `least` to `most` code points after line ends are made one (D-98).

    Leading and trailing white space is removed unless `exact`, and so is text of which nothing
    can be seen; control characters other than line ends and tabs are refused; empty text counts as
    missing when the field is required.
    """

    def __init__(
        self,
        *,
        most: int,
        least: int = 0,
        exact: bool = False,
        one_line: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.most, self.least, self.exact, self.one_line = most, least, exact, one_line

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = str(super()._deserialize(value, attr, data, **kwargs))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not self.exact:
            text = "" if _is_invisible(text) else text.strip()
        for character in text:
            if unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t":
                raise ValidationError("control-character")
        if self.one_line and "\n" in text:
            raise ValidationError("one-line")
        if not text and self.required:
            raise ValidationError("required")
        if text and len(text) < self.least:
            raise ValidationError(f"too-short|least={self.least}")
        if len(text) > self.most:
            raise ValidationError(f"too-long|most={self.most}")
        return text


class Id(Text):
    """The id of something: one line."""

    def __init__(self, *, most: int = 64, **options: Any) -> None:
        super().__init__(most=most, one_line=True, **options)


def _is_invisible(text: str) -> bool:
    """Whether it is nothing but spaces, line ends and signs without width."""
    return all(one.isspace() or unicodedata.category(one) in ("Cf", "Zs") for one in text)


class Choice(_Coded, fields.String):
    """One of the given values."""

    def __init__(self, values: Iterable[str], **options: Any) -> None:
        super().__init__(**options)
        self.values = tuple(str(value) for value in values)
        self.validators.append(validate.OneOf(self.values, error="not-a-choice"))


class Whole(_Coded, fields.Integer):
    """A whole number from `least` to `most`."""

    def __init__(self, *, least: int = 0, most: int = 2**53, **options: Any) -> None:
        super().__init__(strict=False, **options)
        self.validators.append(
            validate.Range(least, most, error=f"out-of-range|least={least}|most={most}")
        )


class Truth(_Coded, fields.Boolean):
    """Yes or no."""


class Day(_Coded, fields.Date):
    """A calendar day in Asia/Tokyo, ISO 8601; with `years` only in these, both included."""

    def __init__(self, *, years: tuple[int, int] | None = None, **options: Any) -> None:
        super().__init__(error_messages={"invalid": "invalid-date"}, **options)
        self.validators.extend(_in_years(years))


class Instant(_Coded, fields.AwareDateTime):
    """A moment with offset, ISO 8601; with `years` only in these, both included."""

    def __init__(self, *, years: tuple[int, int] | None = None, **options: Any) -> None:
        super().__init__(format="iso", error_messages={"invalid": "invalid-date"}, **options)
        self.validators.extend(_in_years(years))


LASTING = (1900, 2999)
"""Years of what is stored and reckoned with: far enough from where days and moments end."""


def _in_years(years: tuple[int, int] | None) -> Iterator[Callable[[date], None]]:
    if years is None:
        return
    first, last = years

    def check(value: date) -> None:
        if not first <= value.year <= last:
            raise ValidationError(f"year-out-of-range|least={first}|most={last}")

    yield check


class Items(_Coded, fields.List[Any]):
    """A list of at most `most` values of one field."""

    def __init__(
        self, inner: fields.Field[Any], *, most: int = 100, least: int = 0, **options: Any
    ):
        fields.List.__init__(
            self,
            inner,
            error_messages={**_MESSAGES, **options.pop("error_messages", {})},
            **options,
        )
        self.validators.append(
            validate.Length(min=least, max=most, error=f"wrong-count|least={least}|most={most}")
        )


class Part(fields.Nested):
    """A nested schema."""

    def __init__(self, schema: type[Schema], **options: Any) -> None:
        options["error_messages"] = {**_MESSAGES, **options.get("error_messages", {})}
        super().__init__(schema, **options)


class Payload(Schema):
    """The base of every schema of commands and queries: unknown keys are refused by name."""

    error_messages = {  # noqa: RUF012  (marshmallow's own class attribute)
        "unknown": "unknown-field",
        "type": "invalid",
    }


def problems_of(error: ValidationError) -> dict[str, list[tuple[str, dict[str, str | int]]]]:
    """The problems of a failed load by dotted field path, each as code and parameters."""
    found: dict[str, list[tuple[str, dict[str, str | int]]]] = {}
    _collect(error.normalized_messages(), "", found)  # type: ignore[no-untyped-call]
    return found


def _collect(
    messages: Any, path: str, found: dict[str, list[tuple[str, dict[str, str | int]]]]
) -> None:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            step = "" if key == "_schema" else str(key)
            _collect(inner, f"{path}.{step}".strip(".") if step else path, found)
        return
    for message in messages if isinstance(messages, list) else [messages]:
        code, *pairs = str(message).split("|")
        params: dict[str, str | int] = {}
        for pair in pairs:
            name, _, value = pair.partition("=")
            params[name] = int(value) if value.lstrip("-").isdigit() else value
        found.setdefault(path or "form", []).append((code, params))
