"""The search of one process: built from the documents of accounts, then kept in step by the log.

Each search first takes in what was stored since the last one, so that it never answers from a
state before a change that was acknowledged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from threading import Lock, Thread

import structlog

from services.identity.adapters.people_search.index import EVERYBODY, Entry, PeopleIndex
from services.identity.application.job_seeker_information import NOTHING
from services.identity.application.people_search import (
    PeoplePage,
    PeopleQuery,
    PeopleSearchNotReady,
)
from services.identity.domain.account.showing import may_publish
from services.identity.domain.account.state import Account
from services.kernel.eventkit.application.commit import EVENTS_PER_COMMIT, Commit
from services.kernel.eventkit.application.ports import (
    Clock,
    EventStore,
    PersonalData,
    Unreadable,
    Views,
)
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.native_work import run_native
from services.kernel.japanese.opening import Japanese, open_japanese

BATCH = 500
EVERY = 1.0
PATIENCE, STEP = 2.0, 0.1
_STREAM = "account-"
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
_log = structlog.get_logger()


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
        clock: Clock,
        pause: Callable[[float], None],
    ) -> None:
        self._accounts = accounts
        self._store = store
        self._views = views
        self._personal_data = personal_data
        self._clock = clock
        self._pause = pause
        self._index: PeopleIndex | None = None
        self._position = 0
        self._following = False
        self._lock = Lock()

    def start(self) -> None:
        """Builds the index in the background and keeps it close to the log from then on."""
        self._following = True
        Thread(target=self._follow, name="people-search", daemon=True).start()

    def search(self, query: PeopleQuery) -> PeoplePage:
        """See `PeopleSearch`. Raises `PeopleSearchNotReady` while a new process builds its index."""
        self._wait_for_index()
        index = self._caught_up()
        page: PeoplePage = run_native(lambda: index.search(query))
        return page

    def _wait_for_index(self) -> None:
        waited = 0.0
        while self._following and self._index is None:
            if waited >= PATIENCE:
                raise PeopleSearchNotReady
            self._pause(STEP)
            waited += STEP

    def _follow(self) -> None:
        while True:
            try:
                if self._index is None:
                    # opening the dictionary takes longer than a caller waits
                    run_native(_language)
                self._caught_up()
            except Exception:
                _log.exception("people search not updated")
            self._pause(EVERY)

    def _caught_up(self) -> PeopleIndex:
        with self._lock:
            index = self._index
            if index is None:
                index = self._built()
            while commits := self._store.read_log(self._position, BATCH):
                self._take(index, _touched(commits))
                self._position = commits[-1].position
            self._index = index
            return index

    def _built(self) -> PeopleIndex:
        """An index of everybody who ever chose to whom to be shown, as of a position of the log."""
        position = self._store.last_position()
        # documents that lag behind would leave people out: the whole log is read then
        fresh = self._views.wait_for(event_position(position))
        self._position = position if fresh else 0
        index = PeopleIndex(_language)
        # who changes meanwhile is in the log after that position and taken in again
        found = self._views.find("accounts", {"publication.user_id": {"$gt": ""}})
        ids = [document["account_id"] for document in found]
        for at in range(0, len(ids), BATCH):
            self._take(index, ids[at : at + BATCH])
        return index

    def _take(self, index: PeopleIndex, account_ids: Sequence[str]) -> None:
        entries, gone = [], []
        for account_id in account_ids:
            account, _ = self._accounts.load(account_id)
            entry = self._entry(account)
            if entry is None:
                gone.append(account_id)
            else:
                entries.append(entry)
        if entries or gone:
            run_native(lambda: index.apply(entries, gone))

    def _entry(self, account: Account) -> Entry | None:
        seeker = account.job_seeker
        publication, information = seeker.publication, seeker.information
        anybody = publication.public or publication.shown_to
        if information is None or not anybody or not may_publish(account, self._clock.now()):
            return None
        try:
            opened = {**NOTHING, **self._personal_data.open(information)}
        except Unreadable:
            return None
        shown = ((EVERYBODY,) if publication.public else ()) + tuple(publication.shown_to)
        seconds = int(seeker.informed_at.timestamp()) if seeker.informed_at else 0
        number = int(publication.user_id[1:]) % (1 << _NUMBER_BITS)
        return Entry(
            account.account_id,
            seconds << _NUMBER_BITS | number,
            shown,
            tuple(publication.blocked),
            opened,
        )


@cache
def _language() -> Japanese:
    """The dictionary is opened once in a process."""
    return open_japanese()


def event_position(commit: int) -> int:
    """The highest position an event of this commit can have, in which documents are numbered."""
    return commit * EVENTS_PER_COMMIT + EVENTS_PER_COMMIT - 1 if commit else 0


def _touched(commits: Iterable[Commit]) -> list[str]:
    """The accounts of which something changed that may bear on what they show, each once."""
    return list(
        dict.fromkeys(
            commit.stream.removeprefix(_STREAM)
            for commit in commits
            if commit.stream.startswith(_STREAM)
            and any(event.name not in _OF_NO_ACCOUNT_CONTENT for event in commit.events)
        )
    )
