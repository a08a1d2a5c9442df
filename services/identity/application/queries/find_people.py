"""Finding an individual by name, birth date or login ID (ID-21, ID-30, D-28)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from services.identity.application.people_found import lines
from services.identity.application.ports import Secrets
from services.identity.domain.kinds import AccountKind
from services.identity.domain.login_id import LoginId
from services.identity.projections.sealed_pairs import sealed
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Document, PersonalData, Views
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import FieldProblem, InvalidInput

PAGE = 500
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
    """Names are sealed, so they are read person by person, and kept nowhere in the clear.

    That takes seconds among a hundred thousand, which is bearable for what is done by hand. The secretariat matches name and birth date by hand (D-28): a part of the name or of its
    reading is enough. Raises `InvalidInput` without any condition.
    """

    def __init__(
        self,
        *,
        login_ids: Repository[LoginId],
        personal_data: PersonalData,
        secrets: Secrets,
        views: Views,
    ) -> None:
        self._login_ids = login_ids
        self._personal_data = personal_data
        self._secrets = secrets
        self._views = views

    def __call__(self, query: FindPeople, context: Context) -> dict[str, Any]:
        if not (query.name or query.birth_on or query.login_id):
            raise InvalidInput(fields={"name": (FieldProblem("condition-needed"),)})
        found = self._by_login_id(query) if query.login_id else self._by_data(query)
        matching = [document for document in islice(found, MOST) if _has(document, query.status)]
        part = matching[query.offset : query.offset + query.limit]
        return {"items": lines(part, self._personal_data), "total": len(matching)}

    def _by_login_id(self, query: FindPeople) -> Iterator[Document]:
        key = self._secrets.login_key(AccountKind.INDIVIDUAL, query.login_id)
        account_id = self._login_ids.load(key)[0].account_id
        document = self._views.get("individuals", account_id) if account_id else None
        if document is not None and document.get("person") is not None:
            yield from self._matches([document], query)

    def _by_data(self, query: FindPeople) -> Iterator[Document]:
        last = ""
        while True:
            page = self._views.find(
                "individuals",
                {"_id": {"$gt": last}, "registered_at": {"$ne": None}},
                order=(("_id", 1),),
                limit=PAGE,
            )
            if not page:
                return
            last = page[-1]["_id"]
            yield from self._matches(page, query)

    def _matches(self, documents: list[Document], query: FindPeople) -> list[Document]:
        people = self._personal_data.open_many([sealed(one["person"]) for one in documents])
        return [
            document
            for document, person in zip(documents, people, strict=True)
            if person is not None and _fits(person, query)
        ]


def _fits(person: dict[str, Any], query: FindPeople) -> bool:
    if query.birth_on is not None and person.get("birth_on") != query.birth_on.isoformat():
        return False
    names = (str(person.get(part) or "") for part in ("name", "name_kana", "name_roman"))
    return any(_plain(query.name) in _plain(name) for name in names)


def _plain(name: str) -> str:
    """Width, case and spaces make no difference."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _has(document: Document, status: str | None) -> bool:
    return status in (None, document["standing"])
