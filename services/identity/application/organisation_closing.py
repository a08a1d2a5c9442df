"""Closing the account of an organisation that is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from services.identity.application.ports import SessionActivity
from services.identity.domain.account.events import SessionEnded
from services.identity.domain.account.office import close
from services.identity.domain.account.state import Account
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.repository import Changed, Repository


class OrganisationClosing:
    """Ends the session of the person in charge, closes the account, erases the person (ID-86).

    The command that ends a registration does it before it answers, so that no login comes in
    between; `on_organisation_gone` repeats what a crash there would leave undone.
    """

    def __init__(
        self,
        *,
        accounts: Repository[Account],
        activity: SessionActivity,
        personal_data: PersonalData,
    ) -> None:
        self._accounts = accounts
        self._activity = activity
        self._personal_data = personal_data

    def __call__(self, account_id: str, at: datetime, context: Context) -> Changed[Account]:
        """Closes the account as of `at`; nothing changes where it is closed or never was."""
        own = replace(context, command_id=context.id_for("close_account"))
        done = self._accounts.change(account_id, own, lambda account: close(account, at))
        for event in done.events:
            if isinstance(event, SessionEnded):
                self._activity.end(event.session_id)
        self._personal_data.destroy(account_id)
        return done
