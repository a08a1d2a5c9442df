"""Readers of import files: what is in them is told by their content, never by their name."""

from services.listings.adapters.imports.events_jp import read_events_jp
from services.listings.adapters.imports.files import read_file
from services.listings.adapters.imports.un_jobs import read_un_jobs

__all__ = ["read_events_jp", "read_file", "read_un_jobs"]
