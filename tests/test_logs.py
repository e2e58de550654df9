"""What the operator reads: short enough to be read, and without what our variables hold."""

import logging

import pytest

from mentorbot.logs import set_up_logs
from mentorbot.settings import LogFormat, LogLevel


@pytest.mark.parametrize("log_format", list(LogFormat))
def test_an_error_is_told_without_what_our_variables_hold(
    log_format: LogFormat, capsys: pytest.CaptureFixture[str]
) -> None:
    handlers, level = logging.root.handlers[:], logging.root.level
    try:
        set_up_logs(log_format, LogLevel.INFO)
        _break_with("xoxb-secret")
    finally:
        logging.root.handlers[:] = handlers
        logging.root.setLevel(level)
    told = capsys.readouterr().err
    assert "it broke" in told
    assert "LookupError: nobody" in told
    assert "xoxb-secret" not in told


def _break_with(token: str) -> None:
    try:
        _call("T1", token)
    except LookupError:
        logging.getLogger("mentorbot").exception("it broke")


def _call(workspace: str, token: str) -> None:
    if workspace and token:
        raise LookupError("nobody")
