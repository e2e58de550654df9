"""The benchmarks run and print what they promise; how fast anything is, no test says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.figures import Figure
from benchmarks.table import BEGIN, END, Measured, placed, table

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


FIGURE = r".+: N( \S+)* [(]goal (>=|<=) N( [^,)]+)?(, MISSED)?[)](; .+)?"


@pytest.mark.parametrize(
    ("script", "figures"),
    [
        ("delivery.py", 8),
        ("burst.py", 2),
        ("restart.py", 1),
        ("lanes.py", 2),
        ("tick_figures.py", 7),
        ("asking.py", 5),
        ("matching.py", 7),
        ("importing.py", 2),
    ],
)
def test_each_figure_stands_beside_its_goal(script: str, figures: int) -> None:
    _check(_printed(script, "--quick"), *[FIGURE] * figures)


def test_the_table_says_what_was_missed() -> None:
    fast = Figure(what="fast", value=0.7, goal=0.7, at_least=True)
    slow = Figure(what="slow", value=3.0, goal=2.0, unit=" s", detail="five starts")
    lines = list(table([Measured("both.py", [fast, slow])]))
    assert lines[2:] == [
        "| what | goal | found | |",
        "|---|---|---|---|",
        "| fast | >= 0.70 | 0.70 |  |",
        "| slow | <= 2 s | 3 s **missed** | five starts |",
        "",
        "1 of 2 missed.",
    ]


def test_the_table_replaces_the_one_before() -> None:
    once = placed(f"# Speed\n{BEGIN}\nold\n{END}\nmore", "new")
    assert placed(once, "new") == once == f"# Speed\n{BEGIN}\nnew\n{END}\nmore"


@pytest.mark.parametrize(
    "script",
    [
        "tick.py",
        "slash_command.py",
        "delivery.py",
        "burst.py",
        "restart.py",
        "lanes.py",
        "tick_figures.py",
        "asking.py",
        "matching.py",
        "importing.py",
        "table.py",
    ],
)
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
