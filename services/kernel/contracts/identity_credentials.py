"""Payloads of what opens an account besides its password (ID-45)."""

from __future__ import annotations

from services.kernel.contracts.fields import Payload, Text

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
