"""After a link is over the identity of the provider is free again (ID-45)."""

from __future__ import annotations

from services.identity.domain.account.state import Account
from services.identity.domain.credentials.events import SingleSignOnUnlinked
from services.identity.domain.credentials.subject import Subject, release
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.kernel.eventkit.application.repository import Repository


def on_single_sign_on_unlinked(
    *, accounts: Repository[Account], subjects: Repository[Subject]
) -> Reaction:
    """Releases the identity, unless the account has been linked to it again meanwhile."""

    def handle(recorded: Recorded[SingleSignOnUnlinked], trigger: Trigger) -> None:
        event = recorded.event
        account, _ = accounts.load(event.account_id)
        if account.credentials.subject_key == event.subject_key:
            return
        subjects.change(
            event.subject_key,
            trigger.context("release_subject"),
            lambda state: release(state, event.subject_key, event.account_id),
        )

    return Reaction("on_single_sign_on_unlinked", "identity", (SingleSignOnUnlinked,), handle)
