"""Logs of processes: one JSON object a line, ids and names only.

The text of an exception and the variables of its frames may be what a person typed. So of an
exception only its type and place are kept, also of those that libraries log, at every level.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from types import TracebackType

import structlog

_NOISY = ("amqp", "kombu", "pymongo", "nameko")


def configure(service: str, role: str, level: str) -> None:
    """Sets up structlog and quietens libraries that log what they transport."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_LibraryLine({"service": service, "role": role}))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    for noisy in _NOISY:
        logging.getLogger(noisy).setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _with_way if level == "DEBUG" else _with_place,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    structlog.contextvars.bind_contextvars(service=service, role=role)


class _LibraryLine(logging.Formatter):
    """A line of a library's logger in the form of our own."""

    def __init__(self, about: dict[str, str]) -> None:
        super().__init__()
        self._about = about

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        return json.dumps(
            {
                # With an exception, the arguments usually quote it.
                "event": record.getMessage() if error is None else str(record.msg),
                "logger": record.name,
                "level": record.levelname.lower(),
                "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
                **self._about,
                **({} if error is None else _told(error)),
            },
            ensure_ascii=False,
        )


def _with_place(
    logger: object, name: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """The type of the error and where it arose."""
    error = _error_of(event)
    return event if error is None else {**event, **_told(error)}


def _with_way(
    logger: object, name: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Type and place, and every frame on the way there."""
    error = _error_of(event)
    return event if error is None else {**event, **_told(error), "trace": _places(error)}


def _error_of(event: structlog.typing.EventDict) -> BaseException | None:
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    return error if isinstance(error, BaseException) else None


def _told(error: BaseException) -> dict[str, str]:
    places = _places(error)
    told = {"error": type(error).__name__}
    return told if not places else {**told, "at": places[-1].rpartition(" ")[0]}


def _places(error: BaseException) -> list[str]:
    places = []
    step: TracebackType | None = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        places.append(f"{code.co_filename}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return places
