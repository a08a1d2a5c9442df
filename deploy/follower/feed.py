"""The change feed over HTTP, with nothing but the standard library."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request

from deploy.follower.cursor import Cursor, NoCursor
from deploy.follower.follower import FeedAway, Page
from services.kernel.contracts.cloudevents import Undecodable, from_json

LIMIT = 1000
ANSWER_SECONDS = 15


class HttpFeed:
    """See `Feed`: `GET {url}?after=...&limit=...&wait=...` with an API key as bearer token."""

    def __init__(self, url: str, api_key: str) -> None:
        if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
            raise ValueError(f"not an address of HTTP: {url}")
        self._url = url
        self._api_key = api_key

    def read(self, after: Cursor, wait_seconds: int) -> Page:
        asked = urllib.parse.urlencode({"after": str(after), "limit": LIMIT, "wait": wait_seconds})
        request = urllib.request.Request(
            f"{self._url}?{asked}",
            headers={"Authorization": f"Bearer {self._api_key}", "Accept": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=wait_seconds + ANSWER_SECONDS) as answer:
                content = json.load(answer)
        except urllib.error.HTTPError as error:
            error.close()
            raise FeedAway(f"the feed answered {error.code}") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise FeedAway(f"the feed: {type(error).__name__}") from None
        try:
            events = tuple(from_json(event) for event in content["events"])
            return Page(events, Cursor.parse(content["next"]))
        except (KeyError, TypeError, Undecodable, NoCursor) as error:
            raise FeedAway(f"the feed is not understood: {error!r}") from None
