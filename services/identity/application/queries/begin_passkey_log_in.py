"""What the browser needs to log in with a passkey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.passkeys import Passkeys
from services.kernel.eventkit.application.context import Context


@dataclass(frozen=True)
class BeginPasskeyLogIn:
    internal: bool = False


def begin_passkey_log_in(
    query: BeginPasskeyLogIn, context: Context, *, passkeys: Passkeys
) -> dict[str, Any]:
    """The options with a challenge, the same for everybody, and the ticket to keep.

    Raises `PasskeysNotOffered`.
    """
    return passkeys.begin(context, internal=query.internal)
