"""Creating internal users with roles of section 1 (ID-87)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.jica_organisations import require_jica_organisation
from services.identity.application.ports import Passwords, Secrets
from services.identity.domain.account.events import InternalUserCreated
from services.identity.domain.account.internal_user import create_internal_user as create
from services.identity.domain.account.state import Account
from services.identity.domain.half_width import require_address, require_half_width
from services.identity.domain.kinds import AccountKind
from services.identity.domain.login_id import LoginId, claim
from services.identity.domain.organisation.organisation import Organisation
from services.identity.domain.password import require_strong
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context, derived_id
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import Role


@dataclass(frozen=True)
class CreateInternalUser:
    login_id: str
    name: str
    roles: list[str]
    email: str = ""
    password: str = ""
    organisation_id: str | None = None


def create_internal_user(
    command: CreateInternalUser,
    context: Context,
    *,
    login_ids: Repository[LoginId],
    accounts: Repository[Account],
    organisations: Repository[Organisation],
    personal_data: PersonalData,
    passwords: Passwords,
    secrets: Secrets,
    views: Views,
    rules: Rules,
) -> dict[str, Any]:
    """Creates an internal user; without a password a temporary one goes to the address.

    The register of login IDs is filled first, the account decides: its id depends on the register
    alone, so a command cut off between the two is completed by the next one for the same ID.
    Raises `InvalidInput`, `LoginIdInUse`, `NoMailAddress`.
    """
    require_half_width({"login_id": command.login_id})
    if command.email:
        require_address("email", command.email)
    if command.password:
        require_strong("password", command.password, rules)
    organisation_id = command.organisation_id or None
    require_jica_organisation(organisation_id, organisations)
    key = secrets.login_key(AccountKind.INTERNAL, command.login_id)
    account_id = derived_id("account", key)
    login_ids.change(
        key,
        context,
        lambda state: claim(state, key, AccountKind.INTERNAL, account_id, context.at),
    )
    created = InternalUserCreated(
        account_id=account_id,
        login_key=key,
        email=personal_data.seal(account_id, {"email": command.email}) if command.email else None,
        person=personal_data.seal(account_id, {"name": command.name, "login_id": command.login_id}),
        roles=tuple(Role(role) for role in dict.fromkeys(command.roles)),
        organisation_id=organisation_id,
        password_hash=passwords.hash(command.password) if command.password else None,
        language=context.language,
        at=context.at,
    )
    issue_id = context.id_for("temporary-password")
    done = accounts.change(
        account_id, context, lambda account: create(account, created, issue_id, rules)
    )
    answer = receipt(done, account_id=account_id)
    views.wait_for(answer["position"])
    return answer
