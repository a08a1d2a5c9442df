"""Side menus, put together from the entries of all pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask, request
from markupsafe import Markup

from gateway.auth.viewer import Viewer
from gateway.web.page import MenuEntry

FOOTER = "footer"


class Menus:
    """All menu entries by area."""

    def __init__(self) -> None:
        self._entries: list[MenuEntry] = []
        self._footers: dict[tuple[str, str], Markup] = {}

    def add(self, entries: Iterable[MenuEntry]) -> None:
        """Adds the entries of one blueprint."""
        self._entries.extend(entries)
        self._entries.sort(key=lambda entry: entry.order)

    def check(self, app: Flask) -> None:
        """Raises `LookupError` for an entry that leads nowhere, or is in the footer for some only."""
        for entry in self._entries:
            if entry.endpoint not in app.view_functions:
                raise LookupError(f"menu entry to unknown page {entry.endpoint}")
            if entry.area == FOOTER and (entry.roles or entry.when):
                raise LookupError(f"the footer is the same for everybody, not so {entry.endpoint}")

    def of(self, area: str, viewer: Viewer) -> list[tuple[Any, list[MenuEntry]]]:
        """The entries of an area for a viewer, by group."""
        groups: dict[str, tuple[Any, list[MenuEntry]]] = {}
        for entry in self._entries:
            is_theirs = not entry.roles or viewer.role in entry.roles
            if entry.area == area and is_theirs and (entry.when is None or entry.when(viewer)):
                groups.setdefault(str(entry.group), (entry.group, []))[1].append(entry)
        return list(groups.values())

    def footer_links(self, language: str) -> Markup:
        """The entries of the footer as list items, which stay as they are once made."""
        key = (request.script_root, language)
        made = self._footers.get(key)
        if made is None:
            item = Markup('<li><a href="{}">{}</a></li>\n')
            links = [
                item.format(entry.url, str(entry.label))
                for entry in self._entries
                if entry.area == FOOTER
            ]
            made = self._footers[key] = Markup("").join(links)
        return made

    @staticmethod
    def is_current(entry: MenuEntry) -> bool:
        """Whether the page shown is the entry's."""
        values = request.view_args or {}
        return request.endpoint == entry.endpoint and all(
            values.get(name) == value for name, value in entry.values.items()
        )
