"""Search over many listings, measured beside SQLite FTS5 and MongoDB: `run(sizes)`."""

from tests.bench.search.measure import run

__all__ = ["run"]
