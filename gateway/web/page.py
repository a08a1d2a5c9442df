"""Showing pages and registering them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Response, make_response, render_template, url_for

from gateway.auth.viewer import Role, Viewer
from gateway.forms.form import Form


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of a side menu.

    `area` is `jobs`, `trainings`, `mypage`, `organisation` or `office`; `group` is a heading
    inside it; entries are shown to `roles` (everybody when empty) for whom `when` holds, sorted
    by `order`. `values` are the parts of the address that the page leaves open.
    """

    area: str
    label: Any
    endpoint: str
    order: int = 100
    group: Any = ""
    roles: frozenset[Role] = frozenset()
    when: Callable[[Viewer], bool] | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where it leads."""
        return url_for(self.endpoint, **self.values)


class Pages(Blueprint):
    """A blueprint of pages with its menu entries; modules of `gateway.pages` name theirs `pages`."""

    def __init__(self, name: str, url_prefix: str = "", menu: Iterable[MenuEntry] = ()) -> None:
        super().__init__(name, "gateway", url_prefix=url_prefix or None)
        self.menu = tuple(menu)


def page(
    template: str, /, *, form: Form | None = None, status: int | None = None, **values: Any
) -> Response:
    """Renders a page; a form with problems makes it 422 or 409."""
    response = make_response(render_template(template, form=form, **values))
    response.status_code = status or (form.status if form is not None else 200)
    return response
