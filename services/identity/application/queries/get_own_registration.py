"""The own registered data, for looking at and editing (ID-18, ID-22)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_account import own_account_id
from services.identity.application.registration_answer import registration
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class GetOwnRegistration:
    pass


def get_own_registration(
    query: GetOwnRegistration,
    context: Context,
    *,
    personal_data: PersonalData,
    views: Views,
    rules: Rules,
) -> dict[str, Any]:
    """Sections, missing items, request, validity. Raises `NotFound` when the account is gone."""
    document = views.get("individuals", own_account_id(context))
    if document is None:
        raise NotFound
    return registration(document, context.at, personal_data, rules)
