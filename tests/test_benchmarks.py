"""The benchmarks run and print what they promise; how fast anything is, no test says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NUMBER = r"[\d,]+(?:\.\d+)?"
COMMAND = re.compile(
    rf"(bare bolt, a constant|/mentor when|/mentor ask)\s+{' '.join([rf'{NUMBER} +[(]{NUMBER}[)] *'] * 4)}"
)


def _printed(script: str, *words: str) -> list[str]:
    command = [sys.executable, str(ROOT / "benchmarks" / script), *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def _check(lines: list[str], *patterns: str) -> None:
    assert len(lines) == len(patterns), lines
    for line, pattern in zip(lines, patterns, strict=True):
        assert re.fullmatch(pattern.replace("N", NUMBER), line), line


def test_the_tick_is_timed_with_none_some_and_all_due() -> None:
    _check(
        _printed("tick.py", "--size", "2000"),
        "none due of 2,000: N ms, N times that of 20",
        "2 due of 2,000: N ms, N times that of 20",
        "2,000 due: N us a row, of which N us of this processor's time",
        "the loop stood still for at most N ms, N ms of it our work",
        "memory: N MB, N times that at 20",
        "200 due of whom no two are alike: N us a row, of which N us of this processor's time",
        "one APScheduler job for each of 20, doing the same: N us a job, N times a row",
        "one APScheduler job for each of 20, doing nothing: N us a job, N times a row",
        "and before that N us to add it",
    )


@pytest.mark.parametrize("script", ["tick.py", "slash_command.py"])
def test_each_says_how_it_is_used(script: str) -> None:
    assert any("--quick" in line for line in _printed(script, "--help"))


def test_a_slash_command_is_timed_against_bare_bolt() -> None:
    head, columns, *rows = _printed("slash_command.py", "--rounds", "2")
    assert head == "milliseconds, 2 of each in turn; in brackets against bare bolt"
    assert columns.split() == ["ack", "p50", "p95", "answer", "p50", "p95"]
    assert [found[1] if (found := COMMAND.fullmatch(row.strip())) else row for row in rows] == [
        "bare bolt, a constant",
        "/mentor when",
        "/mentor ask",
    ]
    assert rows[0].count("(1.00)") == 4
