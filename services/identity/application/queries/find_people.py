"""Finding an individual by name, birth date or login ID (ID-21, ID-30, D-28)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from services.identity.application.people_found import lines
from services.identity.application.people_names import NameAndBirth, PeopleNames
from services.identity.application.ports import Secrets
from services.identity.domain.kinds import AccountKind, Standing
from services.identity.domain.login_id import LoginId
from services.identity.projections.sealed_pairs import sealed
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Document, PersonalData, Views
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import FieldProblem, InvalidInput, Role

PAGE = 250
"""Documents that are read at once."""
MOST = 200
"""More matches than anybody looks through by hand; then another condition is needed."""


@dataclass(frozen=True)
class FindPeople:
    name: str = ""
    birth_on: date | None = None
    login_id: str = ""
    status: str | None = None
    limit: int = 20
    offset: int = 0


class FindPeopleUseCase:
    """Names are sealed; an index in memory says whose are to be opened (ADR 0009).

    The secretariat matches name and birth date by hand (D-28): a part of the name or of its
    reading is enough. Nobody else finds the deceased (ID-21). Raises `InvalidInput` without any condition, and `PeopleSearchNotReady`.
    """

    def __init__(
        self,
        *,
        login_ids: Repository[LoginId],
        names: PeopleNames,
        personal_data: PersonalData,
        secrets: Secrets,
        views: Views,
    ) -> None:
        self._login_ids = login_ids
        self._names = names
        self._personal_data = personal_data
        self._secrets = secrets
        self._views = views

    def __call__(self, query: FindPeople, context: Context) -> dict[str, Any]:
        if not (query.name or query.birth_on or query.login_id):
            raise InvalidInput(fields={"name": (FieldProblem("condition-needed"),)})
        wanted = NameAndBirth(query.name, query.birth_on)
        found = self._by_login_id(query) if query.login_id else self._names.candidates(wanted)
        hidden = () if context.actor.role is Role.SECRETARIAT else (Standing.DECEASED.value,)
        people = self._matching(found, wanted, query.status, hidden)
        matching = list(islice(people, MOST))
        part = matching[query.offset : query.offset + query.limit]
        return {"items": lines(part, self._personal_data), "total": len(matching)}

    def _by_login_id(self, query: FindPeople) -> Sequence[str]:
        key = self._secrets.login_key(AccountKind.INDIVIDUAL, query.login_id)
        account_id = self._login_ids.load(key)[0].account_id
        return [account_id] if account_id else []

    def _matching(
        self,
        account_ids: Sequence[str],
        wanted: NameAndBirth,
        status: str | None,
        hidden: Sequence[str],
    ) -> Iterator[Document]:
        """Those of them whose data of this moment match, in their order, no `hidden` status."""
        for at in range(0, len(account_ids), PAGE):
            part = account_ids[at : at + PAGE]
            held = self._views.get_many("individuals", part)
            documents = [
                held[one]
                for one in part
                if one in held and _has(held[one], status) and held[one]["standing"] not in hidden
            ]
            people = self._personal_data.open_many([sealed(one["person"]) for one in documents])
            for document, person in zip(documents, people, strict=True):
                if person is not None and wanted.fits(person):
                    yield document


def _has(document: Document, status: str | None) -> bool:
    registered = document.get("person") is not None
    return registered and status in (None, document["standing"])
