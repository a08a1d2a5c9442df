"""Payloads of what opens an account besides its password (ID-45, RFC 6238, WebAuthn)."""

from __future__ import annotations

from services.kernel.contracts.fields import Id, Payload, Text, Truth

_TYPED = 256


def _ticket() -> Text:
    return Text(most=300, one_line=True, required=True)


class BeginSingleSignOn(Payload):
    """The way to the provider, to log in."""


class _PasswordAgain(Payload):
    """The password is entered once more."""

    current_password = Text(most=_TYPED, exact=True, one_line=True, required=True)


class BeginSingleSignOnLink(_PasswordAgain):
    """The way to the provider, to link."""


class _Returned(Payload):
    """What the browser brings back from the provider."""

    ticket = _ticket()
    state = Text(most=300, one_line=True, required=True)
    code = Text(most=4000, one_line=True, required=True)
    issuer = Text(most=300, one_line=True)


class FinishSingleSignOn(_Returned):
    """ID-45; `device` is what the browser says of itself."""

    device = Text(most=300, one_line=True)


class LinkSingleSignOn(_Returned):
    """ID-45."""


class UnlinkSingleSignOn(Payload):
    """The own account."""


def _code() -> Text:
    return Text(most=40, one_line=True, required=True)


class CompleteLogIn(Payload):
    """The ticket of `log_in`, and a one-time or recovery code."""

    ticket = _ticket()
    code = _code()
    device = Text(most=300, one_line=True)


class PrepareSecondFactor(_PasswordAgain):
    """The secret to be shown."""


class GetPreparedSecondFactor(Payload):
    """The ticket that came with the secret, for the secret to be shown again."""

    ticket = Text(most=1000, one_line=True, required=True)


class EnableSecondFactor(GetPreparedSecondFactor):
    """The ticket that came with the secret, and the code that proves it."""

    code = _code()


class RenewRecoveryCodes(_PasswordAgain):
    """The own account."""


class DisableSecondFactor(_PasswordAgain):
    """The own account."""


class GetSecurity(Payload):
    """The own account."""


_CREDENTIAL = 20_000
"""Characters of what a browser brings, JSON: a few thousand with an attestation."""


class PreparePasskey(_PasswordAgain):
    """The options to be shown to the browser."""


class PasskeyName(Payload):
    """A name to tell a passkey by."""

    name = Text(most=60, one_line=True, required=True)


class RegisterPasskey(PasskeyName):
    """The ticket of the options, what the browser has made (JSON), and the name."""

    ticket = Text(most=500, one_line=True, required=True)
    credential = Text(most=_CREDENTIAL, required=True)


class RemovePasskey(_PasswordAgain):
    """One of the own account."""

    passkey_id = Id(required=True)


class BeginPasskeyLogIn(Payload):
    """`internal` for the login of internal users."""

    internal = Truth()


class LogInWithPasskey(Payload):
    """The ticket of the options, and what the browser shows (JSON)."""

    ticket = Text(most=500, one_line=True, required=True)
    credential = Text(most=_CREDENTIAL, required=True)
    internal = Truth()
    device = Text(most=300, one_line=True)
