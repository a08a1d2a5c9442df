"""Single sign-on where only what follows from it matters; a real provider is in the integration tests."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from services.identity.application.ports import ProvidedIdentity
from services.kernel.eventkit.domain import VISITOR
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
    stage.run("finish_single_sign_on", returned(begun), VISITOR)
    stage.run("unlink_single_sign_on", {}, person)
