"""Logs of processes: one JSON object a line, ids and names only."""

from __future__ import annotations

import logging
import sys

import structlog


def configure(service: str, role: str, level: str) -> None:
    """Sets up structlog and quietens libraries that log what they transport."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    for noisy in ("amqp", "kombu", "pymongo", "nameko"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.dict_tracebacks if level == "DEBUG" else _without_traceback,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    structlog.contextvars.bind_contextvars(service=service, role=role)


def _without_traceback(
    logger: object, name: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Frames of a traceback may show personal data; only the place of the error is kept."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        frame = error.__traceback__
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        event["error"] = type(error).__name__
        if frame is not None:
            event["at"] = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}"
    return event
