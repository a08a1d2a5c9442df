"""A direct application or a placement may extend a job-seeker registration (ID-34, D-67)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from services.identity.domain.account.state import Account
from services.identity.domain.job_seeker.kinds import Activity
from services.identity.domain.job_seeker.registration import note_activity
from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain.tokyo import tokyo_date

ACTIVITIES = {
    "direct": Activity.DIRECT_APPLICATION,
    "online-referral": Activity.PLACEMENT,
    "counter-referral": Activity.PLACEMENT,
}


def on_application_submitted(*, accounts: Repository[Account]) -> Reaction:
    """Counts the application on its day in Tokyo; applications by other routes count for nothing."""

    def handle(submitted: PublicEvent, trigger: Trigger) -> None:
        data: Any = submitted.data
        activity = ACTIVITIES.get(data["route"])
        if activity is None:
            return
        account_id = data["person_id"]
        context = trigger.context("note_activity")
        on = tokyo_date(datetime.fromisoformat(data["submitted_at"]))
        accounts.change(
            account_id,
            context,
            lambda account: note_activity(account.job_seeker, account_id, activity, on, context.at),
        )

    return Reaction("on_application_submitted", "applications", ("ApplicationSubmitted",), handle)
