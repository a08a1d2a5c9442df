"""An OpenID provider of its own: Django OAuth Toolkit as a process, with a login page of its own.

`with openid_provider(folder, return_url) as provider:` starts it; `provider.go(address, user)` is a
person's browser at the provider, from the portal's address to the address it comes back with.
"""

from __future__ import annotations

import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import requests

CLIENT = "portal"
PASSWORD = "provider-Passw0rd"
USERS = ("hanako", "taro")


@dataclass
class OpenIdProvider:
    """The running provider; `secret_file` holds what the portal authenticates with."""

    issuer: str
    secret_file: Path

    @property
    def secret(self) -> str:
        """The portal's secret there."""
        return self.secret_file.read_text()

    def go(self, address: str, user: str = "hanako") -> str:
        """Logs in at the provider as a person does; where the browser is sent back to."""
        with requests.Session() as browser:
            login = browser.get(address, timeout=60)
            login.raise_for_status()
            token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', login.text)
            assert token, login.text
            answer = browser.post(
                login.url,
                {"username": user, "password": PASSWORD, "csrfmiddlewaretoken": token[1]},
                headers={"Referer": login.url},
                allow_redirects=False,
                timeout=60,
            )
            while answer.headers["Location"].startswith(("/", self.issuer)):
                next_address = urljoin(answer.url, answer.headers["Location"])
                answer = browser.get(next_address, allow_redirects=False, timeout=60)
            return answer.headers["Location"]


@contextmanager
def openid_provider(folder: Path, return_url: str) -> Iterator[OpenIdProvider]:
    """Runs the provider on a free port until the end of the block."""
    folder.mkdir(parents=True, exist_ok=True)
    secret_file = folder / "client-secret"
    secret_file.write_text(secrets.token_urlsafe(32))
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.openid_site", str(folder), return_url],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            assert process.stdout is not None
            issuer = process.stdout.readline().strip()
            assert issuer, (folder / "log").read_text()
            yield OpenIdProvider(issuer, secret_file)
        finally:
            process.terminate()
            process.communicate(timeout=60)
