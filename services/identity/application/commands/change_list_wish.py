"""The wish to be in the public list of organisations (一覧掲載希望, ID-83)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_organisation import organisation_of
from services.identity.domain.organisation.organisation import Organisation
from services.identity.domain.organisation.registered import wish_list
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ChangeListWish:
    listed: bool
    organisation_id: str | None = None


def change_list_wish(
    command: ChangeListWish,
    context: Context,
    *,
    organisations: Repository[Organisation],
    views: Views,
) -> dict[str, Any]:
    """Notes the wish of the organisation, or the secretariat notes it on a mail.

    Raises `NotFound`, `OrganisationNotInState`.
    """
    organisation_id = organisation_of(context, command.organisation_id)
    done = organisations.change(
        organisation_id,
        context,
        lambda state: wish_list(state, listed=command.listed, now=context.at),
    )
    answer = receipt(done, organisation_id=organisation_id)
    views.wait_for(answer["position"])
    return answer
