"""What the cache keeps, how long, and how much of it."""

from __future__ import annotations

from gateway.web.cache import MOST_BYTES_IN_ALL, MOST_ENTRIES, ContentCache, Entry


def entry(*tags: str, body: bytes = b"x") -> Entry:
    return Entry(body, [], tags)


def test_a_page_made_while_an_event_came_is_not_kept() -> None:
    cache = ContentCache()
    cache.drop_everything(trusted=True)
    started = cache.start(("listings",))
    cache.drop(("listings",))
    assert not cache.keep(("/", "", "ja"), entry("listings"), started)
    started = cache.start(("listings",))
    cache.drop_everything(trusted=True)
    assert not cache.keep(("/", "", "ja"), entry("listings"), started)


def test_what_is_made_right_after_events_were_missed_is_kept_for_moments_only() -> None:
    now = [100.0]
    cache, key = ContentCache(lambda: now[0]), ("/", "", "ja")

    def lives(seconds: float) -> bool:
        assert cache.keep(key, entry("listings"), cache.start(("listings",)))
        now[0] += seconds
        return cache.get(key) is not None

    cache.drop_everything(trusted=True)
    assert [lives(seconds) for seconds in (1.9, 2.1)] == [True, False]
    now[0] = 129.9
    assert [lives(seconds) for seconds in (2.1, 299.0, 301.0)] == [False, True, False]
    cache.drop_everything(trusted=False)
    cache.drop_everything(trusted=True)
    assert not lives(2.1)
    # What counts is when the services were asked.
    started = cache.start(("listings",))
    now[0] += 100.0
    assert cache.keep(key, entry("listings"), started)
    now[0] += 2.1
    assert cache.get(key) is None


def test_entries_grow_old_and_the_longest_unused_leave_first() -> None:
    now = [0.0]
    cache = ContentCache(lambda: now[0])
    cache.drop_everything(trusted=True)
    for number in range(MOST_ENTRIES + 1):
        key = (f"/{number}", "", "ja")
        cache.keep(key, entry("listings"), cache.start(("listings",)))
    assert len(cache) == MOST_ENTRIES
    assert cache.get(("/0", "", "ja")) is None
    assert cache.get(("/1", "", "ja")) is not None
    now[0] = 10_000.0
    assert cache.get(("/1", "", "ja")) is None


def test_a_large_response_is_not_kept() -> None:
    cache = ContentCache()
    cache.drop_everything(trusted=True)
    large = entry("listings", body=b"x" * 600_000)
    assert not cache.keep(("/", "", "ja"), large, cache.start(("listings",)))


def test_one_page_under_many_addresses_does_not_fill_the_memory() -> None:
    cache = ContentCache()
    cache.drop_everything(trusted=True)
    page = entry("listings", body=b"x" * 500_000)
    most = MOST_BYTES_IN_ALL // 500_000
    for _ in range(2):
        for number in range(most + 10):
            key = ("/jobs", f"n={number}", "ja")
            assert cache.keep(key, page, cache.start(("listings",)))
        assert len(cache) == most
    cache.drop(("listings",))
    assert len(cache) == 0
    assert cache.keep(("/jobs", "", "ja"), page, cache.start(("listings",)))
    assert len(cache) == 1
