"""Shapes of passkeys in the API (WebAuthn)."""

from __future__ import annotations

from marshmallow import Schema, fields

from gateway.api.v1.accounts_schemas import CommandReceiptSchema
from services.kernel.contracts.identity_credentials import (
    LogInWithPasskey,
    PreparePasskey,
    RegisterPasskey,
    RemovePasskey,
)


class PasskeyOptionsSchema(Schema):
    """What the browser is asked with; the ticket comes back with what it answers."""

    options = fields.Dict(
        required=True,
        metadata={"description": "The JSON form of WebAuthn, section 5.1: parse...OptionsFromJSON"},
    )
    ticket = fields.String(required=True)


class PasskeyPreparationBody(PreparePasskey):
    """The password once more."""


class PasskeyBody(RegisterPasskey):
    """The ticket, the credential as JSON text, and a name."""


class PasskeyRemovalBody(RemovePasskey):
    """The password once more."""

    class Meta:
        exclude = ("passkey_id",)


class PasskeySessionBody(LogInWithPasskey):
    """The ticket, and the assertion as JSON text."""


class PasskeyReceiptSchema(CommandReceiptSchema):
    """A registered passkey."""

    passkey_id = fields.String(required=True)
