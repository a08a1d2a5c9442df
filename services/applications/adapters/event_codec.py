"""Stored names and versions of this service's events."""

from __future__ import annotations

from services.applications.adapters.jpo_codec import register_jpo
from services.applications.domain.application import events
from services.kernel.eventkit.application.codec import EventCodec

codec = EventCodec()
codec.register(events.ApplicationDrafted, "ApplicationDrafted")
codec.register(events.ApplicationDraftRevised, "ApplicationDraftRevised")
codec.register(events.ApplicationDraftDiscarded, "ApplicationDraftDiscarded")
codec.register(events.DocumentBegun, "DocumentBegun")
codec.register(events.DocumentAttached, "DocumentAttached")
codec.register(events.DocumentRemoved, "DocumentRemoved")
codec.register(events.ApplicationSubmitted, "ApplicationSubmitted")
codec.register(events.ApplicationStatusChanged, "ApplicationStatusChanged")
codec.register(events.SelectionResultRegistered, "SelectionResultRegistered")
codec.register(events.ApplicationDeclined, "ApplicationDeclined")
codec.register(events.ApplicationCancelled, "ApplicationCancelled")
codec.register(events.ApplicationFinished, "ApplicationFinished")
register_jpo(codec)
