"""What opens an account besides its password, for its owner."""

from __future__ import annotations

from typing import Any

from services.identity.domain.account.events import AccountDiscarded, UserWithdrawn
from services.identity.domain.credentials.events import SingleSignOnLinked, SingleSignOnUnlinked
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection

credentials = Projection("credentials", version=1)


def _account_id(recorded: Recorded[Any]) -> str:
    return str(recorded.event.account_id)


@credentials.on(SingleSignOnLinked, key=_account_id)
def _linked(document: Document | None, recorded: Recorded[SingleSignOnLinked]) -> Document:
    return {**(document or {}), "linked_at": recorded.event.at}


@credentials.on(SingleSignOnUnlinked, key=_account_id)
def _unlinked(document: Document | None, recorded: Recorded[SingleSignOnUnlinked]) -> Document:
    return {**(document or {}), "linked_at": None}


@credentials.on(UserWithdrawn, AccountDiscarded, key=_account_id)
def _gone(document: Document | None, recorded: Recorded[Any]) -> None:
    return None
