"""What identity holds about the caller, for the download of everything held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.instants import text_of
from services.identity.application.job_seeker_answer import whole_answer
from services.identity.application.own_account import own_account_id
from services.identity.application.passkeys_held import passkeys_held
from services.identity.application.registration_answer import registration
from services.identity.domain.job_seeker.offices import Offices
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.domain import NotFound
from services.kernel.eventkit.domain.tokyo import tokyo_date


@dataclass(frozen=True)
class GetHeldData:
    pass


def get_held_data(
    query: GetHeldData,
    context: Context,
    *,
    personal_data: PersonalData,
    views: Views,
    offices: Offices,
    rules: Rules,
) -> dict[str, Any]:
    """Account, registered data, job-seeker registration and history. Raises `NotFound`.

    Passwords and secret answers are held as hashes only and are not part of it; of an identity of
    the provider of single sign-on nothing is held but a keyed digest. Of a passkey its public key is
    held besides, which says nothing of the person.
    """
    account_id = own_account_id(context)
    account = views.get("accounts", account_id)
    document = views.get("individuals", account_id)
    if account is None or document is None:
        raise NotFound
    held = registration(document, context.at, personal_data, rules)
    sections = held.pop("sections")
    history = (views.get("account_history", account_id) or {"entries": []})["entries"]
    parts = [
        {"name": "account", "items": [{**held, **_agreed(account), **_linked(account_id, views)}]},
        {"name": "registered-data", "items": [{"section": k, **v} for k, v in sections.items()]},
    ]
    if account.get("job_seeker") or account.get("publication"):
        today = tokyo_date(context.at)
        seeker = whole_answer(account, {}, personal_data, offices, rules, today)
        parts.append({"name": "job-seeker", "items": [seeker]})
    passkeys = passkeys_held(account_id, views, personal_data)
    if passkeys:
        parts.append({"name": "passkeys", "items": passkeys})
    told = [{**entry, "at": text_of(entry["at"])} for entry in reversed(history)]
    return {"parts": [*parts, {"name": "account-history", "items": told}]}


def _linked(account_id: str, views: Views) -> dict[str, Any]:
    held = views.get("credentials", account_id) or {}
    return {
        "single_sign_on_linked_at": text_of(held.get("linked_at")),
        "second_factor_enabled_at": text_of(held.get("totp_at")),
    }


def _agreed(account: dict[str, Any]) -> dict[str, Any]:
    return {
        "language": account["language"],
        "terms_version": account.get("terms_version"),
        "privacy_version": account.get("privacy_version"),
        "previous_login_at": text_of(account.get("previous_login_at")),
        "login_at": text_of(account.get("login_at")),
    }
