"""What the use cases of career consultation share: whose keys, whose permission, whose form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Unreadable
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.domain import FieldProblem, InvalidInput, NotFound, Role, Sealed
from services.messaging.application.ports import Office
from services.messaging.domain.consultation.consultation import Consultation, handled_by

Decide = Callable[[Consultation], Sequence[Any]]

COUNSELLORS = frozenset({Role.COUNSELLOR.value})
PERSONS_OF_JICA = frozenset({Role.JICA_DEPARTMENT.value, Role.HR_DIVISION.value})


@dataclass(frozen=True)
class Step:
    """A step of those who handle a consultation; `expected_version` is what their form showed."""

    consultation_id: str
    expected_version: int | None = None


def handled(office: Office, step: Step, context: Context) -> Consultation:
    """The consultation before the step. Raises NotFound for those it is none of the business of."""
    return handled_by(office.consultations.load(step.consultation_id)[0], context.actor)


def take(office: Office, step: Step, context: Context, decide: Decide) -> dict[str, Any]:
    """Takes the step. Raises NotFound, StaleForm and what `decide` raises."""
    done = office.consultations.change(
        step.consultation_id,
        context,
        lambda consultation: decide(handled_by(consultation, context.actor)),
        expected_version=step.expected_version,
    )
    return receipt(done, consultation_id=step.consultation_id)


def sealed_about(office: Office, person_id: str, texts: Mapping[str, Any]) -> Sealed:
    """All texts of a consultation are about its person, whoever wrote them: sealed under that key.

    Raises NotFound when the person has left.
    """
    try:
        return office.personal_data.seal(person_id, texts)
    except Unreadable:
        raise NotFound from None


def name_of(office: Office, person_id: str) -> str:
    """The registered name of this moment. Raises NotFound for somebody who is gone."""
    question = {"account_ids": [person_id]}
    items = office.neighbours.ask("identity", "get_contacts_of", question)["items"]
    if not items:
        raise NotFound
    return str(items[0]["name"])


def require_permission(
    office: Office,
    account_ids: Sequence[str],
    roles: frozenset[str],
    *,
    field: str,
    problem: str,
) -> None:
    """Raises `InvalidInput` unless all of them hold one of these roles at this moment (D-96)."""
    if account_ids and not able(office, account_ids, roles).issuperset(account_ids):
        raise InvalidInput(fields={field: (FieldProblem(problem),)})


def able(office: Office, account_ids: Sequence[str], roles: frozenset[str]) -> set[str]:
    """Those of them who hold one of these roles at this moment and were not stopped (D-96)."""
    question = {"account_ids": list(account_ids)}
    try:
        found = office.neighbours.ask("identity", "find_consultation_staff", question)["items"]
    except Refused as refused:
        if refused.kind != "not-found":
            raise
        found = []
    return {one["account_id"] for one in found if one["active"] and roles & set(one["roles"])}
