"""The names of individuals in memory, for the secretariat's search (ID-21, ID-30, D-28).

They are readable here and nowhere else: on a disk names are sealed, each under its person's key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from services.identity.adapters.people_search.following import BATCH, Following
from services.identity.application.people_names import NameAndBirth, names_of, plain
from services.identity.domain.account.state import Account
from services.identity.domain.kinds import FINAL, AccountKind
from services.identity.projections.sealed_pairs import sealed
from services.kernel.eventkit.application.ports import EventStore, PersonalData, Views
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import Sealed

_CHANGES = frozenset(("UserRegistered", "UserProfileUpdated", "LoginIdChanged", "UserWithdrawn"))
"""What gives an individual a name, changes it or takes it away."""

Names = dict[str, tuple[str, str]]
"""By account id: the names in plain form, and the birth date."""


class NamesReplica:
    """Implements `PeopleNames`. Nothing is read before the first search, or before `start`."""

    def __init__(
        self,
        accounts: Repository[Account],
        store: EventStore,
        views: Views,
        personal_data: PersonalData,
        pause: Callable[[float], None],
    ) -> None:
        self._accounts = accounts
        self._views = views
        self._personal_data = personal_data
        self.following = Following[Names](
            "people-names",
            store,
            views,
            pause,
            empty=dict,
            fill=self._fill,
            take=self._take,
            counts=_CHANGES.__contains__,
        )

    def start(self) -> None:
        """Reads all names in the background and keeps them close to the log from then on."""
        self.following.start()

    def candidates(self, wanted: NameAndBirth) -> Sequence[str]:
        """See `PeopleNames`. Raises `PeopleSearchNotReady` while a new process reads the names."""
        people = self.following.present()
        part = plain(wanted.name)
        birth_on = wanted.birth_on.isoformat() if wanted.birth_on else ""
        return sorted(
            account_id
            for account_id, (names, born) in people.items()
            if part in names and birth_on in ("", born)
        )

    def _fill(self, people: Names) -> None:
        last = ""
        while documents := self._views.find(
            "individuals",
            {"_id": {"$gt": last}, "registered_at": {"$ne": None}},
            order=(("_id", 1),),
            limit=BATCH,
        ):
            last = documents[-1]["_id"]
            self._read(people, {one["_id"]: sealed(one["person"]) for one in documents})

    def _take(self, people: Names, account_ids: Sequence[str]) -> None:
        persons: dict[str, Sealed] = {}
        for account_id, account in self._accounts.load_many(account_ids).items():
            people.pop(account_id, None)
            # organisations and internal users have names and log in too, and are not searched here
            if account.kind is not AccountKind.INDIVIDUAL:
                continue
            # a key is destroyed after its person has left: until then the name could still be read
            if account.person is not None and account.standing not in FINAL:
                persons[account_id] = account.person
        self._read(people, persons)

    def _read(self, people: Names, persons: dict[str, Sealed]) -> None:
        opened = self._personal_data.open_many(list(persons.values()))
        for account_id, person in zip(persons, opened, strict=True):
            if person is not None:
                people[account_id] = (names_of(person), str(person.get("birth_on") or ""))
