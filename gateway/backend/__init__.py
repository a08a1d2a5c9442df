"""Asking services: `from gateway.backend import backend`."""

from gateway.backend.backend import Absent, Backend, Services, backend

__all__ = ["Absent", "Backend", "Services", "backend"]
