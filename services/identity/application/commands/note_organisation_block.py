"""Learning of a block before the person is told that it holds (D-33); the internal system's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.job_seeker_account import seeker_of
from services.identity.domain.account.state import Account
from services.identity.domain.job_seeker.publication import note_block
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class NoteOrganisationBlock:
    account_id: str
    organisation_id: str
    blocked: bool


def note_organisation_block(
    command: NoteOrganisationBlock, context: Context, *, accounts: Repository[Account]
) -> dict[str, Any]:
    """From the answer on the organisation does not see the profile. Raises `NotFound`."""
    done = accounts.change(
        command.account_id,
        context,
        lambda account: note_block(
            seeker_of(account),
            command.account_id,
            command.organisation_id,
            context.at,
            blocked=command.blocked,
        ),
    )
    return receipt(done)
