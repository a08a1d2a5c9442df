"""The services behind the gateway, in the order they are named in."""

from __future__ import annotations

SERVICES = ("identity", "listings", "applications", "messaging", "reporting")
