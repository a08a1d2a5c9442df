"""Stored names and versions of the events of further credentials."""

from __future__ import annotations

from services.identity.domain.credentials import events as credentials
from services.identity.domain.credentials import passkey_events as passkeys
from services.identity.domain.credentials import passkey_owner, subject
from services.kernel.eventkit.application.codec import EventCodec


def register_credentials(codec: EventCodec) -> None:
    """Registers them. Names are forever."""
    for kind, name in (
        (credentials.SingleSignOnLinked, "SingleSignOnLinked"),
        (credentials.SingleSignOnUnlinked, "SingleSignOnUnlinked"),
        (credentials.TotpEnabled, "TotpEnabled"),
        (credentials.TotpDisabled, "TotpDisabled"),
        (credentials.TotpCodeUsed, "TotpCodeUsed"),
        (credentials.RecoveryCodeUsed, "RecoveryCodeUsed"),
        (credentials.RecoveryCodesRenewed, "RecoveryCodesRenewed"),
        (credentials.SecondStepAsked, "SecondStepAsked"),
        (subject.SubjectClaimed, "SubjectClaimed"),
        (subject.SubjectReleased, "SubjectReleased"),
        (passkeys.PasskeyRegistered, "PasskeyRegistered"),
        (passkeys.PasskeyRemoved, "PasskeyRemoved"),
        (passkeys.PasskeyUsed, "PasskeyUsed"),
        (passkeys.PasskeyCounterWentBack, "PasskeyCounterWentBack"),
        (passkey_owner.PasskeyClaimed, "PasskeyClaimed"),
        (passkey_owner.PasskeyReleased, "PasskeyReleased"),
    ):
        codec.register(kind, name, version=1)
