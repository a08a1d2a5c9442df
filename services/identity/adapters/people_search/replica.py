"""The search of one process: built from the documents of accounts, then kept in step by the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from typing import Any

from services.identity.adapters.people_search.following import Following, parts_of
from services.identity.adapters.people_search.index import EVERYBODY, Entry, PeopleIndex
from services.identity.adapters.people_search.words import KeptWords, WordsOfPeople
from services.identity.application.job_seeker_information import NOTHING
from services.identity.application.people_search import PeoplePage, PeopleQuery
from services.identity.domain.account.showing import may_publish
from services.identity.domain.account.state import Account
from services.identity.domain.job_seeker.kinds import JobSeekerStatus
from services.identity.domain.job_seeker.state import JobSeeker, Publication
from services.identity.domain.kinds import Standing
from services.identity.projections.sealed_pairs import sealed
from services.kernel.eventkit.application.ports import (
    Clock,
    Document,
    EventStore,
    PersonalData,
    Views,
)
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.native_work import UsuallyQuick, run_native
from services.kernel.japanese.opening import Japanese, open_japanese

_OF_NO_ACCOUNT_CONTENT = frozenset(
    (
        "AccountEmailRegistered",
        "OpeningAskedAgain",
        "LoginFailed",
        "LoginSucceeded",
        "AccountLocked",
        "ReissueRefused",
        "SessionStarted",
        "SessionTokenReplaced",
        "SessionProlonged",
        "SessionEnded",
        "SessionExpired",
        "TemporaryPasswordIssued",
        "PasswordChanged",
    )
)
_NUMBER_BITS = 21


class PeopleReplica:
    """Implements `PeopleSearch`.

    Nothing is read or built before the first search, or before `start`.
    """

    def __init__(
        self,
        accounts: Repository[Account],
        store: EventStore,
        views: Views,
        personal_data: PersonalData,
        kept: KeptWords,
        clock: Clock,
        pause: Callable[[float], None],
    ) -> None:
        self._accounts = accounts
        self._views = views
        self._words = WordsOfPeople(kept, personal_data)
        self._clock = clock
        self._run_search = UsuallyQuick()
        self.following = Following[PeopleIndex](
            "people-search",
            store,
            views,
            pause,
            empty=_empty,
            fill=self._fill,
            take=self._take,
            counts=lambda event: event not in _OF_NO_ACCOUNT_CONTENT,
        )

    def start(self) -> None:
        """Builds the index in the background and keeps it close to the log from then on."""
        self.following.start()

    def search(self, query: PeopleQuery) -> PeoplePage:
        """See `PeopleSearch`. Raises `PeopleSearchNotReady` while a new process builds its index."""
        index = self.following.present()
        page: PeoplePage = self._run_search(lambda: index.search(query))
        return page

    def _fill(self, index: PeopleIndex) -> None:
        """Everybody who ever chose to whom to be shown."""
        asked = {"publication.user_id": {"$gt": ""}}
        ids = [document["_id"] for document in self._views.find("accounts", asked)]
        for part in parts_of(ids):
            documents = self._views.get_many("accounts", part)
            entries = self._entries(map(_as_documented, documents.values()))
            run_native(partial(index.fill, entries))
        run_native(index.show)

    def _take(self, index: PeopleIndex, account_ids: Sequence[str]) -> None:
        entries = self._entries(self._accounts.load_many(account_ids).values())
        gone = {*account_ids} - {entry.account_id for entry in entries}
        self._words.forget(list(gone))
        run_native(lambda: index.apply(entries, gone))

    def _entries(self, accounts: Iterable[Account]) -> list[Entry]:
        shown = {one.account_id: one for one in accounts if self._shows(one)}
        information = {
            account_id: one.job_seeker.information
            for account_id, one in shown.items()
            if one.job_seeker.information is not None
        }
        words = self._words.of(information, _language(), NOTHING)
        return [
            Entry(
                account_id,
                _newest(shown[account_id].job_seeker),
                _audience(shown[account_id].job_seeker.publication),
                tuple(shown[account_id].job_seeker.publication.blocked),
                held,
            )
            for account_id, held in words.items()
        ]

    def _shows(self, account: Account) -> bool:
        publication = account.job_seeker.publication
        anybody = publication.public or bool(publication.shown_to)
        return anybody and may_publish(account, self._clock.now())


def _as_documented(document: Document) -> Account:
    """As much of an account as its being shown depends on."""
    seeker: Mapping[str, Any] = document.get("job_seeker") or {}
    publication = document["publication"]
    information = document.get("information")
    return Account(
        account_id=document["account_id"],
        standing=Standing(document["standing"]),
        job_seeker=JobSeeker(
            status=JobSeekerStatus(seeker.get("status", JobSeekerStatus.NONE)),
            valid_until=date.fromisoformat(seeker.get("valid_until") or date.min.isoformat()),
            information=information and sealed(information),
            informed_at=document.get("information_at"),
            publication=Publication(
                publication["user_id"],
                publication["public"],
                frozenset(publication["shown_to"]),
                frozenset(publication["blocked"]),
            ),
        ),
    )


def _audience(publication: Publication) -> Sequence[str]:
    return ((EVERYBODY,) if publication.public else ()) + tuple(publication.shown_to)


def _newest(seeker: JobSeeker) -> int:
    """Orders people by their information, and no two alike."""
    seconds = int(seeker.informed_at.timestamp()) if seeker.informed_at else 0
    return seconds << _NUMBER_BITS | int(seeker.publication.user_id[1:]) % (1 << _NUMBER_BITS)


def _empty() -> PeopleIndex:
    # opening the dictionary takes longer than a caller waits
    run_native(_language)
    return PeopleIndex(_language)


@cache
def _language() -> Japanese:
    """The dictionary is opened once in a process."""
    return open_japanese()
