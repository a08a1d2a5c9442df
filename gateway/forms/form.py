"""Forms: declared once, then opened, sent, and shown again with their errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, g, redirect, request
from flask_babel import gettext
from marshmallow import Schema, ValidationError
from werkzeug.wrappers import Response

from gateway.auth.form_token import FormToken, new_form_token, read_form_token
from gateway.backend import backend
from gateway.forms.fields import MISSING, Field
from gateway.texts import problem_text, refusal_text
from services.kernel.contracts.fields import problems_of
from services.kernel.contracts.rpc import Refused

TOKEN = "_token"
STEP = "_step"


class FormKind:
    """The declaration of a form: its fields in order."""

    def __init__(self, *fields: Field) -> None:
        self.fields = {field.name: field for field in fields}

    def open(self, values: Mapping[str, Any] | None = None, *, version: int | None = None) -> Form:
        """The form of this request: what was sent by POST, otherwise `values`.

        `version` is the version of the data shown; it comes back as `form.version`. Raises
        `BadFormToken` for a POST that no form of the portal made.
        """
        if request.method == "POST":
            token_text = request.form.get(TOKEN, "")
            token = read_form_token(token_text)
            g.command_key = f"form:{token.command_key}"
            read = {
                name: value
                for name, field in self.fields.items()
                if (value := field.read(request.form, request.files)) is not MISSING
            }
            return Form(self, read, token_text, token, submitted=True)
        return Form.unsent(self, values or {}, version=version)


@dataclass(frozen=True, slots=True)
class Bound:
    """A field with its value and its errors, for the macros."""

    field: Field
    value: Any
    errors: tuple[str, ...]

    @property
    def id(self) -> str:
        """The element's id; the error summary links to it."""
        return "f-" + self.field.name.replace(".", "-")

    def shown(self) -> str:
        """The value in words, for confirmation pages."""
        if self.field.kind == "tick":
            return str(gettext("はい") if self.value else gettext("いいえ"))
        if self.field.kind in ("select", "radio", "many"):
            words = {value: str(label) for value, label in self.field.offered}
            chosen = self.value if isinstance(self.value, list) else [self.value]
            return "、".join(words.get(str(one), str(one)) for one in chosen if one)
        if self.field.kind == "day":
            return str(self.value or "").replace("-", "/")
        if self.field.kind == "password":
            return "••••••••"
        return str(self.value if self.value is not None else "")


class Form:
    """A form in one request."""

    def __init__(
        self,
        kind: FormKind,
        values: dict[str, Any],
        token_text: str,
        token: FormToken,
        *,
        submitted: bool,
    ) -> None:
        self.kind = kind
        self.values = values
        self.token_text = token_text
        self.version = token.version
        self.submitted = submitted
        self.problems: dict[str, list[str]] = {}
        self.refusal: str | None = None
        self.status = 200

    @classmethod
    def unsent(
        cls, kind: FormKind, values: Mapping[str, Any], *, version: int | None = None
    ) -> Form:
        """A form to show beside the one that this request sent."""
        token_text = new_form_token(version)
        flat = _flat(values)
        return cls(kind, flat, token_text, read_form_token(token_text), submitted=False)

    @property
    def step(self) -> str:
        """The value of the pressed button with the name `_step`."""
        return request.form.get(STEP, "") if self.submitted else ""

    @property
    def payload(self) -> dict[str, Any]:
        """The values as the operation expects them, without files; dots become nesting."""
        nested: dict[str, Any] = {}
        for name, value in self.values.items():
            if self.kind.fields[name].kind == "file":
                continue
            *outer, last = name.split(".")
            place = nested
            for part in outer:
                place = place.setdefault(part, {})
            place[last] = value
        return nested

    @property
    def files(self) -> dict[str, Any]:
        """The uploaded files by field name."""
        return {n: v for n, v in self.values.items() if self.kind.fields[n].kind == "file"}

    def __getitem__(self, name: str) -> Bound:
        field = self.kind.fields[name]
        return Bound(field, self.values.get(name), tuple(self.problems.get(name, ())))

    def __iter__(self) -> Iterator[Bound]:
        return (self[name] for name in self.kind.fields)

    def check(self, schema: type[Schema], **more: Any) -> bool:
        """Whether the values fit a contract schema, before a confirmation page; keeps problems."""
        try:
            schema().load({**self.payload, **more})
        except ValidationError as error:
            for name, found in problems_of(error).items():
                for code, params in found:
                    self.complain(name, {"code": code, "params": params})
            return False
        return True

    def send(self, service: str, operation: str, *, step: str = "", **more: Any) -> Done | None:
        """Sends the values to an operation.

        None means that it was refused and the form should be shown again: `page` then answers
        422 (or 409) with the problems at their fields. Not-found, forbidden and stale forms go
        to their error pages. Sending twice has one effect (D-64).
        """
        try:
            return Done(backend.call(service, operation, {**self.payload, **more}, step=step))
        except Refused as refused:
            if refused.kind not in ("invalid", "conflict") or refused.code == "stale-form":
                raise
            self.refuse(refused)
            return None

    def refuse(self, refused: Refused) -> None:
        """Takes over the problems of a refusal."""
        self.status = 422 if refused.kind == "invalid" else 409
        if not refused.fields:
            self.refusal = refusal_text(refused.code, refused.params)
        for name, found in refused.fields.items():
            for problem in found:
                self.complain(name, problem)

    def complain(self, name: str, problem: Mapping[str, Any]) -> None:
        """Adds a problem `{code, params}` to a field, or to the form when it has no such field."""
        if self.status == 200:
            self.status = 422
        while name not in self.kind.fields and "." in name:
            name = name.rpartition(".")[0]
        self.problems.setdefault(name, []).append(problem_text(problem))

    def summary(self) -> list[tuple[str | None, str]]:
        """Every error as (element id, sentence), for the error summary."""
        found: list[tuple[str | None, str]] = []
        if self.refusal:
            found.append((None, self.refusal))
        for bound in self:
            found += [(bound.id, f"{bound.field.label}: {text}") for text in bound.errors]
        for name, texts in self.problems.items():
            if name not in self.kind.fields:
                found += [(None, text if name == "form" else f"{name}: {text}") for text in texts]
        return found


class Done:
    """The answer of a command that a form sent."""

    def __init__(self, answer: Mapping[str, Any]) -> None:
        self.answer = answer

    def __getitem__(self, key: str) -> Any:
        return self.answer[key]

    @property
    def repeated(self) -> bool:
        """Whether the form had been received before and nothing happened now."""
        return bool(self.answer.get("repeated"))

    def to(self, url: str, message: str | None = None) -> Response:
        """Redirects with a message; a repeated form says that it was already received."""
        if self.repeated:
            flash(gettext("この操作はすでに受け付けています。二重には登録されません。"), "info")
        elif message:
            flash(message, "success")
        return redirect(url, 303)


def _flat(values: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, Mapping):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = value
    return flat
