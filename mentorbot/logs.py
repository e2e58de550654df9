"""Logging for the operator: lines to read, or JSON to collect."""

import logging
import sys

import structlog

from mentorbot.settings import LogFormat, LogLevel

_NOISY = ("alembic", "apscheduler", "aiohttp.access", "slack_bolt", "slack_sdk", "discord")


def set_up_logs(log_format: LogFormat, level: LogLevel) -> None:
    """One handler on stderr for ours and the libraries' records; theirs only from WARNING on."""
    json = log_format is LogFormat.JSON
    shown: structlog.typing.Processor = structlog.processors.JSONRenderer() if json else _lines()
    before: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if json:
        before.append(structlog.processors.format_exc_info)
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=before,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, shown],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=level.value.upper(), force=True)
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)


def _lines() -> structlog.dev.ConsoleRenderer:
    """Where rich is installed, tracebacks would by default show what our variables hold: tokens, and much of it."""
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
