"""The secretariat records a death from an obituary (物故者管理, ID-21, D-28)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.ended_sessions import end_for_good
from services.identity.application.ports import SessionActivity
from services.identity.application.sealing import seal_about
from services.identity.domain.account.state import Account
from services.identity.domain.individual import restriction as rule
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import FieldProblem, InvalidInput


@dataclass(frozen=True)
class RecordDeath:
    account_id: str
    matched: bool
    obituary: str


def record_death(
    command: RecordDeath,
    context: Context,
    *,
    accounts: Repository[Account],
    activity: SessionActivity,
    personal_data: PersonalData,
    views: Views,
) -> dict[str, Any]:
    """No login, no search, no mail from now on; emits `UserDeceasedRecorded`.

    Raises `InvalidInput` unless name and birth date were matched by hand, `NotFound`,
    `DeathAlreadyRecorded`.
    """
    if not command.matched:
        raise InvalidInput(fields={"matched": (FieldProblem("required"),)})
    note = seal_about(command.account_id, {"obituary": command.obituary}, accounts, personal_data)
    done = accounts.change(
        command.account_id, context, lambda account: rule.record_death(account, note, context.at)
    )
    return end_for_good(done, activity, views)
