"""Whether a person's profile is shown to an organisation: who may be written to (ID-44, D-34)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.job_seeker_account import seeker_of
from services.identity.domain.account.showing import shown_to
from services.identity.domain.account.state import Account
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class GetProfileShowing:
    account_id: str
    organisation_id: str


def get_profile_showing(
    query: GetProfileShowing, context: Context, *, accounts: Repository[Account]
) -> dict[str, Any]:
    """Reads the account itself, so that nothing that was acknowledged is missed.

    Direct requests and scout mails go to whom is `shown` only. Raises `NotFound` for a person
    who is gone.
    """
    account, _ = accounts.load(query.account_id)
    publication = seeker_of(account).publication
    return {
        "shown": shown_to(account, query.organisation_id, context.at),
        "public": publication.public,
        "blocked": query.organisation_id in publication.blocked,
        "user_id": publication.user_id,
    }
