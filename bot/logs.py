"""Logs: structured, with ids and without secrets; the one importer of structlog."""

import logging
import sys
from typing import Any, Literal

import structlog

Level = Literal["debug", "info", "warning", "error"]

QUIET = (
    "httpx", "httpx2", "httpcore", "openai", "telegram", "sqlalchemy", "asyncio", "aiosqlite", "apscheduler", "alembic",
    "azure", "msal",
)  # fmt: skip
"""They print addresses, and an address may hold a token; every statement with its values, and those are what people
wrote; or what only they themselves want to know. At WARNING, whatever LOG_LEVEL is."""

# Traces without the values of variables, also where nobody has set logs up: what a request was signed with is among
# them, and to print them all takes seconds.
PLAIN = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
structlog.configure(processors=[structlog.stdlib.add_log_level, structlog.processors.TimeStamper(), PLAIN])


def configure(level: Level = "info", form: Literal["console", "json"] = "console") -> None:
    """Sends our events and the libraries' to standard error, as lines for people or as JSON."""
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    renderer: Any = structlog.processors.JSONRenderer() if form == "json" else PLAIN
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger whose events are words, and whose facts are keywords."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger
