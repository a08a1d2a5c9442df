"""What follows from a change of an organisation: its account and the public list."""

from __future__ import annotations

from typing import Any

from services.identity.application.organisation_closing import OrganisationClosing
from services.identity.domain.account.office import change_login_id
from services.identity.domain.account.office_events import AccountClosed, LoginIdChanged
from services.identity.domain.account.state import Account
from services.identity.domain.kinds import USABLE, AccountKind
from services.identity.domain.login_id import LoginId, claim, release
from services.identity.domain.organisation.events import (
    OrganisationInfoUpdated,
    OrganisationInvalidated,
    OrganisationListWishChanged,
    OrganisationRegistered,
    OrganisationRegistrationExpired,
    OrganisationRegistrationExtended,
    OrganisationWithdrawn,
)
from services.identity.domain.organisation.list_revision import ListRevision, regenerate
from services.identity.domain.organisation.organisation import Organisation
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.kernel.eventkit.application.repository import Repository

LIST = "organisations"


def on_organisation_updated(
    *,
    login_ids: Repository[LoginId],
    accounts: Repository[Account],
    personal_data: PersonalData,
) -> Reaction:
    """Brings address, login ID and person in charge of the account in line (ID-81).

    Raises `LoginIdInUse`, and so is parked, when the address was taken in the same moment.
    """

    def handle(recorded: Recorded[Any], trigger: Trigger) -> None:
        event: OrganisationInfoUpdated = recorded.event
        account, _ = accounts.load(event.account_id)
        if account.kind is not AccountKind.ORGANISATION or account.standing not in USABLE:
            return
        contact = personal_data.open(event.contact)
        login_ids.change(
            event.login_key,
            trigger.context("claim_login_id"),
            lambda state: claim(
                state, event.login_key, AccountKind.ORGANISATION, event.account_id, event.at
            ),
        )
        email = personal_data.seal(event.account_id, {"email": contact["email"]})
        person = personal_data.seal(event.account_id, {"name": contact["person_in_charge"]})
        accounts.change(
            event.account_id,
            trigger.context("change_login_id"),
            lambda state: change_login_id(state, event.login_key, email, person, event.at),
        )

    return Reaction("on_organisation_updated", "identity", (OrganisationInfoUpdated,), handle)


def on_organisation_gone(*, closing: OrganisationClosing) -> Reaction:
    """Closes the account of an organisation that was invalidated or has left (ID-77, ID-84).

    The data of its person in charge are erased, also where there never was an account (ID-86).
    """

    def handle(recorded: Recorded[Any], trigger: Trigger) -> None:
        event: OrganisationInvalidated | OrganisationWithdrawn = recorded.event
        closing(event.account_id, event.at, trigger.context("close_account"))

    return Reaction(
        "on_organisation_gone",
        "identity",
        (OrganisationInvalidated, OrganisationWithdrawn),
        handle,
    )


def on_login_id_given_up(*, login_ids: Repository[LoginId]) -> Reaction:
    """Frees the login ID an account no longer has."""

    def handle(recorded: Recorded[Any], trigger: Trigger) -> None:
        event: LoginIdChanged | AccountClosed = recorded.event
        if isinstance(event, AccountClosed):
            given_up = event.login_key
        elif event.previous_login_key == event.login_key:
            return
        else:
            given_up = event.previous_login_key
        login_ids.change(
            given_up,
            trigger.context("release_login_id"),
            lambda state: release(state, given_up, event.account_id),
        )

    return Reaction("on_login_id_given_up", "identity", (LoginIdChanged, AccountClosed), handle)


def on_organisation_list_changed(
    *, list_revisions: Repository[ListRevision], organisations: Repository[Organisation]
) -> Reaction:
    """Regenerates the public list when what it shows has changed (ID-83)."""

    def concerns_list(event: Any) -> bool:
        match event:
            case OrganisationListWishChanged():
                return True
            case OrganisationInvalidated() | OrganisationWithdrawn():
                return event.listed
            case OrganisationRegistered() | OrganisationInfoUpdated():
                return event.details.listed
        details = organisations.load(event.organisation_id)[0].details
        return details is not None and details.listed

    def handle(recorded: Recorded[Any], trigger: Trigger) -> None:
        event = recorded.event
        if not concerns_list(event):
            return
        list_revisions.change(
            LIST,
            trigger.context("regenerate_list"),
            lambda state: regenerate(state, event.organisation_id, recorded.id, event.at),
        )

    return Reaction(
        "on_organisation_list_changed",
        "identity",
        (
            OrganisationRegistered,
            OrganisationListWishChanged,
            OrganisationInfoUpdated,
            OrganisationRegistrationExpired,
            OrganisationRegistrationExtended,
            OrganisationInvalidated,
            OrganisationWithdrawn,
        ),
        handle,
    )
