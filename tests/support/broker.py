"""What a test may ask of RabbitMQ beyond AMQP: virtual hosts, queues, cutting connections."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any


class Management:
    """RabbitMQ's management API."""

    def __init__(self, uri: str, user: str, password: str) -> None:
        self._uri = uri
        self._user = user
        secret = base64.b64encode(f"{user}:{password}".encode()).decode()
        self._headers = {"Authorization": f"Basic {secret}", "Content-Type": "application/json"}

    def create_vhost(self, name: str) -> None:
        """A virtual host of its own, with all rights for the tests' user."""
        self._ask("PUT", "vhosts", name)
        everything = {"configure": ".*", "write": ".*", "read": ".*"}
        self._ask("PUT", "permissions", name, self._user, body=everything)

    def delete_vhost(self, name: str) -> None:
        """Removes a virtual host with every exchange, queue, message and connection in it."""
        self._ask("DELETE", "vhosts", name)

    def queues(self, vhost: str) -> list[dict[str, Any]]:
        """The queues of a virtual host: name, arguments, type."""
        return list(
            self._ask("GET", "queues", vhost, query="?disable_stats=true&enable_queue_totals=true")
        )

    def exchanges(self, vhost: str) -> list[dict[str, Any]]:
        """The exchanges of a virtual host, the standard ones among them."""
        return list(self._ask("GET", "exchanges", vhost))

    def bindings(self, vhost: str) -> list[dict[str, Any]]:
        """The bindings of a virtual host."""
        return list(self._ask("GET", "bindings", vhost))

    def delete_queue(self, vhost: str, queue: str) -> None:
        """Loses a queue with what is in it."""
        self._ask("DELETE", "queues", vhost, queue)

    def cut_connections(self) -> int:
        """Cuts every connection to the broker. Returns how many there were."""
        names = [str(one["name"]) for one in self._ask("GET", "connections")]
        for name in names:
            try:
                self._ask("DELETE", "connections", name)
            except urllib.error.HTTPError as gone:
                # One that has ended by itself meanwhile is cut as well.
                gone.close()
        return len(names)

    def _ask(self, method: str, *path: str, body: Any = None, query: str = "") -> Any:
        quoted = "/".join(urllib.parse.quote(part, safe="") for part in path)
        request = urllib.request.Request(
            f"{self._uri}/api/{quoted}{query}",
            data=None if body is None else json.dumps(body).encode(),
            headers=self._headers,
            method=method,
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            text = answer.read()
        return json.loads(text) if text else None
