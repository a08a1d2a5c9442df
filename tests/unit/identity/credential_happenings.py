"""Single sign-on where only what follows from it matters; a real provider is in the integration tests."""

from __future__ import annotations

import base64
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from services.identity.application.ports import ProvidedIdentity
from services.kernel.eventkit.domain import VISITOR
from tests.unit.identity.passkey_cast import log_out, logged_in, refused, registered
from tests.unit.identity.seekers import online_seeker
from tests.unit.identity.stage import PASSWORD, Stage, as_individual


class Vouching:
    """Vouches for whoever the code names."""

    offered = True

    def address(self, *, state: str, nonce: str, verifier: str) -> str:
        return f"https://provider.example/?state={state}"

    def identity(self, *, code: str, issuer: str, nonce: str, verifier: str) -> ProvidedIdentity:
        return ProvidedIdentity("https://provider.example", code)


def returned(begun: dict[str, str], who: str = "hanako") -> dict[str, str]:
    """What the browser brings back."""
    state = parse_qs(urlsplit(begun["address"]).query)["state"][0]
    return {"ticket": begun["ticket"], "state": state, "code": who}


def credentials_happen(stage: Stage) -> None:
    """Linked, logged in with, undone."""
    account_id = online_seeker(stage, "linking@example.jp")
    person = as_individual(account_id)
    begun = stage.run("begin_single_sign_on_link", {"current_password": PASSWORD}, person)
    stage.run("link_single_sign_on", returned(begun), person)
    begun = stage.run("begin_single_sign_on", {}, VISITOR)
    token = stage.run("finish_single_sign_on", returned(begun), VISITOR)["token"]
    stage.run("unlink_single_sign_on", {}, person)
    stage.run("log_out", {"token": token}, VISITOR)
    again = {"current_password": PASSWORD}
    device, _ = switched_on(stage, account_id)
    codes = stage.run("renew_recovery_codes", again, person)["recovery_codes"]
    for code in (device.code(), codes[0]):
        ticket = stage.log_in("linking@example.jp")["second_step"]["ticket"]
        done = stage.run("complete_log_in", {"ticket": ticket, "code": code}, VISITOR)
        stage.run("log_out", {"token": done["token"]}, VISITOR)
    stage.run("disable_second_factor", again, person)
    passkeys_happen(stage, account_id)


def passkeys_happen(stage: Stage, account_id: str) -> None:
    """Registered, logged in with, shown by a copy, removed."""
    authenticator, passkey_id = registered(stage, account_id)
    log_out(stage, logged_in(stage, authenticator))
    assert refused(stage, authenticator, count=1) == "passkey-behind"
    again = {"current_password": PASSWORD, "passkey_id": passkey_id}
    stage.run("remove_passkey", again, as_individual(account_id))


class Device:
    """An authenticator app."""

    def __init__(self, stage: Stage, secret: str) -> None:
        self._stage = stage
        self._totp = TOTP(base64.b32decode(secret), 6, SHA1(), 30)

    def code(self, **later: float) -> str:
        at = self._stage.clock.at + timedelta(**later)
        return self._totp.generate(int(at.timestamp())).decode()


def switched_on(stage: Stage, account_id: str) -> tuple[Device, list[str]]:
    """A device with the secret of an account, half a minute later, and the recovery codes."""
    person = as_individual(account_id)
    prepared = stage.run("prepare_second_factor", {"current_password": PASSWORD}, person)
    device = Device(stage, prepared["secret"])
    answer = stage.run(
        "enable_second_factor", {"ticket": prepared["ticket"], "code": device.code()}, person
    )
    stage.wait(seconds=30)
    return device, answer["recovery_codes"]
