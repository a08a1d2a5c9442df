"""Jobs for former volunteers only (LI-48)."""

from __future__ import annotations

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.domain import Facet


def may_know(listing: Document, context: Context) -> bool:
    """Whether the listing exists for the caller."""
    return not listing.get("jocv_only") or Facet.JOCV_VIEW in context.actor.facets
