"""The cache of what visitors see, dropped by the events that change it."""

from __future__ import annotations

import functools
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import Response, current_app, g, make_response, request, session

from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import VISITOR
from gateway.backend.views import count_view
from gateway.language import current_language

View = TypeVar("View", bound=Callable[..., Any])
MOST_ENTRIES = 4000
MOST_BYTES = 512 * 1024
# Anybody can ask for a page under many addresses: all of them together stay within this.
MOST_BYTES_IN_ALL = 64 * 1024 * 1024
# Events change content; labels such as NEW change with the date alone.
MOST_SECONDS = 300.0
# Right after a connection a service may still be behind an event that nobody here has heard.
UNSETTLED_SECONDS = 30.0
MOST_SECONDS_UNSETTLED = 2.0

Key = tuple[str, str, str]


@dataclass(slots=True)
class Entry:
    """One kept response."""

    body: bytes
    headers: list[tuple[str, str]]
    tags: tuple[str, ...]
    view: tuple[str, str] | None = None
    until: float = 0.0


@dataclass(slots=True)
class Started:
    """A response in the making: it is only kept if none of its tags is dropped meanwhile."""

    generation: dict[str, int] = field(default_factory=dict)
    epoch: int = 0
    settled: bool = True


class ContentCache:
    """Responses for visitors by address and language, each with tags.

    `trusted` is False while the events cannot be heard: then nothing is served from it. `heard`
    keeps the position of the last event per service, so that what is rendered after a drop is
    asked with `after` and cannot be older than the event. Of events that were missed nobody knows the
    position: what is rendered soon after they can be heard again is kept for moments only.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self._keys: dict[str, set[Key]] = {}
        self._generation: dict[str, int] = {}
        self._epoch = 0
        self._bytes = 0
        self._settled_at = 0.0
        self.heard: dict[str, int] = {}
        self.trusted = False

    def get(self, key: Key) -> Entry | None:
        """The kept response, if it may be shown."""
        with self._lock:
            entry = self._entries.get(key) if self.trusted else None
            if entry is None:
                return None
            if entry.until < self._now():
                self._remove(key)
                return None
            self._entries.move_to_end(key)
            return entry

    def start(self, tags: Iterable[str]) -> Started:
        """Called before a response is made."""
        with self._lock:
            generation = {tag: self._generation.get(tag, 0) for tag in tags}
            return Started(generation, self._epoch, self._now() >= self._settled_at)

    def unchanged(self, started: Started) -> bool:
        """Whether no event has changed anything of these tags since, as far as can be heard."""
        with self._lock:
            return self._is_unchanged(started)

    def _is_unchanged(self, started: Started) -> bool:
        current = {tag: self._generation.get(tag, 0) for tag in started.generation}
        return self.trusted and started.epoch == self._epoch and current == started.generation

    def keep(self, key: Key, entry: Entry, started: Started) -> bool:
        """Keeps a response unless it may be older than an event heard meanwhile."""
        if len(entry.body) > MOST_BYTES:
            return False
        with self._lock:
            if not self._is_unchanged(started):
                return False
            self._remove(key)
            most = MOST_SECONDS if started.settled else MOST_SECONDS_UNSETTLED
            entry.until = self._now() + most
            self._entries[key] = entry
            self._bytes += len(entry.body)
            for tag in entry.tags:
                self._keys.setdefault(tag, set()).add(key)
            while len(self._entries) > MOST_ENTRIES or self._bytes > MOST_BYTES_IN_ALL:
                self._remove(next(iter(self._entries)))
            return True

    def drop(self, tags: Iterable[str], *, service: str = "", position: int = 0) -> None:
        """An event changed what carries these tags."""
        with self._lock:
            if service:
                self.heard[service] = max(self.heard.get(service, 0), position)
            for tag in tags:
                self._generation[tag] = self._generation.get(tag, 0) + 1
                for key in self._keys.pop(tag, set()):
                    self._remove(key)

    def drop_everything(self, *, trusted: bool) -> None:
        """Events may have been missed."""
        with self._lock:
            self._epoch += 1
            self._entries.clear()
            self._bytes = 0
            self._keys.clear()
            self._generation.clear()
            self._settled_at = self._now() + UNSETTLED_SECONDS
            self.trusted = trusted

    def _remove(self, key: Key) -> None:
        entry = self._entries.pop(key, None)
        self._bytes -= len(entry.body) if entry is not None else 0
        for tag in entry.tags if entry is not None else ():
            keys = self._keys.get(tag)
            if keys is not None:
                keys.discard(key)
                if not keys:
                    del self._keys[tag]

    def __len__(self) -> int:
        return len(self._entries)


def request_key() -> Key:
    """The key of the current request."""
    return (request.path, request.query_string.decode("latin-1"), current_language())


def cached(*tags: str) -> Callable[[View], View]:
    """Keeps a view's response for visitors under tags.

    A tag may name path parameters: `listing:{data_number}`. Signed-in people, people who just
    wrote something, and requests with messages to show always get a fresh page.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def caching(*args: Any, **kwargs: Any) -> Any:
            cache: ContentCache = current_app.extensions["content_cache"]
            if not cacheable():
                return view(*args, **kwargs)
            key = request_key()
            entry = cache.get(key)
            if entry is not None:
                if entry.view is not None:
                    count_view(*entry.view)
                response = Response(entry.body, headers=entry.headers)
                response.make_conditional(request)
                return response
            filled = tuple(tag.format(**(request.view_args or {})) for tag in tags)
            started = cache.start(filled)
            g.positions.heard = dict(cache.heard)
            response = make_response(view(*args, **kwargs))
            if (
                response.status_code == 200
                and not g.get("incomplete")
                # A form's token makes the page one person's (Flask-WTF leaves it in `g`).
                and "csrf_token" not in g
                and not session.modified
                and not response.headers.getlist("Set-Cookie")
            ):
                response.add_etag(weak=True)
                headers = [
                    (name, value)
                    for name, value in response.headers
                    if name in ("Content-Type", "Content-Disposition", "ETag", "Link")
                ]
                cache.keep(
                    key, Entry(response.get_data(), headers, filled, g.get("counted_view")), started
                )
                response.make_conditional(request)
            return response

        return caching  # type: ignore[return-value]

    return decorate


def cacheable() -> bool:
    """Whether this request's answer is the same for every visitor."""
    return (
        request.method in ("GET", "HEAD")
        and not g.positions
        and "_flashes" not in session
        and current_viewer() == VISITOR
        and request.args.get("lang") is None
    )


def etagged(response: Response) -> Response:
    """Adds an ETag and answers 304 where the caller has it."""
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response
