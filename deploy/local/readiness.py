"""Asks the portal over HTTP whether it can be used."""

from __future__ import annotations

import urllib.error
import urllib.request


def readiness(url: str) -> tuple[bool, str]:
    """Whether `/readyz` says yes, and what it says."""
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=5) as answer:
            return answer.status == 200, _short(answer.read())
    except urllib.error.HTTPError as refusal:
        with refusal:
            return False, _short(refusal.read())
    except (OSError, ValueError):
        return False, "the gateway does not answer yet"


def _short(body: bytes) -> str:
    return " ".join(body.decode("utf-8", "replace").split())[:200]
