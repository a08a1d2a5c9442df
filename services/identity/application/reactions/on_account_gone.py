"""After leaving or a discarded opening: the data are erased, the login ID is free (D-24, D-27)."""

from __future__ import annotations

from typing import Any

from services.identity.domain.account.events import AccountDiscarded, UserWithdrawn
from services.identity.domain.login_id import LoginId, release
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.parts import Files
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.kernel.eventkit.application.repository import Repository


def on_account_gone(
    *, login_ids: Repository[LoginId], personal_data: PersonalData, files: Files
) -> Reaction:
    """Destroys the key and the files of the person, then frees the login ID."""

    def handle(recorded: Recorded[Any], trigger: Trigger) -> None:
        event = recorded.event
        personal_data.destroy(event.account_id)
        files.delete_of(event.account_id)
        login_ids.change(
            event.login_key,
            trigger.context("release_login_id"),
            lambda state: release(state, event.login_key, event.account_id),
        )

    return Reaction("on_account_gone", "identity", (UserWithdrawn, AccountDiscarded), handle)
