"""Readers of import files, by the name of their format."""

from services.listings.adapters.imports.events_jp import read_events_jp
from services.listings.adapters.imports.un_jobs import read_un_jobs

READERS = {"events-jp": read_events_jp, "un-jobs": read_un_jobs}

__all__ = ["READERS", "read_events_jp", "read_un_jobs"]
