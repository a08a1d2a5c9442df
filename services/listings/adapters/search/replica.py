"""The search of one process: an index of its own, kept in step, rebuilt when needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread

import structlog

from services.kernel.eventkit.native_work import UsuallyQuick
from services.listings.adapters.search.follower import (
    Batch,
    LogReplaced,
    RunNative,
    SearchFollower,
    Source,
    in_place,
)
from services.listings.adapters.search.index import SearchIndex
from services.listings.adapters.search.opening import Language, open_language
from services.listings.adapters.search.place import ReplicaPlace
from services.listings.application.ports import SearchPage, SearchQuery

EVERY = 0.3
"""Seconds between two looks at the source: what is published is found within one second."""

_PATIENCE = 20
_log = structlog.get_logger()


class NotStarted(Exception):
    """The replica was asked before `start`, or after `stop`."""


class SearchReplica:
    """Implements `ListingSearch` for one process.

    `run_native` runs native code: in place in threads, through `eventlet.tpool` under eventlet.
    `pause` waits the given seconds. Only the following thread writes to indexes; searches take
    the present index once, and replacing it is atomic. The directory can be deleted whenever no
    process uses it.
    """

    def __init__(
        self,
        directory: Path,
        source: Source,
        *,
        pause: Callable[[float], None],
        run_native: RunNative = in_place,
        language: Language | None = None,
    ) -> None:
        self._root = directory
        self._source = source
        self._pause = pause
        self._run_native = run_native
        self._run_search = UsuallyQuick(run_native)
        self._run_suggest = UsuallyQuick(run_native)
        self._language = language
        self._place: ReplicaPlace | None = None
        self._index: SearchIndex | None = None
        self._next: SearchIndex | None = None
        self._rebuild_wanted = False
        self._following = False

    def start(self) -> None:
        """Opens or builds the index, waits until it is up to date, and follows from then on.

        Call it once, after the last fork. Raises `NoDirectoryLeft`, `TableFault`.
        """
        self.open()
        self._following = True
        Thread(target=self.follow, name="search-follower", daemon=True).start()

    def open(self) -> None:
        """Opens or builds the index and brings it up to date, without following.

        While the projection is behind, it is waited for only so long: searches then begin with
        what there is, as all other lists do.
        """
        language = self._language
        if language is None:
            cache = self._root / "dictionary"
            language = self._run_native(lambda: open_language(cache))
        self._language = language
        place = ReplicaPlace(self._root, language.signature)
        self._place = place
        self._next = index = self._run_native(lambda: self._latest(place))
        try:
            try:
                self._bring_up_to_date(index)
            except LogReplaced:
                self._run_native(index.close)
                self._next = index = self._run_native(lambda: self._opened(place.new_generation()))
                self._bring_up_to_date(index)
        except BaseException:
            self.stop()
            raise
        self._next = None
        self._put_in_place(index)

    def follow(self) -> None:
        """Follows the source until `stop`; a fault is logged and tried again."""
        while self._following:
            try:
                more = self.step()
            except Exception:
                _log.exception("search index not updated")
                self._recover()
                more = False
            if not more and self._following:
                self._pause(EVERY)

    def step(self) -> bool:
        """Takes the next batch into the index, and into the one being built; true for more."""
        try:
            more = not self._follower(self._present()).step().last
        except LogReplaced:
            _log.warning("search index stems from another log, building it anew")
            self._rebuild_wanted, more = True, False
        if self._rebuild_wanted and self._next is None:
            directory = self._known_place().new_generation()
            self._next = self._run_native(lambda: self._opened(directory))
        return self._build(self._next) or more if self._next is not None else more

    def rebuild(self) -> None:
        """Has the index built anew beside the present one and swapped when it is complete."""
        self._rebuild_wanted = True

    def stop(self) -> None:
        """Ends following and gives the directory free; the follower must be at rest."""
        self._following = False
        indexes, self._index, self._next = (self._index, self._next), None, None
        for index in indexes:
            if index is not None:
                self._run_native(index.close)
        place, self._place = self._place, None
        if place is not None:
            place.free()

    @property
    def position(self) -> int:
        """How far in the log searches are. Raises `NotStarted`."""
        return self._present().position

    def search(self, query: SearchQuery) -> SearchPage:
        """See `ListingSearch`. Raises `NotStarted`."""
        index = self._present()
        found: SearchPage = self._run_search(lambda: index.search(query))
        return found

    def suggest(self, typed: str, *, kinds: Sequence[str] = (), jocv_view: bool) -> Sequence[str]:
        """See `ListingSearch`. Raises `NotStarted`."""
        index = self._present()
        found: Sequence[str] = self._run_suggest(
            lambda: index.suggest(typed, kinds=kinds, jocv_view=jocv_view)
        )
        return found

    def _bring_up_to_date(self, index: SearchIndex) -> None:
        follower = self._follower(index)
        waited = 0
        while waited < _PATIENCE:
            batch = follower.step()
            if batch.behind:
                waited += 1
                self._pause(EVERY)
            elif batch.last:
                follower.complete()
                return
        _log.warning("search begins while the projection is behind", position=index.position)

    def _build(self, index: SearchIndex) -> bool:
        follower = self._follower(index)
        batch: Batch = follower.step()
        if batch.last and not batch.behind:
            follower.complete()
            self._next, self._rebuild_wanted = None, False
            self._put_in_place(index)
        return not batch.last

    def _recover(self) -> None:
        """After a fault a writer may hold half a batch, or be dead: go back to the last commit."""
        for index in (self._index, self._next):
            if index is not None:
                try:
                    self._run_native(index.reopen)
                except Exception:
                    _log.exception("search index damaged, building it anew")
                    self._rebuild_wanted, self._next = True, None

    def _put_in_place(self, index: SearchIndex) -> None:
        before, self._index = self._index, index
        if before is not None:
            self._run_native(before.close)
        place = self._known_place()
        self._run_native(lambda: place.keep_only(index.directory))

    def _latest(self, place: ReplicaPlace) -> SearchIndex:
        """The newest complete index; failing that the newest begun one, or a new one."""
        begun: Path | None = None
        for directory in place.generations():
            try:
                index = self._opened(directory)
            except (ValueError, OSError, KeyError):
                _log.warning("search index cannot be read", directory=directory.name)
                continue
            if index.complete:
                return index
            index.close()
            begun = begun or directory
        return self._opened(begun or place.new_generation())

    def _opened(self, directory: Path) -> SearchIndex:
        if self._language is None:
            raise NotStarted
        return SearchIndex(directory, self._language.analyser, self._language.reader)

    def _follower(self, index: SearchIndex) -> SearchFollower:
        return SearchFollower(index, self._source, self._run_native)

    def _present(self) -> SearchIndex:
        if self._index is None:
            raise NotStarted
        return self._index

    def _known_place(self) -> ReplicaPlace:
        if self._place is None:
            raise NotStarted
        return self._place
